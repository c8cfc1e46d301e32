internal import GRDB

/// How a conversation begins, and the group that it is counted in.
public struct ConversationOpening: Hashable, Sendable {
  /// The values of the keys, in their order; empty where the source does not say.
  public let values: [String]
  /// The source's key of the user, or the record where it has none.
  public let speaker: String
  /// The first 120 bytes of the first user message; never empty.
  public let text: String
}

extension FeedbackIndex {
  /// Hands out how conversations begin, in groups, in the order of the keys' values, then of users and records. Those without
  /// texts are left out.
  public func openings(
    by keys: [RateKey], _ body: (ConversationOpening) -> Void
  ) throws(FeedbackIndexError) {
    precondition(!keys.isEmpty, "groups are made by something")
    let columns = keys.map(\.expression).joined(separator: ", ")
    try read { db in
      let cursor = try Row.fetchCursor(
        db,
        sql: """
          SELECT opening, iif(user = '', record_id, user), \(columns) FROM conversations WHERE opening <> ''
          ORDER BY \(columns), user, record_id
          """)
      while let row = try cursor.next() {
        var columns = RowColumns(row)
        let (text, speaker): (String, String) = (try columns.take(), try columns.take())
        body(ConversationOpening(values: try keys.map { _ in try columns.take() }, speaker: speaker, text: text))
      }
    }
  }
}
