import DatasetWriting
import Digests
import Foundation
import Records
import Testing
import TrainingExport

@Suite("Shards") struct ShardTests {
  @Test(
    "are named with their number and total, each near the size that was asked for", arguments: ExportFormat.allCases)
  func names(format: ExportFormat) throws {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: .preference, format: format)
    settings.shardBytes = 20_000
    let report = try export(Sample.pairs(300), settings, to: scratch.out)
    let shards = report.files.filter { $0.split == "train" }
    #expect(shards.count > 5)
    for (number, shard) in shards.enumerated() {
      let digits = [number, shards.count].map { String(repeating: "0", count: 5 - String($0).count) + String($0) }
      #expect(shard.name == "data/train-\(digits[0])-of-\(digits[1]).\(format.rawValue)")
      let data = try scratch.data(shard.name)
      #expect(data.count == shard.bytes)
      #expect(SHA256Hasher.hex(of: Array(data)) == shard.sha256)
      let plain = try #require(shard.plainBytes)
      #expect(plain < 22_000)
      #expect(number == shards.count - 1 || plain >= 20_000)
    }
    #expect(report.files.reduce(0) { $0 + ($1.rows ?? 0) } == 300)
  }

  @Test("of compressed lines are read back by the reader of shards") func frames() throws {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: .sft)
    settings.splits = [.init("train", 1)]
    let report = try export(Sample.rows(100, for: .sft), settings, to: scratch.out)
    let reader = try ShardReader(file: "\(scratch.out)/\(report.files[0].name)")
    var ids: [String] = []
    while let row = try reader.next() {
      let object = try JSONSerialization.jsonObject(with: Data(row.bytes)) as? [String: Any]
      ids.append(try #require(object?["example_id"] as? String))
    }
    #expect(ids == (0..<100).map { "demonstration-\($0)" })
  }
}

@Suite("CSV") struct CSVTests {
  /// Texts that are hard on readers.
  private let hostile = [
    "=1+1", "+x", "-x", "@x", "\tx", "\rx", "\r\nx", "a,b", "say \"hi\"", "line\nline", "line\r\nline", " ", "é漢😀",
    "\"", "\"\"", ",", "null", "NA", "'", "a\u{0}b",
  ]

  private func rows() -> [TrainingRow] {
    hostile.enumerated().map { number, text in
      var pair = Sample.pair(number)
      pair.chosen = text + "!"
      pair.rejected = text + "?"
      pair.feedback = text
      return TrainingRow(.pair(pair))
    }
  }

  private func cells(escaped: Bool) throws -> [[String]] {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: .preference, format: .csv)
    settings.splits = [.init("train", 1)]
    settings.escapesFormulas = escaped
    try export(rows(), settings, to: scratch.out)
    let script = """
      import csv, json, sys
      out = []
      for row in csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8"), strict=True):
          chosen = json.loads(row["chosen"])
          assert list(row)[:3] == ["prompt", "chosen", "rejected"] and row["margin"] == "0.2500", row
          assert row["feedback_in_prompt"] == "false" and row["message_index"] == "2"
          out.append([row["feedback"], chosen[0]["content"], json.loads(row["sources"])[0]])
      print(json.dumps(out))
      """
    let printed = try python(script, [scratch.out + "/data/train-00000-of-00001.csv"])
    return try JSONDecoder().decode([[String]].self, from: Data(printed.utf8))
  }

  @Test("gives other readers the exact texts: Python") func exact() throws {
    let read = try cells(escaped: false)
    #expect(read.map { $0[0] } == hostile)
    #expect(read.map { $0[1] } == hostile.map { $0 + "!" })
    #expect(read.map { $0[2] } == hostile.indices.map { "0123456789abcdef-0-\($0)-2" })
  }

  @Test("has an apostrophe before what looks like a formula where that is asked for, and nowhere else") func escaped()
    throws
  {
    let read = try cells(escaped: true)
    #expect(read.map { $0[0] } == hostile.enumerated().map { $0.offset < 7 ? "'" + $0.element : $0.element })
    #expect(read.map { $0[1] } == hostile.map { $0 + "!" })
  }

  @Test("has a header in every shard and lines that end as RFC 4180 has it") func lines() throws {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: .icai)
    settings.shardBytes = 5_000
    let report = try export(Sample.pairs(60), settings, to: scratch.out)
    #expect(report.files.count > 2)
    for file in report.files {
      let text = try scratch.text(file.name)
      #expect(text.hasPrefix("text_a,text_b,preferred_text,pair_id\r\n"))
      #expect(text.hasSuffix("\r\n"))
    }
  }
}

@Suite("Other people's tools and exports") struct DatasetsLibraryTests {
  private static let peers = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(".venv/bin/python").path

  @Test(
    "load every shape in every format by its card: datasets", arguments: ExportShape.allCases, ExportFormat.allCases)
  func datasets(shape: ExportShape, format: ExportFormat) throws {
    try #require(
      FileManager.default.isExecutableFile(atPath: Self.peers), "run scripts/bootstrap --with-test-peers first")
    let scratch = try Scratch()
    var settings = ExportSettings(shape: shape, format: format)
    settings.shardBytes = 30_000
    let report = try export(Sample.rows(300, for: shape), settings, to: scratch.out)
    let script = """
      import sys, datasets
      rows = datasets.load_dataset(sys.argv[1])
      print(sorted((name, split.num_rows) for name, split in rows.items()))
      print(",".join(rows["train"].column_names))
      first = rows["train"][0]
      print(type(first.get("prompt", first.get("messages", first.get("text_a")))).__name__)
      """
    let printed = try python(script, [scratch.out], at: Self.peers)
    let isText = shape == .icai || format == .csv
    #expect(
      printed == """
        [('test', \(report.summary.splits["test"] ?? 0)), ('train', \(report.summary.splits["train"] ?? 0))]
        \(ExportColumn.columns(of: shape).map(\.name).joined(separator: ","))
        \(isText ? "str" : "list")

        """)
  }

  @Test("load an export without texts, whose lists are all empty: datasets") func withoutText() throws {
    let scratch = try Scratch()
    var settings = ExportSettings(shape: .preference)
    settings.withoutText = true
    try export(Sample.pairs(60), settings, to: scratch.out)
    let script = """
      import sys, datasets
      rows = datasets.load_dataset(sys.argv[1], split="train")
      print(rows[0]["prompt"], rows[0]["chosen"], rows[0]["margin"], rows.features["margin"].dtype)
      """
    #expect(try python(script, [scratch.out], at: Self.peers) == "[] [] 0.25 float64\n")
  }
}
