import DatasetWriting
import FeedbackIndex
import Foundation
import Pipeline
import Testing

@Suite("Rows") struct RowsTests {
  static func rows(_ table: DatasetTable, in dataset: String) throws -> [[String: Any]] {
    let layout = DatasetLayout(root: dataset)
    let shards =
      try DatasetFiles.built(table, in: layout)?.shards
      ?? DatasetFiles.manifests(in: layout).flatMap { $0.tables[table.rawValue]?.shards ?? [] }
    return try shards.flatMap { try rows(of: $0.file, in: layout) }
  }

  /// The rows of one shard, named relative to the dataset.
  static func rows(of shard: String, in layout: DatasetLayout) throws -> [[String: Any]] {
    let reader = try ShardReader(file: layout.path(shard))
    var rows: [[String: Any]] = []
    while let row = try reader.next() {
      rows.append(try #require(try JSONSerialization.jsonObject(with: Data(row.bytes)) as? [String: Any]))
    }
    return rows
  }

  @Test(
    "have every column of their table, in order and of one type",
    arguments: DatasetTable.allCases.filter { $0 != .verdicts && $0 != .rewrites })
  func columns(table: DatasetTable) throws {
    let scratch = try Scratch()
    // The samples hold neither votes nor ranks.
    let trees = Repository.path("Tests/TranscriptParsingTests/Fixtures/openassistant.jsonl")
    _ = try glean([Repository.path("fixtures/archives"), trees], into: scratch.path)
    let rows = try Self.rows(table, in: scratch.path)
    #expect(!rows.isEmpty)
    for row in rows {
      #expect(Set(row.keys) == Set(table.columns.map(\.name)))
      for column in table.columns { #expect(Self.fits(row[column.name], column.kind), "\(column.name)") }
    }
  }

  static func fits(_ value: Any?, _ kind: Column.Kind) -> Bool {
    switch kind {
    case .string: value is String
    case .int64, .float64: value is NSNumber
    case .bool: value is Bool
    case .strings: value is [String]
    case .messages: (value as? [[String: String]])?.allSatisfy { Set($0.keys) == ["role", "content"] } ?? false
    }
  }

  @Test("quote the follow-up to the byte") func verbatim() throws {
    let scratch = try Scratch()
    _ = try glean([Repository.path("fixtures/archives")], into: scratch.path)
    let rows = try Self.rows(.feedback, in: scratch.path)
    for row in rows {
      let said = Array(try #require(row["feedback"] as? String).utf8)
      let (start, end) = (try #require(row["span_start"] as? Int), try #require(row["span_end"] as? Int))
      #expect(start < end && end <= said.count)
      #expect(String(decoding: said[start..<end], as: UTF8.self) == row["quote"] as? String)
      #expect((row["evidence"] as? [String])?.isEmpty == false)
      #expect((row["response"] as? String)?.isEmpty == false)
    }
    #expect(Set(rows.compactMap { $0["feedback_id"] as? String }).count == rows.count)
  }

  @Test("judge the nearest answer that is one") func target() throws {
    let scratch = try Scratch()
    let messages = [
      ("system", "be brief"), ("user", "Sum 2 and 2"), ("assistant", "5"), ("assistant", ""), ("user", "  "),
      ("user", "that is wrong"), ("assistant", "4"), ("user", "thank you, perfect"),
      ("assistant", "NETWORK ERROR DUE TO HIGH TRAFFIC. PLEASE REGENERATE OR REFRESH THIS PAGE."),
      ("user", "that is wrong"),
    ]
    let json = messages.map { "{\"role\":\"\($0.0)\",\"content\":\"\($0.1)\"}" }.joined(separator: ",")
    let path = try scratch.write("{\"messages\":[\(json)]}\n", to: "a.jsonl")
    let report = try glean([path], into: scratch.path + "/out")
    #expect(report.counts.followUps == 4)
    let rows = try Self.rows(.feedback, in: scratch.path + "/out")
    #expect(rows.map { $0["message_index"] as? Int } == [5, 7])
    #expect(rows.map { $0["target_index"] as? Int } == [2, 6])
    #expect(rows.map { $0["response"] as? String } == ["5", "4"])
    #expect(rows.map { $0["next_response"] as? String }.first == "4")
    #expect((rows.first?["prompt"] as? [[String: String]])?.map { $0["role"] } == ["system", "user"])
  }

  @Test("hold as much history as the limit lets in, and say how much was left out") func history() throws {
    let scratch = try Scratch()
    let long = String(repeating: "x", count: 600)
    let path = try scratch.write(
      line(long, "a1", "and \(long)", "a2", "b \(long)", "a3", "that is wrong"), to: "a.jsonl")
    _ = try glean([path], into: scratch.path + "/out", settings: ExtractionSettings(historyBytes: 800))
    let rows = try Self.rows(.feedback, in: scratch.path + "/out")
    let row = try #require(rows.first { $0["feedback"] as? String == "that is wrong" })
    #expect((row["prompt"] as? [[String: String]])?.count == 2)
    #expect(row["prompt_omitted"] as? Int == 3)
  }
}
