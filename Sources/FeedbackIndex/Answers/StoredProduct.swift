internal import GRDB
public import Records

/// What a chat model made of a follow-up or a request, several replies taken together, as it is kept.
public struct StoredProduct: Hashable, Sendable {
  /// `rewrite` or `reward`.
  public var kind: String
  /// The record and the message index.
  public var subject: String
  public var judge: String
  /// The names of the prompts and the beginnings of their digests.
  public var prompt: String
  public var archive: ArchiveID
  /// `kept`, or why nothing came of it.
  public var status: String
  /// The whole row of the table `rewrites`, JSON without a newline.
  public var row: String

  public init(
    kind: String, subject: String, judge: String, prompt: String, archive: ArchiveID, status: String, row: String
  ) {
    self.kind = kind
    self.subject = subject
    self.judge = judge
    self.prompt = prompt
    self.archive = archive
    self.status = status
    self.row = row
  }
}

extension AnswerStore {
  /// Keeps what was made; what the same judge made under the same prompts is replaced.
  public func save(_ product: StoredProduct) throws(FeedbackIndexError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO products (kind, subject, judge, prompt, archive, status, row)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          product.kind, product.subject, product.judge, product.prompt, product.archive.rawValue, product.status,
          StoredText.withoutNUL(product.row),
        ])
    }
  }

  /// The subjects that something was made of, by one judge under the same prompts.
  public func made(_ kind: String, judge: String, prompt: String) throws(FeedbackIndexError) -> Set<String> {
    try read { db in
      Set(
        try String.fetchAll(
          db, sql: "SELECT subject FROM products WHERE kind = ? AND judge = ? AND prompt = ?",
          arguments: [kind, judge, prompt]))
    }
  }

  /// Hands out the row of the latest product of each kind and subject of some archives, in the order of kinds and subjects.
  public func latestProducts(
    of archives: Set<ArchiveID>, _ body: (_ row: String) throws -> Void
  ) throws(FeedbackIndexError) {
    try read { db in
      let sql = """
        SELECT archive, row FROM products
        JOIN (SELECT max(number) AS latest FROM products GROUP BY kind, subject) ON number = latest
        ORDER BY kind, subject
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
