import ParquetReading
import Testing

/// Files that no writer at hand would write, but that are what the format allows, or allowed.
@Suite struct HandMadeTests {
  private typealias File = HandMadeFile
  private typealias Element = HandMadeFile.Element

  /// One list column; the elements of the schema below the root are given.
  private func rows(_ schema: [Element], page: [UInt8], type: Int = 1, values: Int = 4, rows: Int = 3) -> Outcome {
    let root = Element(name: "root", repetition: nil, children: 1)
    let chunk = File.Chunk(pages: [page], type: type, values: values)
    return Outcome(File(schema: [root] + schema, groups: [(rows, [chunk])]).bytes)
  }

  /// The rows `[7,8]`, `[]` and `[9]` where only the repeated level can be missing.
  private let repeatedOnly =
    File.levels([0, 1, 0, 0]) + File.levels([1, 1, 0, 1]) + File.plain([7, 8, 9])

  @Test("A column that repeats without a list around it is a list")
  func bareRepeated() {
    let outcome = rows(
      [Element(name: "n", type: 1, repetition: 2)], page: File.page(values: 4, repeatedOnly))
    #expect(outcome.rows == [#"{"n":[7,8]}"#, #"{"n":[]}"#, #"{"n":[9]}"#])
  }

  @Test("A list of two levels has its values as elements")
  func twoLevels() {
    let outcome = rows(
      [
        Element(name: "n", repetition: 0, children: 1, converted: 3),
        Element(name: "array", type: 1, repetition: 2),
      ], page: File.page(values: 4, repeatedOnly))
    #expect(outcome.rows == [#"{"n":[7,8]}"#, #"{"n":[]}"#, #"{"n":[9]}"#])
  }

  @Test("In lists of older writers the repeated group itself is the element", arguments: ["array", "n_tuple"])
  func groupAsElement(name: String) {
    let outcome = rows(
      [
        Element(name: "n", repetition: 0, children: 1, converted: 3), Element(name: name, repetition: 2, children: 1),
        Element(name: "x", type: 1, repetition: 0),
      ], page: File.page(values: 4, repeatedOnly))
    #expect(outcome.rows == [#"{"n":[{"x":7},{"x":8}]}"#, #"{"n":[]}"#, #"{"n":[{"x":9}]}"#])
  }

  @Test("Under any other name it only wraps the element")
  func wrapper() {
    let outcome = rows(
      [
        Element(name: "n", repetition: 0, children: 1, converted: 3), Element(name: "bag", repetition: 2, children: 1),
        Element(name: "x", type: 1, repetition: 0),
      ], page: File.page(values: 4, repeatedOnly))
    #expect(outcome.rows == [#"{"n":[7,8]}"#, #"{"n":[]}"#, #"{"n":[9]}"#])
  }

  @Test("A text that is not UTF-8 costs its row and no other")
  func invalidUTF8() throws {
    let texts: [[UInt8]] = [[0x61], [0xC3, 0x28], [0x62], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x99, 0x82]]
    let page = File.page(values: 5, File.plain(texts))
    let outcome = Outcome(File.of(Element(name: "t", type: 6, converted: 0), page: page, rows: 5).bytes)
    #expect(outcome.rows == [#"{"t":"a"}"#, #"{"t":"b"}"#, #"{"t":"🙂"}"#])
    #expect(outcome.faults == ["row invalid_utf8", "row invalid_utf8"] && outcome.balances)
    let place = try #require(outcome.errors.first).place
    #expect(place == ParquetError.Place(byte: 4, rowGroup: 0, row: 1, column: "t", page: 0))
  }

  @Test("A row over the limit costs its row and no other")
  func longRow() {
    let page = File.page(values: 3, File.plain(["a", String(repeating: "b", count: 200), "c"]))
    var limits = ParquetLimits()
    limits.rowBytes = 100
    let outcome = Outcome(File.of(Element(name: "t", type: 6), page: page, rows: 3).bytes, limits: limits)
    #expect(outcome.rows == [#"{"t":"a"}"#, #"{"t":"c"}"#])
    #expect(outcome.faults == ["row too_large"] && outcome.balances)
  }

  @Test("JSON stands in the row as what it says, and as a text where it is broken")
  func json() {
    let page = File.page(values: 3, File.plain([#"[{"a": 1}]"#, #"{"a":1},"b":2"#, "[1"]))
    let marked = Outcome(File.of(Element(name: "t", type: 6, converted: 19), page: page, rows: 3).bytes)
    #expect(marked.rows == [#"{"t":[{"a": 1}]}"#, #"{"t":"{\"a\":1},\"b\":2"}"#, #"{"t":"[1"}"#])
    let text = File.of(Element(name: "t", type: 6, converted: 0), page: page, rows: 3).bytes
    let selection = ParquetSelection(["t": ParquetSelection(readsText: true)])
    #expect(Outcome(text, selecting: selection).rows == marked.rows)
    #expect(Outcome(text).rows[0] == #"{"t":"[{\"a\": 1}]"}"#)
  }

  @Test("The format's own example of delta strings")
  func deltaStrings() {
    // Prefix lengths 0 2 0 3, suffix lengths 4 2 6 5: differences above the smallest (-2), in three bits each.
    let prefixes: [UInt8] = [0x80, 0x01, 4, 4, 0, 3, 3, 0, 0, 0] + packed3([4, 0, 5])
    let suffixes: [UInt8] = [0x80, 0x01, 4, 4, 8, 3, 3, 0, 0, 0] + packed3([0, 6, 1])
    let page = File.page(values: 4, encoding: 7, prefixes + suffixes + Array("axislebabbleyhood".utf8))
    let outcome = Outcome(File.of(Element(name: "t", type: 6, converted: 0), page: page, rows: 4).bytes)
    #expect(outcome.rows == [#"{"t":"axis"}"#, #"{"t":"axle"}"#, #"{"t":"babble"}"#, #"{"t":"babyhood"}"#])
  }

  /// Three numbers of three bits in a miniblock of 32.
  private func packed3(_ numbers: [Int]) -> [UInt8] {
    let word = numbers[0] | numbers[1] << 3 | numbers[2] << 6
    return [UInt8(word & 0xFF), UInt8(word >> 8)] + [UInt8](repeating: 0, count: 10)
  }
}
