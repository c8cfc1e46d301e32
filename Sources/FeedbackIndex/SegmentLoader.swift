internal import DatasetWriting
internal import GRDB
internal import Records

/// Puts one segment's rows into the index, or takes them out; the caller holds the transaction.
///
/// The statements are prepared once and serve all segments.
final class SegmentLoader {
  private let layout: DatasetLayout
  private let db: Database
  private let insertFeedback: Statement
  private let insertConversation: Statement
  private let insertRule: Statement
  private let insertSearch: Statement
  private let feedbackRows = RowSelection(of: .feedback)
  private let conversationRows = RowSelection(of: .conversations)
  // The places of the columns whose values are checked.
  private let categoryPlace: Int
  private let polarityPlace: Int
  private let spanPlaces: (start: Int, end: Int)

  init(_ db: Database, layout: DatasetLayout) throws {
    self.layout = layout
    self.db = db
    let place = ["shard", "frame_offset", "row_in_frame"]
    let feedbackColumns = feedbackRows.columns.map(\.name)
    insertFeedback = try Self.insert(into: "feedback", feedbackColumns + ["id"] + place + ["said"], db)
    insertConversation = try Self.insert(into: "conversations", conversationRows.columns.map(\.name) + place, db)
    insertRule = try Self.insert(into: "feedback_rules", ["feedback", "place", "rule"], db)
    insertSearch = try Self.insert(into: "feedback_search", ["rowid", "said"], db)
    func column(_ name: String) -> Int {
      guard let found = feedbackColumns.firstIndex(of: name) else { preconditionFailure("feedback has no \(name)") }
      return found
    }
    categoryPlace = column("category")
    polarityPlace = column("polarity")
    spanPlaces = (column("span_start"), column("span_end"))
  }

