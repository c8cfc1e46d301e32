import Foundation
import ParquetWriting
import Testing

/// The Python packages that read datasets, installed in `.venv` by `scripts/bootstrap --with-test-peers`.
///
/// Each script gets a Parquet file and the rows that it must hold, as JSON Lines, and prints what it finds.
@Suite("Other people's readers") struct PeerTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let python = root.appending(path: ".venv/bin/python").path

  /// What every script begins with: `file`, the `rows` that it must hold, and whether values are the same to the bit.
  private static let preamble = """
    import json, struct, sys
    file, folder = sys.argv[1], sys.argv[2]
    rows = [json.loads(line) for line in open(sys.argv[3], encoding="utf-8")]
    for row in rows: row["score"] = struct.unpack("<d", struct.pack("<Q", row["score"]))[0]
    def exact(value):
        if isinstance(value, float): return struct.pack("<d", value)
        if isinstance(value, list): return [exact(item) for item in value]
        if isinstance(value, dict): return {name: exact(item) for name, item in value.items()}
        return value
    def same(found): return exact(list(found)) == exact(rows)

    """

  /// A row with its number as bits: JSON has neither all numbers nor the sign of zero.
  private struct Expected: Encodable {
    let row: Row

    enum CodingKeys: CodingKey { case id, label, turn, score, kept, tags, prompt }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(row.id, forKey: .id)
      try values.encode(row.label, forKey: .label)
      try values.encode(row.turn, forKey: .turn)
      try values.encode(row.score.bitPattern, forKey: .score)
      try values.encode(row.kept, forKey: .kept)
      try values.encode(row.tags, forKey: .tags)
      try values.encode(row.prompt, forKey: .prompt)
    }
  }

  private func run(_ script: String, _ file: WrittenFile, _ rows: [Row]) throws -> String {
    try #require(
      FileManager.default.isExecutableFile(atPath: Self.python), "run scripts/bootstrap --with-test-peers first")
    let folder = FileManager.default.temporaryDirectory.appending(path: "parquet-writing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let parquet = folder.appending(path: "rows.parquet")
    try Data(file.bytes).write(to: parquet)
    let expected = folder.appending(path: "rows.jsonl")
    let encoder = JSONEncoder()
    try Data(rows.map { try encoder.encode(Expected(row: $0)) + [0x0A] }.joined()).write(to: expected)

    let process = Process()
    process.executableURL = URL(filePath: Self.python)
    process.arguments = ["-c", Self.preamble + script, parquet.path, folder.path, expected.path]
    process.environment = [
      "PATH": "/usr/bin:/bin", "HF_HUB_OFFLINE": "1", "HF_HOME": folder.path, "HOME": folder.path,
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return text
  }

  private static func rows(_ count: Int, seed: UInt64) -> [Row] {
    var source = RowSource(seed: seed)
    var rows = source.next(count)
    for (index, score) in [Double.infinity, -.infinity, .nan, -0.0].enumerated() where index < count {
      rows[index].score = score
    }
    return rows
  }

  @Test("pyarrow reads the same values", arguments: RoundTripTests.layouts.indices)
  func pyarrowValues(layout: Int) throws {
    let rows = Self.rows(300, seed: 41)
    let file = try WrittenFile(rows, RoundTripTests.layouts[layout].options)
    let found = try run(
      """
      import pyarrow.parquet as pq
      table = pq.read_table(file)
      table.validate(full=True)
      print(same(table.to_pylist()), [column.null_count for column in table.columns])
      """, file, rows)
    #expect(found == "True [0, 0, 0, 0, 0, 0, 0]\n")
  }

  @Test("pyarrow reads the types that it writes itself", arguments: [0, 5])
  func pyarrowTypes(count: Int) throws {
    let rows = Self.rows(count, seed: 42)
    let metadata = [(key: "huggingface", value: #"{"info": {"features": {}}}"#), (key: "ключ", value: "")]
    let file = try WrittenFile(rows, .init(createdBy: "gleaner version 9", metadata: metadata))
    let found = try run(
      """
      import pyarrow as pa, pyarrow.parquet as pq
      message = pa.struct([("role", pa.string()), ("content", pa.string())])
      own = pa.schema([("id", pa.string()), ("label", pa.string()), ("turn", pa.int64()), ("score", pa.float64()),
          ("kept", pa.bool_()), ("tags", pa.list_(pa.string())), ("prompt", pa.list_(message))])
      pq.write_table(pa.Table.from_pylist(rows, own), folder + "/own.parquet", store_schema=False)
      theirs = pq.ParquetFile(folder + "/own.parquet")
      ours = pq.ParquetFile(file)
      print(ours.schema.equals(theirs.schema), ours.schema_arrow.remove_metadata().equals(own))
      print(ours.metadata.created_by, ours.metadata.format_version, ours.metadata.num_rows)
      print({key.decode(): value.decode() for key, value in sorted(ours.metadata.metadata.items())})
      both = pa.concat_tables([pq.read_table(file), theirs.read()])
      print(both.num_rows)
      """, file, rows)
    let expected = """
      True True
      gleaner version 9 2.6 \(count)
      {'huggingface': '{"info": {"features": {}}}', 'ключ': ''}
      \(2 * count)

      """
    #expect(found == expected)
  }

  @Test("The footer's statistics and encodings are what pyarrow makes of the same rows")
  func pyarrowFooter() throws {
    var rows = Self.rows(400, seed: 43)
    for index in rows.indices { rows[index].tags = rows[index].tags.map { String($0.prefix(9)) } }
    // The largest content has one byte more than a text in the footer may have in the first row group, and just as
    // many in the second.
    for index in rows.indices { rows[index].prompt.removeAll { $0.content.utf8.count > 64 } }
    rows[7].prompt = [.init(role: "user", content: "\u{10FFFF}\u{10FFFF}" + String(repeating: "z", count: 57))]
    rows[157].prompt = [.init(role: "user", content: "\u{10FFFF}\u{10FFFF}" + String(repeating: "z", count: 56))]
    let file = try WrittenFile(rows, .init(rowGroupRows: 150))
    let found = try run(
      """
      import pyarrow as pa, pyarrow.parquet as pq
      ours = pq.ParquetFile(file)
      pq.write_table(ours.read(), folder + "/own.parquet", row_group_size=150, compression="zstd")
      theirs = pq.ParquetFile(folder + "/own.parquet")
      seen = set()
      for group in range(theirs.metadata.num_row_groups):
          one, other = ours.metadata.row_group(group), theirs.metadata.row_group(group)
          assert one.num_rows == other.num_rows
          for index in range(one.num_columns):
              mine, his = one.column(index), other.column(index)
              assert mine.path_in_schema == his.path_in_schema and mine.num_values == his.num_values
              assert mine.physical_type == his.physical_type and mine.compression == his.compression == "ZSTD"
              assert mine.statistics.null_count == his.statistics.null_count, mine.path_in_schema
              bounds = (his.statistics.min, his.statistics.max) if his.statistics.has_min_max else ("-" * 65,)
              short = all(len(str(bound).encode()) <= 64 for bound in bounds)
              assert mine.statistics.has_min_max == short
              seen.add((mine.path_in_schema, short))
              if short:
                  assert exact(mine.statistics.min) == exact(his.statistics.min), mine.path_in_schema
                  assert exact(mine.statistics.max) == exact(his.statistics.max), mine.path_in_schema
          assert one.total_byte_size == sum(one.column(i).total_uncompressed_size for i in range(one.num_columns))
      print(ours.metadata.num_row_groups, theirs.metadata.num_row_groups)
      for index in range(8):
          column = ours.metadata.row_group(0).column(index)
          print(column.path_in_schema, column.has_dictionary_page, *column.encodings)
      kept = pq.read_table(file, filters=[("label", "==", "correction"), ("turn", ">", 5)])
      print(exact(kept.to_pylist()) == exact([r for r in rows if r["label"] == "correction" and r["turn"] > 5]))
      print(sorted(short for path, short in seen if path.endswith("content")), len(seen))
      """, file, rows)
    let expected = """
      3 3
      id False PLAIN RLE
      label True PLAIN RLE RLE_DICTIONARY
      turn False PLAIN RLE
      score False PLAIN RLE
      kept False PLAIN RLE
      tags.list.element True PLAIN RLE RLE_DICTIONARY
      prompt.list.element.role True PLAIN RLE RLE_DICTIONARY
      prompt.list.element.content True PLAIN RLE RLE_DICTIONARY
      True
      [False, True] 9

      """
    #expect(found == expected)
  }

  @Test("DuckDB reads the same values and types", arguments: RoundTripTests.layouts.indices)
  func duckDB(layout: Int) throws {
    let rows = Self.rows(300, seed: 44)
    let file = try WrittenFile(rows, RoundTripTests.layouts[layout].options)
    let found = try run(
      """
      import duckdb
      found = duckdb.sql(f"SELECT * FROM read_parquet('{file}')")
      print(same(dict(zip(found.columns, row)) for row in found.fetchall()))
      print(*[str(kind) for kind in found.types])
      for label in ("correction", "", "none of them"):
          count = duckdb.execute(f"SELECT count(*) FROM read_parquet('{file}') WHERE label = ?", [label]).fetchall()
          assert count[0][0] == sum(row["label"] == label for row in rows)
      """, file, rows)
    #expect(
      found == """
        True
        VARCHAR VARCHAR BIGINT DOUBLE BOOLEAN VARCHAR[] STRUCT("role" VARCHAR, "content" VARCHAR)[]

        """)
  }

  @Test("The datasets library reads the same values, and puts them beside its own")
  func datasets() throws {
    let rows = Self.rows(300, seed: 45)
    let file = try WrittenFile(rows, .init(rowGroupRows: 70))
    let found = try run(
      """
      import datasets
      ours = datasets.load_dataset("parquet", data_files=file, split="train")
      print(same(ours), ours.features["tags"], ours.features["prompt"])
      own = datasets.Dataset.from_list(rows[5:25], features=ours.features)
      print(datasets.concatenate_datasets([ours, own]).num_rows)
      stream = datasets.load_dataset("parquet", data_files=file, split="train", streaming=True)
      print(same(stream))
      """, file, rows)
    #expect(
      found == """
        True List(Value('string')) List({'role': Value('string'), 'content': Value('string')})
        320
        True

        """)
  }

  @Test("The datasets library takes the features that the file names")
  func features() throws {
    let schema = try ParquetSchema([.init("label", .int64), .init("text", .string)])
    let features =
      #"{"info":{"features":{"label":{"names":["bad","good"],"_type":"ClassLabel"},"#
      + #""text":{"dtype":"string","_type":"Value"}}}}"#
    let file = try WrittenFile(schema, .init(metadata: [("huggingface", features)])) { writer in
      try writer.field("label", 1)
      try writer.field("text", "fine")
      try writer.endRow()
    }
    let found = try run(
      """
      import datasets
      ours = datasets.load_dataset("parquet", data_files=file, split="train")
      print(ours.features["label"], ours[0])
      """, file, [])
    #expect(found == "ClassLabel(names=['bad', 'good']) {'label': 1, 'text': 'fine'}\n")
  }
}
