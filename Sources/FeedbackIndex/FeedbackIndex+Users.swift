internal import GRDB

/// A conversation of a known user, as a persona is made from it.
public struct UserConversation: Hashable, Sendable {
  public let recordID: String
  public let conversationID: String
  /// The latest time that is known of it.
  public let ended: String
  public let language: String
  public let country: String
  public let topic: String
  /// The beginning of the first user message.
  public let opening: String
  public let firstBytes: Int
  public let messages: Int
  public let contentBytes: Int
  public internal(set) var preferences: [UserPreference] = []
  public internal(set) var complaints: [UserComplaint] = []
}

/// A row of the table `preferences`.
public struct UserPreference: Hashable, Sendable {
  public let id: String
  public let kind: String
  public let value: String
  public let polarity: String
  public let messageIndex: Int
  public let quote: String
}

/// A row of negative feedback.
public struct UserComplaint: Hashable, Sendable {
  public let id: String
  public let category: String
  public let messageIndex: Int
}

extension FeedbackIndex {
  /// Hands out the conversations of each known user, user by user in the order of their keys.
  public func forEachUser(
    _ body: (_ user: String, _ conversations: [UserConversation]) throws -> Void
  ) throws {
    try read { db in
      let users = try String.fetchCursor(
        db, sql: "SELECT DISTINCT user FROM conversations WHERE user <> '' ORDER BY user")
      while let user = try users.next() { try body(user, try Self.conversations(of: user, db)) }
    }
  }

  /// The conversations of one user; none where the user is not known.
  public func conversations(ofUser user: String) throws(FeedbackIndexError) -> [UserConversation] {
    try read { db in try Self.conversations(of: user, db) }
  }

  /// The users whose keys begin with some text, at most so many.
  public func users(beginning text: String, limit: Int) throws(FeedbackIndexError) -> [String] {
    try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT user FROM conversations
          WHERE user <> '' AND substr(user, 1, length(?1)) = ?1 ORDER BY user LIMIT ?2
          """, arguments: [text, limit])
    }
  }

  private static func conversations(of user: String, _ db: Database) throws -> [UserConversation] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT record_id, conversation_id, ended, language, country, topic, opening, first_bytes, messages,
          content_bytes FROM conversations WHERE user = ? ORDER BY ended, record_id
        """, arguments: [user])
    var conversations = try rows.map { row in
      var columns = RowColumns(row)
      return UserConversation(
        recordID: try columns.take(), conversationID: try columns.take(), ended: try columns.take(),
        language: try columns.take(), country: try columns.take(), topic: try columns.take(),
        opening: try columns.take(), firstBytes: try columns.take(), messages: try columns.take(),
        contentBytes: try columns.take())
    }
    let places = Dictionary(
      conversations.enumerated().map { ($0.element.recordID, $0.offset) }, uniquingKeysWith: { first, _ in first })
    try add(preferencesOf: user, to: &conversations, places, db)
    try add(complaintsOf: user, to: &conversations, places, db)
    return conversations
  }

  private static func add(
    preferencesOf user: String, to conversations: inout [UserConversation], _ places: [String: Int], _ db: Database
  ) throws {
    let sql = """
      SELECT record_id, preference_id, kind, value, polarity, message_index, quote FROM preferences
      WHERE user = ? ORDER BY record_id, message_index, preference_id
      """
    for row in try Row.fetchAll(db, sql: sql, arguments: [user]) {
      var columns = RowColumns(row)
      let record: String = try columns.take()
      let preference = UserPreference(
        id: try columns.take(), kind: try columns.take(), value: try columns.take(), polarity: try columns.take(),
        messageIndex: try columns.take(), quote: try columns.take())
      guard let place = places[record] else { continue }
      conversations[place].preferences.append(preference)
    }
  }

  private static func add(
    complaintsOf user: String, to conversations: inout [UserConversation], _ places: [String: Int], _ db: Database
  ) throws {
    let sql = """
      SELECT record_id, feedback_id, category, message_index FROM feedback
      WHERE user = ? AND polarity = 'negative' AND overruled = 0 ORDER BY record_id, message_index
      """
    for row in try Row.fetchAll(db, sql: sql, arguments: [user]) {
      var columns = RowColumns(row)
      let record: String = try columns.take()
      let complaint = UserComplaint(
        id: try columns.take(), category: try columns.take(), messageIndex: try columns.take())
      guard let place = places[record] else { continue }
      conversations[place].complaints.append(complaint)
    }
  }
}
