import Foundation
import ParquetReading
import ParquetWriting
import Testing

/// What is written comes back as it was, however it is laid out.
@Suite("Round trip") struct RoundTripTests {
  static let layouts: [(name: String, options: ParquetWriter.Options)] = [
    ("the defaults", .init()),
    ("a row in each page", .init(pageBytes: 1)),
    ("a row in each row group", .init(rowGroupRows: 1)),
    ("small pages in small row groups", .init(rowGroupBytes: 9_000, pageBytes: 700)),
    ("no dictionaries", .init(pageBytes: 4_000, dictionaryBytes: 0)),
    ("dictionaries that are soon too large", .init(dictionaryBytes: 60)),
    ("no texts in the footer", .init(statisticsBytes: 0)),
    ("much compression", .init(rowGroupRows: 77, level: 19)),
  ]

  private func read(_ file: WrittenFile) throws -> [Row] {
    try file.lines().map { try JSONDecoder().decode(Row.self, from: Data($0)) }
  }

  @Test("Rows of every shape come back", arguments: layouts.indices, [1, 2, 3] as [UInt64])
  func seeded(layout: Int, seed: UInt64) throws {
    var source = RowSource(seed: seed)
    let rows = source.next(300)
    let file = try WrittenFile(rows, Self.layouts[layout].options)
    #expect(try read(file) == rows, "\(Self.layouts[layout].name)")
    #expect(file.summary.rows == rows.count)
    #expect(file.summary.bytes == file.bytes.count)
  }

  @Test("Few rows come back", arguments: 0..<10)
  func few(count: Int) throws {
    var source = RowSource(seed: 11)
    let rows = source.next(count)
    let file = try WrittenFile(rows)
    #expect(try read(file) == rows)
    #expect(file.summary.rowGroups == min(count, 1))
  }

  @Test("A file without rows has its columns")
  func noRows() throws {
    let file = try WrittenFile([])
    let reader = try ParquetReader(ParquetBytes(file.bytes), selecting: .everything)
    #expect(reader.rowCount == 0)
    #expect(
      reader.columns.map(\.path) == [
        "id", "label", "turn", "score", "kept", "tags.list.element", "prompt.list.element.role",
        "prompt.list.element.content",
      ])
    #expect(reader.columns.map(\.listDepth) == [0, 0, 0, 0, 0, 1, 1, 1])
  }

  @Test("Lists that are all empty come back")
  func emptyLists() throws {
    let row = Row(id: "", label: "", turn: 0, score: 0, kept: false, tags: [], prompt: [])
    let rows = Array(repeating: row, count: 1000)
    #expect(try read(try WrittenFile(rows)) == rows)
  }

  @Test("A text that is larger than a page and than a row group comes back")
  func large() throws {
    var source = RowSource(seed: 12)
    var rows = source.next(9)
    rows[4].id = String(repeating: "é🙂x", count: 300_000)
    rows[5].prompt = [.init(role: "user", content: String(repeating: "all of it ", count: 200_000))]
    let file = try WrittenFile(rows, .init(rowGroupBytes: 1 << 20, pageBytes: 1 << 16))
    #expect(try read(file) == rows)
    #expect(file.summary.rowGroups == 3)
  }

  @Test("A hundred thousand rows come back")
  func many() throws {
    let schema = try ParquetSchema([.init("id", .string), .init("kind", .string), .init("n", .int64)])
    let file = try WrittenFile(schema, .init(rowGroupRows: 30_000, pageBytes: 100_000)) { writer in
      for number in 0..<100_000 {
        try writer.field("id", "row \(number)")
        try writer.field("kind", "kind \(number / 7 % 300)")
        try writer.field("n", number)
        try writer.endRow()
      }
    }
    let lines = try file.lines()
    let expected = (0..<100_000).map { "{\"id\":\"row \($0)\",\"kind\":\"kind \($0 / 7 % 300)\",\"n\":\($0)}" }
    #expect(lines.count == expected.count)
    #expect(zip(lines, expected).allSatisfy { Array($1.utf8) == $0 })
    #expect(file.summary.rowGroups == 4)
  }

  @Test("Texts given as bytes are those given as strings")
  func bytes() throws {
    let schema = try ParquetSchema([.init("text", .string), .init("prompt", .messages)])
    let byString = try WrittenFile(schema) { writer in
      for text in RowSource.texts {
        try writer.field("text", text)
        try writer.beginMessages("prompt")
        try writer.message(role: "user", content: text)
        try writer.endMessages()
        try writer.endRow()
      }
    }
    let byBytes = try WrittenFile(schema) { writer in
      for text in RowSource.texts {
        try Array(text.utf8).withUnsafeBytes { try writer.field("text", utf8: $0) }
        try writer.beginMessages("prompt")
        try Array(text.utf8).withUnsafeBytes { try writer.message(role: "user", utf8: $0) }
        try writer.endMessages()
        try writer.endRow()
      }
    }
    #expect(byString.bytes == byBytes.bytes)
  }
}