  private static func insert(into table: String, _ columns: [String], _ db: Database) throws -> Statement {
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    return try db.makeStatement(sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))")
  }

  /// Adds a segment of which the index holds nothing.
  func add(_ manifest: SegmentManifest, text: String) throws {
    try insertSegment(manifest, text: text)
    for table in DatasetTable.allCases {
      for shard in manifest.tables[table.rawValue]?.shards ?? [] {
        let id = try insertShard(shard, of: table, in: manifest.segment)
        let rows = try table == .feedback ? loadFeedback(shard, id) : loadConversations(shard, id)
        guard rows == shard.rows else { throw fault(in: shard, "\(rows) rows, the manifest says \(shard.rows)") }
      }
    }
  }

  /// Takes out everything that a segment has brought.
  func drop(segment: String) throws {
    let chosen = "SELECT feedback.id FROM feedback JOIN shards ON shards.id = feedback.shard WHERE shards.segment = ?"
    // An index without content of its own has to be told the text that it is to forget.
    let forget = try db.makeStatement(
      sql: "INSERT INTO feedback_search (feedback_search, rowid, said) VALUES ('delete', ?, ?)")
    let said = try Row.fetchCursor(
      db, sql: "SELECT id, said FROM feedback WHERE id IN (\(chosen)) ORDER BY id", arguments: [segment])
    while let row = try said.next() {
      let id: Int64 = row[0]
      let text: String = row[1]
      try forget.execute(arguments: [id, SearchText.spaced(text)])
    }
    try db.execute(sql: "DELETE FROM feedback_rules WHERE feedback IN (\(chosen))", arguments: [segment])
    for table in DatasetTable.allCases {
      try db.execute(
        sql: "DELETE FROM \(table.rawValue) WHERE shard IN (SELECT id FROM shards WHERE segment = ?)",
        arguments: [segment])
    }
    try db.execute(sql: "DELETE FROM shards WHERE segment = ?", arguments: [segment])
    try db.execute(sql: "DELETE FROM segments WHERE id = ?", arguments: [segment])
  }

  private func insertSegment(_ manifest: SegmentManifest, text: String) throws {
    let counts = manifest.counts
    try db.execute(
      sql: "INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        manifest.segment.rawValue, manifest.archive.rawValue, manifest.formatVersion, manifest.recipe.rules,
        manifest.recipe.withoutText, JSONList.text(of: manifest.recipe.settings), counts.bytesRead,
        counts.bytesExpanded, counts.records.taken, counts.records.passed, counts.conversations, counts.messages,
        counts.followUps, manifest.rows(of: .feedback), text,
      ])
  }

  private func insertShard(_ shard: ShardManifest, of table: DatasetTable, in segment: SegmentID) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO shards (file, segment, table_name, rows, bytes, sha256) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [shard.file, segment.rawValue, table.rawValue, shard.rows, shard.bytes, shard.sha256])
    return db.lastInsertedRowID
  }

  private func loadConversations(_ shard: ShardManifest, _ shardID: Int64) throws -> Int {
    let reader = try reader(of: shard)
    var count = 0
    while let row = try next(of: reader, shard) {
      if let wrong = conversationRows.read(row.bytes) { throw fault(in: shard, "row \(count), \(wrong)") }
      let place = [shardID.databaseValue, row.frameOffset.databaseValue, row.rowInFrame.databaseValue]
      try execute(insertConversation, conversationRows.values + place)
      count += 1
    }
    return count
  }

  private func loadFeedback(_ shard: ShardManifest, _ shardID: Int64) throws -> Int {
    let reader = try reader(of: shard)
    var id = try Int64.fetchOne(db, sql: "SELECT max(id) FROM feedback") ?? 0
    var count = 0
    while let row = try next(of: reader, shard) {
      if let wrong = feedbackRows.read(row.bytes) ?? wrongColumn() { throw fault(in: shard, "row \(count), \(wrong)") }
      id += 1
      let said = feedbackRows.said
      let place = [id, shardID, Int64(row.frameOffset), Int64(row.rowInFrame)].map(\.databaseValue)
      try execute(insertFeedback, feedbackRows.values + place + [said.databaseValue])
      try execute(insertSearch, [id.databaseValue, SearchText.spaced(said).databaseValue])
      for (place, rule) in feedbackRows.list.enumerated() {
        try execute(insertRule, [id.databaseValue, place.databaseValue, rule.databaseValue])
      }
      count += 1
    }
    return count
  }

  /// The column of the row in hand whose value has the right type and no meaning.
  private func wrongColumn() -> String? {
    let values = feedbackRows.values
    guard let category = String.fromDatabaseValue(values[categoryPlace]), FeedbackCategory(rawValue: category) != nil
    else { return "category" }
    guard let polarity = String.fromDatabaseValue(values[polarityPlace]), Polarity(rawValue: polarity) != nil
    else { return "polarity" }
    guard let start = Int.fromDatabaseValue(values[spanPlaces.start]), let end = Int.fromDatabaseValue(values[spanPlaces.end]),
      start <= end
    else { return "span_end" }
    return nil
  }

  /// The values are as many as the statement has marks, by the way both are made.
  private func execute(_ statement: Statement, _ values: [DatabaseValue]) throws {
    statement.setUncheckedArguments(StatementArguments(values))
    try statement.execute()
  }

  private func reader(of shard: ShardManifest) throws(FeedbackIndexError) -> ShardReader {
    do { return try ShardReader(file: layout.path(shard.file)) } catch { throw fault(in: shard, error) }
  }

  private func next(of reader: ShardReader, _ shard: ShardManifest) throws(FeedbackIndexError) -> ShardRow? {
    do { return try reader.next() } catch { throw fault(in: shard, error) }
  }

  private func fault(in shard: ShardManifest, _ detail: String) -> FeedbackIndexError {
    FeedbackIndexError(.badShard, at: shard.file, detail: detail, nextStep: "gleaner verify \(layout.root)")
  }

  private func fault(in shard: ShardManifest, _ error: ShardError) -> FeedbackIndexError {
    FeedbackIndexError(
      .badShard, at: shard.file, detail: error.code.rawValue, engineNumber: error.engineNumber,
      nextStep: "gleaner verify \(layout.root)")
  }
}
