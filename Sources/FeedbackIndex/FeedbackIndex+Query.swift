internal import DatasetWriting
internal import GRDB
internal import Records

extension FeedbackIndex {
  /// Hands out the feedback that the filter lets through, one by one in the filter's order, from one state of the index.
  ///
  /// `body` must not query the same index; whole rows it may read.
  ///
  /// - Throws: `badSearch`, `badTime`, `damagedIndex`, `engine`; and whatever `body` throws, unchanged, which ends it.
  public func forEachHit(_ filter: FeedbackFilter, _ body: (FeedbackHit) throws -> Void) throws {
    var stopped: (any Error)?
    try read { db in
      let sql = try checked(filter, db)
      let limit = sql.limitClause
      let rows = try Row.fetchCursor(
        db, sql: FeedbackHit.select + sql.whereClause + sql.orderClause + limit.sql,
        arguments: StatementArguments(sql.arguments + limit.arguments))
      while let row = try rows.next() {
        let hit = try FeedbackHit(row, of: layout)
        do { try body(hit) } catch {
          stopped = error
          return
        }
      }
    }
    if let stopped { throw stopped }
  }

  /// The feedback that the filter lets through, as a list: for filters that are known to let little through.
  public func hits(_ filter: FeedbackFilter) throws(FeedbackIndexError) -> [FeedbackHit] {
    var hits: [FeedbackHit] = []
    return try withIndexErrors(of: layout) {
      try forEachHit(filter) { hits.append($0) }
      return hits
    }
  }

  /// How much feedback the filter lets through, its limit and offset left aside.
  public func count(_ filter: FeedbackFilter) throws(FeedbackIndexError) -> Int {
    try read { db in
      let sql = try checked(filter, db)
      return try Int.fetchOne(
        db, sql: "SELECT count(*) FROM feedback" + sql.whereClause, arguments: StatementArguments(sql.arguments)) ?? 0
    }
  }

  /// The filter as SQL, its search text tried out: SQLite refuses expressions whose operators do not fit together.
  func checked(_ filter: FeedbackFilter, _ db: Database) throws -> FilterSQL {
    let sql = try FilterSQL(filter)
    guard let text = filter.text else { return sql }
    do {
      let probe = "SELECT rowid FROM feedback_search WHERE feedback_search MATCH ? LIMIT 1"
      _ = try Int64.fetchOne(db, sql: probe, arguments: [try SearchQuery(text).expression])
    } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
      throw SearchQuery.refusal(of: text, "its operators do not fit together")
    }
    return sql
  }
}
