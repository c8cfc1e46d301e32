internal import GRDB

/// Two conversations of one user, one after the other.
public struct SessionStep: Hashable, Sendable {
  public let earlier: ConversationHit
  public let later: ConversationHit
}

extension FeedbackIndex {
  /// Conversations of known users and times that begin alike and follow each other within some seconds, by user and time.
  ///
  /// - Parameter isAlike: Asked of the beginnings of the later and the earlier conversation.
  public func sessionSteps(
    within seconds: Double, where isAlike: (String, String) -> Bool
  ) throws(FeedbackIndexError) -> [SessionStep] {
    try read { db in
      // The database compares users and times; only what is left is decoded.
      let cursor = try Row.fetchCursor(db, sql: Self.neighbours, arguments: [seconds])
      var steps: [SessionStep] = []
      while let row = try cursor.next() {
        var columns = RowColumns(row)
        let (earlier, later): (Int, Int) = (try columns.take(), try columns.take())
        let (before, after): (String, String) = (try columns.take(), try columns.take())
        guard isAlike(after, before), let first = try hit(earlier, db), let second = try hit(later, db),
          !Self.isSame(first, second)
        else { continue }
        steps.append(SessionStep(earlier: first, later: second))
      }
      return steps
    }
  }

  /// Row ids and openings of the conversations that follow each other, by user and time.
  private static let neighbours = """
    SELECT earlier, later, before, after FROM (
      SELECT rowid AS later, opening AS after, user, strftime('%s', timestamp) AS seconds,
        lag(rowid) OVER step AS earlier, lag(opening) OVER step AS before, lag(user) OVER step AS former,
        lag(strftime('%s', timestamp)) OVER step AS start
      FROM conversations WHERE user <> '' AND timestamp <> '' AND opening <> ''
      WINDOW step AS (ORDER BY user, timestamp, record_id))
    WHERE former = user AND seconds - start <= ?
    """

  private func hit(_ rowID: Int, _ db: Database) throws -> ConversationHit? {
    try Row.fetchOne(db, sql: ConversationHit.select + " WHERE conversations.rowid = ?", arguments: [rowID])
      .map { row in try ConversationHit(row) { _ in [] } }
  }

  /// Whether two archives hold the same conversation.
  private static func isSame(_ left: ConversationHit, _ right: ConversationHit) -> Bool {
    left.origin.conversationID == right.origin.conversationID && left.origin.timestamp == right.origin.timestamp
      && left.origin.user == right.origin.user && left.messages == right.messages
      && left.contentBytes == right.contentBytes
  }
}
