import ParquetReading
import Testing

/// Files that lie. Each must be told in so many words, and must cost no more memory than it has bytes to show for.
@Suite struct HostileTests {
  private typealias File = HandMadeFile
  private typealias Element = HandMadeFile.Element

  private static let root = Element(name: "root", repetition: nil, children: 1)
  private static let text = Element(name: "t", type: 6, converted: 0)
  private static let good = File.page(values: 2, File.plain(["a", "b"]))

  /// The code of a file's only error.
  private func fault(_ file: HandMadeFile, limits: ParquetLimits = ParquetLimits()) -> String {
    let outcome = Outcome(file.bytes, limits: limits)
    #expect(outcome.balances)
    #expect(outcome.errors.count == 1)
    return outcome.faults.first ?? "none"
  }

  private func file(page: [UInt8], rows: Int = 2, values: Int? = nil) -> HandMadeFile {
    File.of(Self.text, page: page, rows: rows, values: values)
  }

  @Test("The file that the lies are made from is good")
  func honest() {
    #expect(Outcome(file(page: Self.good).bytes).rows == [#"{"t":"a"}"#, #"{"t":"b"}"#])
  }

  @Test("What is not Parquet, or only a part of it, is not read")
  func notParquet() throws {
    let bytes = file(page: Self.good).bytes
    #expect(Outcome([]).faults == ["file not_parquet"])
    #expect(Outcome(Array("PAR1PAR1".utf8)).faults == ["file not_parquet"])
    #expect(Outcome(Array(bytes.dropLast())).faults == ["file not_parquet"])
    #expect(Outcome(Array(bytes.dropLast(4)) + Array("PARE".utf8)).faults == ["file encrypted"])
  }

  @Test("A footer that is longer than the file, or than is allowed, is not read")
  func footerLength() {
    let bytes = file(page: Self.good).bytes
    let lying = Array(bytes.dropLast(8)) + File.little(Int(UInt32.max)) + Array("PAR1".utf8)
    #expect(Outcome(lying).faults == ["file corrupt_footer"])
    #expect(fault(file(page: Self.good), limits: ParquetLimits(footerBytes: 16)) == "file too_large")
  }

  @Test("Schemas that are no trees, or absurd ones, are refused")
  func schemas() {
    let group = Element(name: "g", children: 1)
    func schema(_ elements: [Element]) -> String { fault(HandMadeFile(schema: elements)) }
    #expect(schema([]) == "file corrupt_schema")
    #expect(schema([Self.root]) == "file corrupt_schema")
    #expect(schema([Self.root, group]) == "file corrupt_schema")
    #expect(schema([Self.root, Self.text, Self.text]) == "file corrupt_schema")
    #expect(schema([Self.text]) == "file corrupt_schema")
    for count in [-1, 2, Int(Int32.max), Int.max] {
      #expect(schema([Element(name: "root", repetition: nil, children: count), Self.text]) == "file corrupt_schema")
    }
    #expect(schema([Self.root, Element(name: "t", type: 9)]) == "file corrupt_schema")
    #expect(schema([Self.root, Element(name: "t", type: 6, repetition: 3)]) == "file corrupt_schema")
    #expect(schema([Self.root, Element(name: "t", type: 6, repetition: nil)]) == "file corrupt_schema")
    #expect(schema([Self.root, Element(name: "t", type: 7, length: Int.max)]) == "file corrupt_schema")
    #expect(schema([Self.root] + Array(repeating: group, count: 100_000) + [Self.text]) == "file too_large")
    #expect(schema([Self.root] + Array(repeating: group, count: 1000) + [Self.text]) == "file corrupt_schema")
  }

  @Test("Counts that the footer has no bytes for are refused", arguments: [3, 1000, Int(Int32.max), Int.max])
  func claimedElements(count: Int) {
    var lying = file(page: Self.good)
    lying.elementsClaimed = count
    #expect(fault(lying) == "file corrupt_footer")
  }

  @Test("Row counts that contradict each other, or that no file has, are refused")
  func rowCounts() {
    var lying = file(page: Self.good)
    lying.rowsClaimed = 3
    #expect(fault(lying) == "file corrupt_footer")
    #expect(fault(file(page: Self.good, rows: -2)) == "file corrupt_footer")
    var two = file(page: Self.good, rows: Int.max / 2 + 1)
    two.groups.append(two.groups[0])
    two.rowsClaimed = 0
    #expect(fault(two) == "file corrupt_footer")
  }

  @Test("A row group without its column chunks, or with chunks from elsewhere, costs the row group")
  func chunks() {
    var lying = file(page: Self.good)
    lying.groups[0].chunks = []
    #expect(fault(lying) == "row_group corrupt_footer")
    for (offset, count) in [(0, 10), (-1, 10), (4, Int.max), (Int.max, 1), (Int.max, Int.max), (4, -1), (1 << 40, 0)] {
      lying = file(page: Self.good)
      lying.groups[0].chunks[0].offset = offset
      lying.groups[0].chunks[0].byteCount = count
      #expect(fault(lying) == "row_group corrupt_footer")
    }
    lying = file(page: Self.good)
    lying.groups[0].chunks[0].type = 1
    #expect(fault(lying) == "row_group corrupt_footer")
    lying.groups[0].chunks[0].type = 6
    lying.groups[0].chunks[0].codec = 4
    #expect(fault(lying) == "row_group unsupported")
  }

