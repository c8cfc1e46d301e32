internal import GRDB

extension AnswerStore {
  /// Keeps what a person says of a follow-up; what was said of it before is replaced.
  ///
  /// - Parameter category: A category, or `none`.
  public func label(_ followUp: String, _ category: String, time: String) throws(FeedbackIndexError) {
    try write { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO labels VALUES (?, ?, ?)",
        arguments: [StoredText.withoutNUL(followUp), category, time])
    }
  }

  /// What people said, by follow-up.
  public func labels() throws(FeedbackIndexError) -> [String: String] {
    try read { db in
      let rows = try Row.fetchAll(db, sql: "SELECT follow_up, category FROM labels")
      return Dictionary(
        try rows.map { row in
          var columns = RowColumns(row)
          return (try columns.take() as String, try columns.take() as String)
        }, uniquingKeysWith: { first, _ in first })
    }
  }
}
