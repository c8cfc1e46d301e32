internal import DatasetWriting
internal import GRDB

extension FeedbackIndex {
  /// The conversations that an id names, by place: as `record_id`, as `feedback_id`, else as `conversation_id`, which may
  /// name several. None is no error.
  ///
  /// At most `limit` are given; a source with a bad id may have millions of them.
  public func conversations(matching id: String, limit: Int = 100) throws(FeedbackIndexError) -> [ConversationHit] {
    let id = StoredText.withoutNUL(id)
    return try read { db in
      for condition in Self.namings {
        let found = try conversations(condition, [id.databaseValue, limit.databaseValue], db)
        if !found.isEmpty { return found }
      }
      return []
    }
  }

  private static let namings = [
    "conversations.record_id = ?",
    "conversations.record_id IN (SELECT record_id FROM feedback WHERE feedback_id = ?)",
    "conversations.conversation_id = ?",
  ]

  private func conversations(
    _ condition: String, _ arguments: [DatabaseValue], _ db: Database
  ) throws -> [ConversationHit] {
    let rows = try Row.fetchAll(
      db,
      sql: ConversationHit.select + " WHERE \(condition) ORDER BY conversations.archive, conversations.member, "
        + "conversations.row, conversations.record_id LIMIT ?",
      arguments: StatementArguments(arguments))
    return try rows.map { row in
      try ConversationHit(row) { try feedback(of: $0, db) }
    }
  }

  private func feedback(of record: String, _ db: Database) throws -> [FeedbackHit] {
    try Row.fetchAll(
      db,
      sql: FeedbackHit.select + " WHERE feedback.record_id = ? AND feedback.overruled = 0 "
        + "ORDER BY feedback.message_index", arguments: [record]
    ).map { try FeedbackHit($0, of: layout) }
  }
}
