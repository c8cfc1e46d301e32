import Foundation
import ParquetReading
import ParquetWriting
import Testing

/// What is wrong is refused where it happens, and costs what the error says.
@Suite("Refusals") struct RefusalTests {
  private static let good = Row(
    id: "good", label: "x", turn: 1, score: 0.5, kept: true, tags: ["t"], prompt: [.init(role: "user", content: "c")])

  /// Runs `body` between two good rows; whatever it did, the file has those two.
  private func fault(_ body: (ParquetWriter) throws -> Void) throws -> ParquetWriteError {
    var caught: ParquetWriteError?
    let file = try WrittenFile(Row.schema, .init(rowBytes: 500)) { writer in
      try Self.good.write(to: writer)
      caught = #expect(throws: ParquetWriteError.self) { try body(writer) }
      try Self.good.write(to: writer)
    }
    let rows = try file.lines().map { try JSONDecoder().decode(Row.self, from: Data($0)) }
    #expect(rows == [Self.good, Self.good])
    return try #require(caught)
  }

  @Test("A value for another column") func wrongColumn() throws {
    let error = try fault { writer in
      try writer.field("id", "a")
      try writer.field("turn", 1)
    }
    #expect(error.code == .wrongColumn && error.scope == .row)
    #expect(error.row == 1 && error.column == "label")
  }

  @Test("A value of another kind") func wrongKind() throws {
    let error = try fault { try $0.field("id", 7) }
    #expect(error.code == .wrongKind && error.column == "id")
    let list = try fault { try $0.field("id", list: ["a"]) }
    #expect(list.code == .wrongKind)
  }

  @Test("A row that is ended too early") func missingValue() throws {
    let error = try fault { writer in
      try writer.field("id", "a")
      try writer.endRow()
    }
    #expect(error.code == .missingValue && error.column == "label")
    #expect(try fault { try $0.endRow() }.column == "id")
  }

  @Test("A row that has more than its values") func tooMany() throws {
    let error = try fault { writer in
      try writer.field("id", "a")
      try writer.field("label", "b")
      try writer.field("turn", 1)
      try writer.field("score", 1.5)
      try writer.field("kept", false)
      try writer.field("tags", list: [])
      try writer.beginMessages("prompt")
      try writer.endMessages()
      try writer.field("id", "a")
    }
    #expect(error.code == .wrongColumn && error.column == nil)
  }

  @Test("A file that is finished inside of a row") func unfinishedRow() throws {
    let error = try fault { writer in
      try writer.field("id", "a")
      _ = try writer.finish()
    }
    #expect(error.code == .missingValue && error.scope == .row)
  }

  @Test("Messages outside of their list, and a list that stays open") func messages() throws {
    #expect(try fault { try $0.message(role: "user", content: "c") }.code == .wrongColumn)
    #expect(try fault { try $0.endMessages() }.code == .wrongColumn)
    let schema = try ParquetSchema([.init("prompt", .messages)])
    let file = try WrittenFile(schema) { writer in
      for end in [{ try writer.endRow() }, { try writer.beginMessages("prompt") }, { _ = try writer.finish() }] {
        try writer.beginMessages("prompt")
        try writer.message(role: "user", content: "lost")
        let error = #expect(throws: ParquetWriteError.self) { try end() }
        #expect(error?.scope == .row)
      }
    }
    #expect(file.summary.rows == 0)
  }

  @Test("A row that is too large, however it becomes so") func tooLarge() throws {
    let long = String(repeating: "é", count: 300)
    #expect(try fault { try $0.field("id", long) }.code == .tooLarge)
    let error = try fault { writer in
      try writer.field("id", "a")
      try writer.field("label", String(repeating: "b", count: 250))
      try writer.field("turn", 1)
      try writer.field("score", 1.5)
      try writer.field("kept", false)
      try writer.field("tags", list: Array(repeating: "", count: 70))
    }
    #expect(error.code == .tooLarge && error.column == "tags" && error.row == 1)
    #expect(!error.description.contains("bbb"))
  }

  @Test("Bytes that are not UTF-8, and no others", arguments: 0..<4 as Range<UInt64>) func invalidUTF8(seed: UInt64)
    throws
  {
    let schema = try ParquetSchema([.init("text", .string)])
    var random = SeededGenerator(seed)
    let parts: [[UInt8]] = [
      [0x41], Array("plain text".utf8), Array("é再🙂".utf8), [0xC0, 0x80], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80],
      [0xF0, 0x8F, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0x80], [0xE2, 0x82], [0xFF], [0xED, 0x9F, 0xBF],
      [0xF4, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80],
    ]
    var refused = 0
    var kept: [String] = []
    let file = try WrittenFile(schema) { writer in
      for _ in 0..<2000 {
        let bytes = (0..<Int.random(in: 0..<4, using: &random)).flatMap { _ in parts.randomElement(using: &random) ?? []
        }
        let text = String(validating: bytes, as: UTF8.self)
        do {
          try bytes.withUnsafeBytes { try writer.field("text", utf8: $0) }
          try writer.endRow()
          kept.append(try #require(text))
        } catch let error as ParquetWriteError {
          #expect(error.code == .invalidUTF8 && text == nil)
          refused += 1
        }
      }
    }
    #expect(refused > 100 && kept.count > 100)
    #expect(try file.lines().map { try JSONDecoder().decode([String: String].self, from: Data($0))["text"] } == kept)
  }

  @Test("A row that the caller takes back") func discarded() throws {
    let file = try WrittenFile(Row.schema) { writer in
      writer.discardRow()
      try writer.field("id", "lost")
      writer.discardRow()
      try Self.good.write(to: writer)
      writer.discardRow()
    }
    #expect(try file.lines().count == 1)
  }

  @Test("A sink that fails, wherever it does") func sink() throws {
    var source = RowSource(seed: 21)
    let rows = source.next(40)
    let options = ParquetWriter.Options(rowGroupRows: 7)
    let whole = try WrittenFile(rows, options).bytes.count
    for capacity in stride(from: 0, to: whole, by: 97) {
      let sink = MemorySink()
      sink.capacity = capacity
      let writer = ParquetWriter(Row.schema, options: options, sink: sink.take)
      let error = #expect(throws: ParquetWriteError.self) {
        for row in rows { try row.write(to: writer) }
        _ = try writer.finish()
      }
      #expect(error?.code == .sinkFailed && error?.scope == .file && error?.cause is MemorySink.Full)
      let next = #expect(throws: ParquetWriteError.self) { try rows[0].write(to: writer) }
      #expect(next?.code == .closed)
    }
  }

  @Test("Anything behind the end of the file") func closed() throws {
    let sink = MemorySink()
    let writer = ParquetWriter(Row.schema, sink: sink.take)
    _ = try writer.finish()
    let written = sink.bytes.count
    let calls: [() throws -> Void] = [
      { try writer.field("id", "a") }, { try writer.beginMessages("prompt") }, { try writer.endRow() },
      { try writer.endMessages() }, { _ = try writer.finish() },
    ]
    for call in calls {
      #expect(#expect(throws: ParquetWriteError.self) { try call() }?.code == .closed)
    }
    #expect(sink.bytes.count == written)
  }

  @Test("Columns that make no schema") func schema() throws {
    let lists: [[ParquetSchema.Column]] = [[], [.init("", .string)], [.init("a", .string), .init("a", .bool)]]
    for columns in lists {
      #expect(#expect(throws: ParquetWriteError.self) { try ParquetSchema(columns) }?.code == .invalidSchema)
    }
  }
}
