import DatasetWriting
import Foundation
import Pipeline
import Testing

/// The PyPI package `datasets`, installed in `.venv` by `scripts/bootstrap --with-test-peers`.
@Suite("Other people's tools") struct DatasetsLibraryTests {
  private static let python = Repository.path(".venv/bin/python")

  private func run(_ script: String, _ dataset: String) throws -> String {
    try #require(
      FileManager.default.isExecutableFile(atPath: Self.python), "run scripts/bootstrap --with-test-peers first")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.python)
    process.arguments = ["-c", script, dataset]
    let scratch = try Scratch()
    process.environment = [
      "PATH": "/usr/bin:/bin", "HF_HUB_OFFLINE": "1", "HF_HOME": scratch.path, "HOME": scratch.path,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return text
  }

  @Test("load a dataset as it is: datasets") func datasets() throws {
    let scratch = try Scratch()
    let report = try glean([Repository.path("fixtures/archives")], into: scratch.path)
    let found = try run(
      """
      import sys, datasets, glob, io, json, zstandard
      for table in ("feedback", "conversations"):
          rows = datasets.load_dataset(sys.argv[1], table, split="train")
          print(table, rows.num_rows, type(rows[0]["record_id"]).__name__)
      rows = datasets.load_dataset(sys.argv[1], "feedback", split="train")
      row = rows[0]
      print(row["feedback"].encode()[row["span_start"]:row["span_end"]].decode() == row["quote"], row["prompt"][0]["role"])
      print(rows.features["mixed"].dtype, rows.features["confidence"].dtype, rows.features["turn"].dtype)
      written = []
      for shard in glob.glob(sys.argv[1] + "/data/feedback/*.zst"):
          reader = zstandard.ZstdDecompressor().stream_reader(open(shard, "rb"), read_across_frames=True)
          written += [json.loads(line) for line in io.TextIOWrapper(reader, "utf-8", newline="\\n")]
      order = lambda row: row["feedback_id"]
      print(sorted(written, key=order) == sorted(rows, key=order))
      """, scratch.path)
    let feedback = report.counts.categories.values.reduce(0, +)
    #expect(
      found
        == "feedback \(feedback) str\nconversations \(report.counts.conversations) str\nTrue user\nbool float64 int64\nTrue\n"
    )
  }

  @Test("find the tables of a dataset without feedback: datasets, DuckDB") func noFeedback() throws {
    let scratch = try Scratch()
    let log = try scratch.write(line("a", "b"), to: "log.jsonl")
    let layout = DatasetLayout(root: scratch.path + "/out")
    _ = try glean([log], into: layout.root)
    let found = try run(
      """
      import sys, datasets, duckdb
      rows = datasets.load_dataset(sys.argv[1], "feedback", split="train", streaming=True)
      print(len(list(rows)), rows.column_names[0])
      print(datasets.load_dataset(sys.argv[1], "conversations", split="train").num_rows)
      print(duckdb.sql(f"SELECT count(*) FROM read_json('{sys.argv[1]}/data/feedback/*.jsonl.zst')").fetchall()[0][0])
      """, layout.root)
    #expect(found == "0 record_id\n1\n0\n")
    #expect(try DatasetVerification(layout).run().faults == [])

    try scratch.write(line("Sum 2 and 2", "5", "that's not what I asked for"), to: "log.jsonl")
    _ = try glean([log], into: layout.root)
    #expect(!FileManager.default.fileExists(atPath: layout.path(DatasetLayout.emptyShard(of: .feedback))))
  }

  @Test("read the shards as they are: DuckDB") func duckDB() throws {
    let scratch = try Scratch()
    let report = try glean([Repository.path("fixtures/archives")], into: scratch.path)
    let found = try run(
      """
      import sys, duckdb
      print(duckdb.sql(f"SELECT count(*) FROM read_json('{sys.argv[1]}/data/feedback/*.jsonl.zst')").fetchall()[0][0])
      """, scratch.path)
    #expect(found == "\(report.counts.categories.values.reduce(0, +))\n")
  }
}
