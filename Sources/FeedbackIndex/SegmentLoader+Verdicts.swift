internal import DatasetWriting
internal import Foundation
internal import GRDB
internal import Records

extension SegmentLoader {
  /// What stands for a segment in the rows of verdicts, which belong to none.
  static let verdictSegment = "llm"

  /// Puts the verdicts of a chat model over what was decided on this machine, those that were there before aside; the caller
  /// holds the transaction.
  ///
  /// Feedback that it found becomes a row; the row of this machine on a follow-up that it judged is overruled: it stays, and
  /// queries pass over it. Verdicts that do not count change nothing.
  func replaceVerdicts() throws {
    try drop(segment: Self.verdictSegment)
    try db.execute(sql: "UPDATE feedback SET overruled = 0 WHERE overruled = 1")
    let file = DatasetLayout.verdicts
    guard FileManager.default.fileExists(atPath: layout.path(file)) else { return }
    do {
      try load(try ShardReader(file: layout.path(file)), file)
    } catch let error as ShardError {
      throw fault(error.code.rawValue, error.engineNumber)
    }
  }

  private func load(_ reader: ShardReader, _ file: String) throws {
    try db.execute(
      sql: "INSERT INTO shards (file, segment, table_name, rows, bytes, sha256) VALUES (?, ?, ?, 0, 0, '')",
      arguments: [file, Self.verdictSegment, DatasetTable.verdicts.rawValue])
    let shardID = db.lastInsertedRowID
    let overrule = try db.makeStatement(
      sql: "UPDATE feedback SET overruled = 1 WHERE feedback_id = ? AND shard <> ?")
    let (category, id) = (feedbackRows.place(of: "category"), feedbackRows.place(of: "feedback_id"))
    var number = try Int64.fetchOne(db, sql: "SELECT max(id) FROM feedback") ?? 0
    while let row = try reader.next() {
      if let wrong = feedbackRows.read(row.bytes) { throw fault("column \(wrong)", nil) }
      let found = feedbackRows.cells[category].string
      if found.isEmpty { continue }
      try overrule.execute(arguments: [feedbackRows.cells[id].string, shardID])
      guard FeedbackCategory(rawValue: found) != nil else { continue }
      number += 1
      try insertFeedback(row, id: number, shardID)
    }
  }

  private func fault(_ detail: String, _ number: Int?) -> FeedbackIndexError {
    FeedbackIndexError(
      .badShard, at: DatasetLayout.verdicts, detail: detail, engineNumber: number,
      nextStep: "gleaner verify \(layout.root)")
  }
}
