import Records
import Testing

@testable import ArchiveReading

@Suite struct SplitterTests {
  /// A text, how it is split, and what must come out.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let kind: TextLayout
    let text: String
    let records: [String]
    var reasons: [DropReason] = []

    init(_ name: String, _ kind: TextLayout, _ text: String, _ records: [String], _ reasons: [DropReason] = []) {
      (testDescription, self.kind, self.text, self.records, self.reasons) = (name, kind, text, records, reasons)
    }
  }

  static let cases: [Case] = [
    Case("lines", .lines, "{\"a\":1}\n{\"b\":2}\n", ["{\"a\":1}", "{\"b\":2}"]),
    Case("lines without the last newline", .lines, "{\"a\":1}\n{\"b\":2}", ["{\"a\":1}", "{\"b\":2}"]),
    Case("blank lines", .lines, "\n  \n{\"a\":1}\n\t\r\n\n{\"b\":2}\n\n", ["{\"a\":1}", "{\"b\":2}"]),
    Case("lines that end with CR LF", .lines, "{\"a\":1}\r\n{\"b\":2}\r\n", ["{\"a\":1}", "{\"b\":2}"]),
    Case("bad lines are records", .lines, "{\"a\":\nrubbish\n{}", ["{\"a\":", "rubbish", "{}"]),
    Case("an array on one line", .values, "[{\"a\":1},{\"b\":[{}]} , {}]", ["{\"a\":1}", "{\"b\":[{}]}", "{}"]),
    Case(
      "an array over lines", .values, "[\n  {\n    \"a\": [\n      {}\n    ]\n  },\n  {\n    \"b\": 2\n  }\n]\n",
      ["{\n    \"a\": [\n      {}\n    ]\n  }", "{\n    \"b\": 2\n  }"]),
    Case(
      "an array without any indentation", .values,
      "[\n{\n\"a\": [\n{\n\"b\": 1\n},\n{\n\"c\": 1\n}\n]\n},\n{\n\"d\": 2\n}\n]",
      ["{\n\"a\": [\n{\n\"b\": 1\n},\n{\n\"c\": 1\n}\n]\n}", "{\n\"d\": 2\n}"]),
    Case(
      "documents over lines", .values, "{\n  \"a\": 1\n}\n{\n  \"b\": {\n    \"c\": 1\n  }\n}\n",
      ["{\n  \"a\": 1\n}", "{\n  \"b\": {\n    \"c\": 1\n  }\n}"]),
    Case("documents on one line", .values, "{\"a\":1}{\"b\":2} {\"c\":3},\n", ["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"]),
    Case("arrays one after the other", .values, "[{}]\n[[1],{}]\n", ["{}", "[1]", "{}"]),
    Case("an empty array", .values, " [ ] ", []),
    Case(
      "strings with quotes, escapes and brackets", .values, #"[{"a":"]}\\\"{"},{"b\\":"\\"},"x\"]",{"\"\\\\":"["}]"#,
      [#"{"a":"]}\\\"{"}"#, #"{"b\\":"\\"}"#, #""x\"]""#, #"{"\"\\\\":"["}"#]),
    Case(
      "elements that are no objects", .values, "[1, null,\"a,b\" , [2,3],-4.5e6\n]",
      ["1", "null", "\"a,b\"", "[2,3]", "-4.5e6"]),
    Case(
      "an element cut within a string", .values, "[\n {\"a\":\"x},\n {\"b\":2},\n {\"c\":3}\n]",
      ["{\"a\":\"x},", "{\"b\":2}", "{\"c\":3}"]),
    Case(
      "an element cut between its members", .values, "[{\"z\":0},\n{\"a\":[1,\n{\"b\":2},\n{\"c\":3}]",
      ["{\"z\":0}", "{\"a\":[1,", "{\"b\":2}", "{\"c\":3}"]),
    Case(
      "a document cut among documents", .values, "{\n  \"a\": 1\n}\n{\n  \"b\": [{\n{\n  \"c\": 3\n}\n",
      ["{\n  \"a\": 1\n}", "{\n  \"b\": [{", "{\n  \"c\": 3\n}"]),
    Case("a brace too many", .values, "[{\"a\":1}},{\"b\":2}]", ["{\"a\":1}", "}", "{\"b\":2}"]),
    Case("the array's end is missing", .values, "[{\"a\":1},\n", ["{\"a\":1}"], [.incompleteJSON]),
    Case("the last element is cut", .values, "[{\"a\":1},{\"b\":\"\\", ["{\"a\":1}"], [.incompleteJSON]),
    Case(
      "text behind the array", .values, "[{}] rubbish ]\nand more\n {\"a\":1}\n", ["{}", "{\"a\":1}"], [.invalidJSON]),
    Case("a comma behind the array", .values, "[{}],\n", ["{}"], [.invalidJSON]),
    Case("text among documents", .values, "{\n}\nwell\n{\n}", ["{\n}", "{\n}"], [.invalidJSON]),
  ]

  @Test("A text gives its records however it comes", arguments: cases)
  func splits(_ test: Case) {
    let whole = Reading(splitting: test.text, into: test.kind, pieceBytes: 1 << 16, batchBytes: 1 << 16)
    #expect(whole.texts == test.records)
    #expect(whole.reasons == test.reasons)
    for pieceBytes in 1...test.text.utf8.count {
      for batchBytes in [1, 7, 64, 1 << 16] {
        let cut = Reading(splitting: test.text, into: test.kind, pieceBytes: pieceBytes, batchBytes: batchBytes)
        #expect(cut == whole, "in pieces of \(pieceBytes), in batches of \(batchBytes)")
      }
    }
  }

  @Test("Every byte belongs to a record, to a fault, or is white space or a separator", arguments: cases)
  func accountsForEveryByte(_ test: Case) {
    let bytes = Array(test.text.utf8)
    let reading = Reading(splitting: test.text, into: test.kind, pieceBytes: 5, batchBytes: 64)
    var covered = [Bool](repeating: false, count: bytes.count)
    for record in reading.records {
      #expect(Array(bytes[record.byte...].prefix(record.text.utf8.count)) == Array(record.text.utf8))
      for place in record.byte..<record.byte + record.text.utf8.count { covered[place] = true }
    }
    for fault in reading.faults {
      guard let byte = fault.byte else { continue }
      for place in byte..<byte + fault.head.count { covered[place] = true }
    }
    for place in bytes.indices where !covered[place] { #expect(" \t\r\n,[]".utf8.contains(bytes[place])) }
  }

  @Test("Rows, lines and bytes say where records are", arguments: cases)
  func places(_ test: Case) {
    let bytes = Array(test.text.utf8)
    let reading = Reading(splitting: test.text, into: test.kind, pieceBytes: 3, batchBytes: 16)
    for record in reading.records {
      #expect(record.line == 1 + bytes[..<record.byte].count { $0 == JSONBytes.newline })
    }
    let rows = reading.records.map(\.row) + reading.faults.filter { $0.scope == .record }.compactMap(\.row)
    #expect(rows.sorted() == Array(0..<rows.count))
  }

  @Test("A record over the limit is read over, and the next one is found", arguments: [TextLayout.lines, .values])
  func dropsLongRecords(_ kind: TextLayout) {
    let long = "{\"a\":\"" + String(repeating: "\\\\\\\"]x", count: 200) + "\"}"
    let text = kind == .lines ? "{}\n\(long)\r\n{\"b\":1}\n" : "[{},\n\(long),\n{\"b\":1}]"
    let whole = Reading(splitting: text, into: kind, pieceBytes: 1 << 16, batchBytes: 1 << 16, recordBytes: 600)
    #expect(whole.texts == ["{}", "{\"b\":1}"])
    #expect(whole.records.map(\.row) == [0, 2])
    #expect(whole.reasons == [.recordTooLarge])
    #expect(whole.faults.first?.row == 1)
    #expect(whole.faults.first?.line == 2)
    #expect(whole.faults.first?.head == Array(long.utf8.prefix(ReadingFault.headBytes)))
    #expect(whole.faults.first?.detail == "\(long.utf8.count) bytes, over the limit of 600")
    for pieceBytes in 1...text.utf8.count {
      let cut = Reading(splitting: text, into: kind, pieceBytes: pieceBytes, batchBytes: 50, recordBytes: 600)
      #expect(cut == whole, "in pieces of \(pieceBytes)")
    }
  }

  @Test("A record just as long as the limit is kept", arguments: [TextLayout.lines, .values])
  func keepsRecordsAtTheLimit(_ kind: TextLayout) {
    let record = "{\"a\":\"" + String(repeating: "x", count: 92) + "\"}"
    for end in ["", "\n", "\r\n"] {
      for pieceBytes in [1, 99, 100, 101, 1000] {
        let reading = Reading(
          splitting: record + end, into: kind, pieceBytes: pieceBytes, batchBytes: 10, recordBytes: 100)
        #expect(reading.texts == [record])
      }
    }
  }

  @Test("Nesting of any depth is no matter for the splitter")
  func takesDeepNesting() {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let reading = Reading(splitting: "[\(deep),{}]", into: .values, pieceBytes: 999, batchBytes: 1000)
    #expect(reading.texts == [deep, "{}"])
  }

  @Test("Many small records do not make a batch large")
  func handsOnSmallRecords() {
    let text = String(repeating: "{}\n", count: 200_000)
    let reading = Reading(splitting: text, into: .lines, pieceBytes: 1 << 20, batchBytes: 1 << 20)
    #expect(reading.records.count == 200_000)
    #expect(reading.records.last?.row == 199_999)
  }

  @Test("Rubbish of all sorts is split the same however it comes, and accounted for", arguments: 0..<40)
  func splitsRubbish(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let pieces = [
      "{", "}", "[", "]", "\"", "\\", ",", ":", "\n", "\n{", "\n  {", "\r\n", " ", "a", "{\"a\":1}", "[{}]",
    ]
    for _ in 0..<40 {
      let text = (0..<Int.random(in: 1...24, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      for kind in [TextLayout.lines, .values] {
        accountsForEveryByte(Case("", kind, text, []))
        places(Case("", kind, text, []))
        let whole = Reading(splitting: text, into: kind, pieceBytes: 1000, batchBytes: 1000)
        for pieceBytes in 1...6 {
          let cut = Reading(splitting: text, into: kind, pieceBytes: pieceBytes, batchBytes: 8)
          #expect(cut == whole, "\(text.debugDescription) in pieces of \(pieceBytes)")
        }
      }
    }
  }
}

/// Numbers that are the same in every run (Steele, Lea, Flood 2014: SplitMix64).
private struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
