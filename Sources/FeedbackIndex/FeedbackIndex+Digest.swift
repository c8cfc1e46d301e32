internal import DatasetWriting
internal import Digests
internal import GRDB

extension FeedbackIndex {
  /// The SHA-256 of all rows of all tables in an order that depends on their content only, as 64 hexadecimal digits.
  ///
  /// Two indexes of the same segments have the same digest, whatever order they were filled in. Row numbers are left out:
  /// where a row refers to another by number, the other's name is taken. Every row is read.
  public func contentDigest() throws(FeedbackIndexError) -> String {
    try read { db in
      let hasher = SHA256Hasher()
      for (table, query) in Self.canonicalQueries {
        Self.update(hasher, with: .string(table))
        let rows = try Row.fetchCursor(db, sql: query)
        while let row = try rows.next() {
          for value in row.databaseValues { Self.update(hasher, with: value.storage) }
        }
      }
      return hasher.finish()
    }
  }

  private static let canonicalQueries: [(table: String, query: String)] = [
    ("archives", "SELECT * FROM archives ORDER BY id"),
    ("segments", "SELECT * FROM segments ORDER BY id"),
    ("shards", "SELECT file, segment, table_name, rows, bytes, sha256 FROM shards ORDER BY file"),
    ("conversations", rows(of: .conversations, extra: "")),
    ("preferences", rows(of: .preferences, extra: "")),
    ("feedback", rows(of: .feedback, extra: ", said, overruled")),
    (
      "feedback_rules",
      """
      SELECT shards.file, frame_offset, row_in_frame, place, rule FROM feedback_rules
      JOIN feedback ON feedback.id = feedback_rules.feedback JOIN shards ON shards.id = feedback.shard
      ORDER BY 1, 2, 3, 4
      """
    ),
    ("rules", "SELECT * FROM rules ORDER BY rule_set, id"),
    ("runs", "SELECT * FROM runs ORDER BY time"),
    ("feedback_terms", "SELECT term, doc, cnt FROM feedback_terms ORDER BY term"),
  ]

  private static func rows(of table: DatasetTable, extra: String) -> String {
    let columns = IndexSchema.columns(of: table).map { "\(table.rawValue).\($0.name)" }.joined(separator: ", ")
    return "SELECT shards.file, frame_offset, row_in_frame, \(columns)\(extra) FROM \(table.rawValue) "
      + "JOIN shards ON shards.id = \(table.rawValue).shard ORDER BY 1, 2, 3"
  }

  /// Takes a value with its type and length, so that no two lists of values give the same bytes.
  private static func update(_ hasher: SHA256Hasher, with value: DatabaseValue.Storage) {
    switch value {
    case .null: take("n", hasher)
    case .int64(let number): take("i\(number);", hasher)
    case .double(let number): take("d\(number.bitPattern);", hasher)
    case .string(let text): take("s\(text.utf8.count):\(text)", hasher)
    case .blob(let data): take("b\(data.count):\(Array(data))", hasher)
    }
  }

  private static func take(_ text: String, _ hasher: SHA256Hasher) {
    var text = text
    text.withUTF8 { hasher.update(UnsafeRawBufferPointer($0)) }
  }
}
