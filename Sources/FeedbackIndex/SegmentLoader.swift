internal import DatasetWriting
internal import GRDB
internal import Records

/// Puts one segment's rows into the index, or takes them out; the caller holds the transaction.
///
/// The statements are prepared once and serve all segments.
final class SegmentLoader {
  let layout: DatasetLayout
  let db: Database
  let insertFeedbackRow: InsertStatement
  private let insertConversation: InsertStatement
  private let insertPreference: InsertStatement
  private let insertRule: InsertStatement
  let insertSearch: InsertStatement
  let feedbackRows = RowSelection(of: .feedback)
  private let conversationRows = RowSelection(of: .conversations)
  private let preferenceRows = RowSelection(of: .preferences)
  private let check: FeedbackCheck

  init(_ db: Database, layout: DatasetLayout) throws {
    self.layout = layout
    self.db = db
    check = FeedbackCheck(feedbackRows)
    let place = ["shard", "frame_offset", "row_in_frame"]
    insertFeedbackRow = try InsertStatement(
      into: "feedback", feedbackRows.columns.map(\.name) + ["id"] + place + ["said"], db)
    insertConversation = try InsertStatement(
      into: "conversations", conversationRows.columns.map(\.name) + place, db)
    insertPreference = try InsertStatement(into: "preferences", preferenceRows.columns.map(\.name) + place, db)
    insertRule = try InsertStatement(into: "feedback_rules", ["feedback", "place", "rule"], db)
    insertSearch = try InsertStatement(into: "feedback_search", ["rowid", "said"], db)
  }

  /// Adds a segment of which the index holds nothing.
  func add(_ manifest: SegmentManifest, text: String) throws {
    try insertSegment(manifest, text: text)
    for table in IndexSchema.tablesOfRows {
      for shard in manifest.tables[table.rawValue]?.shards ?? [] {
        let id = try insertShard(shard, of: table, in: manifest.segment)
        let rows =
          switch table {
          case .feedback: try loadFeedback(shard, id)
          case .preferences: try load(shard, id, preferenceRows, insertPreference)
          default: try load(shard, id, conversationRows, insertConversation)
          }
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
    for table in IndexSchema.tablesOfRows {
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

  private func load(
    _ shard: ShardManifest, _ shardID: Int64, _ rows: RowSelection, _ insert: InsertStatement
  ) throws -> Int {
    let reader = try reader(of: shard)
    var count = 0
    while let row = try next(of: reader, shard) {
      if let wrong = rows.read(row.bytes) { throw fault(in: shard, "row \(count), \(wrong)") }
      try insert.insert(
        rows.cells, .integer(shardID), .integer(Int64(row.frameOffset)), .integer(Int64(row.rowInFrame)))
      count += 1
    }
    return count
  }

  private func loadFeedback(_ shard: ShardManifest, _ shardID: Int64) throws -> Int {
    let reader = try reader(of: shard)
    var id = try Int64.fetchOne(db, sql: "SELECT max(id) FROM feedback") ?? 0
    var count = 0
    while let row = try next(of: reader, shard) {
      let wrong = feedbackRows.read(row.bytes) ?? check.wrongColumn(in: feedbackRows.cells)
      if let wrong { throw fault(in: shard, "row \(count), \(wrong)") }
      id += 1
      try insertFeedback(row, id: id, shardID)
      for (place, rule) in feedbackRows.list.enumerated() where !rule.begins(with: "model:") {
        try insertRule.insert([], .integer(id), .integer(Int64(place)), rule)
      }
      count += 1
    }
    return count
  }

  /// Inserts the feedback that was read last.
  func insertFeedback(_ row: ShardRow, id: Int64, _ shardID: Int64) throws {
    try insertFeedbackRow.insert(
      feedbackRows.cells, .integer(id), .integer(shardID), .integer(Int64(row.frameOffset)),
      .integer(Int64(row.rowInFrame)), feedbackRows.said)
    try insertSearch.insert([], .integer(id), SearchText.spaced(feedbackRows.said))
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

/// Finds values of feedback that have the right type and no meaning.
private struct FeedbackCheck {
  private let category: Int
  private let polarity: Int
  private let spanStart: Int
  private let spanEnd: Int
  private let categories = FeedbackCategory.allCases.map { Array($0.rawValue.utf8) }
  private let polarities = Polarity.allCases.map { Array($0.rawValue.utf8) }

  init(_ rows: RowSelection) {
    category = rows.place(of: "category")
    polarity = rows.place(of: "polarity")
    spanStart = rows.place(of: "span_start")
    spanEnd = rows.place(of: "span_end")
  }

  /// The column that is wrong, if any.
  func wrongColumn(in cells: [Cell]) -> String? {
    if !Self.isOne(of: categories, cells[category]) { return "category" }
    if !Self.isOne(of: polarities, cells[polarity]) { return "polarity" }
    return cells[spanStart].integer <= cells[spanEnd].integer ? nil : "span_end"
  }

  private static func isOne(of names: [[UInt8]], _ cell: Cell) -> Bool {
    guard case .text(let bytes) = cell else { return false }
    return names.contains { $0.elementsEqual(bytes) }
  }
}
