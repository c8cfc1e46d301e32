import ParquetReading
import Testing

@Suite struct FixtureTests {
  @Test("Every make of file gives the rows that went in, byte for byte", arguments: Fixtures.names)
  func rows(name: String) throws {
    let outcome = Outcome(try Fixtures.bytes(name))
    #expect(outcome.errors.isEmpty)
    #expect(outcome.rows == (try Fixtures.expected(name)))
    #expect(outcome.balances)
  }

  @Test("There are fixtures of all tables")
  func isComplete() {
    #expect(Set(Fixtures.names.map { $0.prefix { $0 != "." } }).count == 8)
  }

  @Test("A file on disk is read as bytes in memory are")
  func file() throws {
    let reader = try ParquetReader(try ParquetFile(path: Fixtures.path("chat.zstd-pages-2")), selecting: .everything)
    let sink = JSONSink()
    var ends: [Int] = []
    while try reader.nextRow(into: sink) { ends.append(sink.count) }
    let expected = try Fixtures.expected("chat.zstd-pages-2")
    #expect(String(decoding: sink.bytes, as: UTF8.self) == expected.joined())
    #expect(ends.count == reader.rowCount && reader.rowGroupCount == 2)
  }

  @Test("What is no regular file is unreadable")
  func noFile() {
    for path in ["/", "/nowhere/at/all", "nul\u{0}byte"] {
      #expect { try ParquetFile(path: path) } throws: { ($0 as? ParquetError)?.code == .unreadable }
    }
  }
}

@Suite struct SelectionTests {
  private let bytes = (try? Fixtures.bytes("chat.none-pages-1")) ?? []

  @Test("Only what is wanted comes out, and only its pages are read")
  func wanted() {
    var selection = ParquetSelection()
    selection.want("conversation", "role")
    selection.want("conversation", "header", "user-agent")
    selection.want("model")
    selection.want("not", "there")
    let some = Outcome(bytes, selecting: selection)
    #expect(
      some.wantedColumns == [
        "model", "conversation.list.element.role", "conversation.list.element.header.user-agent",
      ])
    #expect(some.rows.count == 12 && some.errors.isEmpty)
    #expect(!some.rows.contains { $0.contains("content") || $0.contains("accept-language") || $0.contains("scores") })
    #expect(some.rows.contains { $0.contains(#"{"role":"user","header":{"user-agent":"UA"}}"#) })
    #expect(some.bytesRead < Outcome(bytes).bytesRead * 2 / 3)
  }

  @Test("A group that is wanted without anything below it is not read")
  func bareGroup() {
    #expect(Outcome(bytes, selecting: ParquetSelection(["scores": ParquetSelection()])).wantedColumns.isEmpty)
    #expect(
      Outcome(bytes, selecting: ParquetSelection(["scores": .everything])).wantedColumns == [
        "scores.list.element.flagged", "scores.list.element.by.list.element",
      ])
  }

  @Test("A file with nothing that is wanted is one error that counts its rows")
  func nothing() {
    let outcome = Outcome(bytes, selecting: ParquetSelection(["text": ParquetSelection()]))
    #expect(outcome.faults == ["file nothing_wanted"] && outcome.balances)
  }

  @Test("The columns of the file are told, wanted or not")
  func columns() throws {
    let reader = try ParquetReader(ParquetBytes(bytes), selecting: ParquetSelection())
    #expect(reader.columns.count == 12)
    #expect(reader.columns[0].path == "conversation_hash" && reader.columns[0].listDepth == 0)
    #expect(reader.columns[2].path == "conversation.list.element.role")
    #expect(reader.columns[2].listDepth == 1 && reader.columns[2].type == "byteArray string")
  }
}