  @Test("A row group that is lost costs no other one")
  func nextRowGroup() {
    var lying = file(page: Self.good)
    lying.groups.append((2, [File.Chunk(pages: [File.page(values: 2, [1, 2, 3])], values: 2)]))
    lying.groups.append(lying.groups[0])
    let outcome = Outcome(lying.bytes)
    #expect(outcome.rows.count == 4 && outcome.faults == ["row_group corrupt_page"] && outcome.balances)
    #expect(outcome.errors[0].rowsLost == 2 && outcome.errors[0].place.row == 2)
  }

  @Test("Pages that say what is not so cost their row group")
  func pages() {
    let body = File.plain(["a", "b"])
    func page(_ page: [UInt8], rows: Int = 2, values: Int? = nil) -> String {
      fault(file(page: page, rows: rows, values: values))
    }
    #expect(page(File.page(values: 2, body, expanded: 9)) == "row_group corrupt_page")
    #expect(page(File.page(values: 2, body, expanded: 11, packed: 11)) == "row_group corrupt_page")
    #expect(page(File.page(values: 2, body, expanded: -1)) == "row_group corrupt_page")
    #expect(page(File.page(values: 2, body, expanded: Int.max, packed: Int.max)) == "row_group too_large")
    #expect(page(File.page(values: -1, body)) == "row_group corrupt_page")
    #expect(page(File.page(values: 3, body), rows: 2, values: 2) == "row_group corrupt_page")
    #expect(page(Self.good, rows: 2, values: Int.max) == "row_group corrupt_page")
    #expect(page(Self.good, rows: 1, values: 2) == "row_group corrupt_page")
    #expect(page(File.page(values: 2, File.little(-1) + [1, 2])) == "row_group corrupt_page")
    #expect(page(File.page(values: 2, encoding: 8, [2, 4, 0])) == "row_group corrupt_page")
    #expect(page(File.page(values: 2, encoding: 4, body)) == "row_group unsupported")
    #expect(page(File.page(values: 2, body, checksum: 1)) == "row_group wrong_checksum")
  }

  @Test("A value that is shorter than its column's values are is refused")
  func fixedLength() {
    // DELTA_BYTE_ARRAY of one value of one byte, in a column of values of two.
    let page = File.page(values: 1, encoding: 7, [0x80, 0x01, 4, 1, 0, 0x80, 0x01, 4, 1, 2, 0x61])
    let file = File.of(Element(name: "t", type: 7, length: 2), page: page, rows: 1)
    #expect(fault(file) == "row_group corrupt_page")
  }

  @Test("A number beyond the dictionary, and a dictionary shorter than it says, are refused")
  func dictionaries() {
    func dictionary(_ values: Int, page: [UInt8]) -> HandMadeFile {
      var made = file(page: [])
      made.groups[0].chunks[0].pages = [
        File.dictionary(values: values, File.plain(["a"])), File.page(values: 2, encoding: 8, page),
      ]
      return made
    }
    #expect(Outcome(dictionary(1, page: [1, 4, 0]).bytes).rows == [#"{"t":"a"}"#, #"{"t":"a"}"#])
    #expect(fault(dictionary(1, page: [1, 4, 1])) == "row_group corrupt_page")
    #expect(fault(dictionary(1, page: [33, 4, 1])) == "row_group corrupt_page")
    #expect(fault(dictionary(2, page: [1, 4, 0])) == "row_group corrupt_page")
    #expect(fault(dictionary(Int(Int32.max), page: [1, 4, 0])) == "row_group corrupt_page")
  }

  @Test("Columns that contradict each other on what a row holds are refused")
  func columns() {
    let schema = [
      Element(name: "root", repetition: nil, children: 1), Element(name: "l", repetition: 2, children: 2),
      Element(name: "x", type: 1), Element(name: "y", type: 1),
    ]
    func fault(_ x: [UInt8], _ y: [UInt8]) -> String? {
      let pages = [x, y].map { levels in
        File.page(
          values: levels.count,
          File.levels(levels) + File.levels(levels.map { _ in 1 }) + File.plain(levels.map { Int($0) }))
      }
      let chunks = zip(pages, [x, y]).map { File.Chunk(pages: [$0], type: 1, values: $1.count) }
      let outcome = Outcome(HandMadeFile(schema: schema, groups: [(2, chunks)]).bytes)
      #expect(outcome.balances)
      return outcome.faults.first
    }
    #expect(fault([0, 1, 0], [0, 1, 0]) == nil)
    #expect(fault([0, 1, 0], [0, 0, 1]) == "row_group corrupt_page")
    #expect(fault([0, 1, 0], [0, 0]) == "row_group corrupt_page")
    #expect(fault([0, 0], [0, 1, 0]) == "row_group corrupt_page")
    #expect(fault([0, 0, 0], [0, 0, 0]) == "row_group corrupt_page")
  }

  @Test("A few bytes that stand for endless rows are stopped")
  func bombs() {
    // One run of two billion nulls.
    let run: [UInt8] = [0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 0]
    let page = File.page(values: Int(Int32.max), File.little(run.count) + run)
    let bomb = File.of(
      Element(name: "t", type: 6, repetition: 1), page: page, rows: Int(Int32.max))
    var limits = ParquetLimits()
    limits.expandedBytesAllowed = 1 << 16
    let outcome = Outcome(bomb.bytes, limits: limits)
    #expect(outcome.faults == ["file expands_too_much"] && outcome.balances)
  }

  @Test("Pages that would hold more memory together than is allowed are refused")
  func heldMemory() {
    var limits = ParquetLimits()
    limits.heldBytes = 4096
    let page = File.page(values: 1, File.plain([String(repeating: "x", count: 5000)]))
    #expect(fault(file(page: page, rows: 1), limits: limits) == "row_group too_large")
  }
}
