internal import GRDB
public import Records

/// What a chat model said of one follow-up, as it is kept.
public struct StoredVerdict: Hashable, Sendable {
  /// The record and the message index, as in the table `follow_ups`.
  public var followUp: String
  public var judge: String
  public var prompt: String
  public var archive: ArchiveID
  /// `grounded`, `none`, or why there is no verdict that counts.
  public var status: String
  /// A category, `none`, or empty where there is no verdict that counts.
  public var category: String
  public var isAudited: Bool
  /// The whole row of the table `verdicts`, JSON without a newline.
  public var row: String

  public init(
    followUp: String, judge: String, prompt: String, archive: ArchiveID, status: String, category: String,
    isAudited: Bool, row: String
  ) {
    self.followUp = followUp
    self.judge = judge
    self.prompt = prompt
    self.archive = archive
    self.status = status
    self.category = category
    self.isAudited = isAudited
    self.row = row
  }
}

/// What counts of a stored verdict.
public struct Judgement: Hashable, Sendable {
  public let status: String
  /// A category, `none`, or empty where there is no verdict that counts.
  public let category: String
  public let isAudited: Bool
}

extension AnswerStore {
  /// Keeps verdicts, all or none; what the same judge said under the same prompt is replaced.
  ///
  /// - Parameter together: What they were asked together with, which is then no longer under way.
  public func save(_ verdicts: [StoredVerdict], together: AskedTogether? = nil) throws(FeedbackIndexError) {
    if verdicts.isEmpty { return }
    try write { db in
      let insert = try db.makeStatement(
        sql: """
          INSERT OR REPLACE INTO verdicts (follow_up, judge, prompt, archive, status, category, audited, row)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """)
      for verdict in verdicts {
        try insert.execute(arguments: [
          verdict.followUp, verdict.judge, verdict.prompt, verdict.archive.rawValue, verdict.status, verdict.category,
          verdict.isAudited, StoredText.withoutNUL(verdict.row),
        ])
      }
      guard let together, let first = verdicts.first else { return }
      try db.execute(
        sql: "DELETE FROM under_way WHERE judge = ? AND prompt = ? AND follow_ups = ?",
        arguments: [first.judge, first.prompt, JSONList.text(of: together.followUps)])
    }
  }

  /// The latest verdict on each follow-up; those of a prompt and a judge alone where they are named.
  public func judgements(
    prompt: String? = nil, judge: String? = nil
  ) throws(FeedbackIndexError) -> [String: Judgement] {
    try read { db in
      let cursor = try Row.fetchCursor(
        db,
        sql: """
          SELECT follow_up, status, category, audited FROM verdicts
          WHERE (?1 IS NULL OR prompt = ?1) AND (?2 IS NULL OR judge = ?2) ORDER BY number
          """, arguments: [prompt, judge])
      var found: [String: Judgement] = [:]
      while let row = try cursor.next() {
        var columns = RowColumns(row)
        let followUp: String = try columns.take()
        found[followUp] = Judgement(
          status: try columns.take(), category: try columns.take(), isAudited: try columns.take())
      }
      return found
    }
  }

  /// Hands out the row of the latest verdict on each follow-up of some archives, in the order of follow-ups.
  public func latestRows(
    of archives: Set<ArchiveID>, _ body: (_ row: String) throws -> Void
  ) throws(FeedbackIndexError) {
    try read { db in
      let sql = """
        SELECT archive, row FROM verdicts JOIN (SELECT max(number) AS latest FROM verdicts GROUP BY follow_up)
          ON number = latest ORDER BY follow_up
        """
      let cursor = try Row.fetchCursor(db, sql: sql)
      while let row = try cursor.next() {
        var columns = RowColumns(row)
        let (archive, text): (String, String) = (try columns.take(), try columns.take())
        if archives.contains(ArchiveID(rawValue: archive)) { try body(text) }
      }
    }
  }
}
