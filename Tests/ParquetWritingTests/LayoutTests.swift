import Testing

@testable import ParquetReading
@testable import ParquetWriting

/// How a file is laid out: the same for the same rows, in row groups and pages as the options say.
@Suite("Layout") struct LayoutTests {
  /// FNV-1a, enough to notice a change.
  private static func digest(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// The pages are so small that zstd stores them as they are, which all its versions do alike.
  @Test("A small file has the bytes that it always had")
  func golden() throws {
    let rows = [
      Row(
        id: "a", label: "x", turn: -2, score: 0.25, kept: true, tags: ["ü", ""],
        prompt: [.init(role: "user", content: "Hi"), .init(role: "assistant", content: "Yes?")]),
      Row(id: "b", label: "x", turn: 7, score: -0.0, kept: false, tags: [], prompt: []),
    ]
    let options = ParquetWriter.Options(
      createdBy: "gleaner version 1", metadata: [("huggingface", #"{"info":{}}"#), ("note", "")])
    let file = try WrittenFile(rows, options)
    #expect(file.bytes.count == 1269)
    #expect(Self.digest(file.bytes) == 13_923_549_507_473_598_619)
  }

  @Test("The same rows give the same bytes, and rows that were refused leave no trace")
  func deterministic() throws {
    var source = RowSource(seed: 31)
    let rows = source.next(200)
    let once = try WrittenFile(rows, .init(rowGroupRows: 50))
    let again = try WrittenFile(Row.schema, .init(rowGroupRows: 50)) { writer in
      for row in rows {
        try writer.field("id", "what never was")
        try writer.field("label", "what never was")
        writer.discardRow()
        try row.write(to: writer)
      }
    }
    #expect(once.bytes == again.bytes)
  }

  @Test("A row group is closed by the row that fills it, in bytes or in rows")
  func rowGroups() throws {
    let schema = try ParquetSchema([.init("text", .string)])
    func groups(_ options: ParquetWriter.Options, rows: Int) throws -> Int {
      try WrittenFile(schema, options) { writer in
        for _ in 0..<rows {
          try writer.field("text", "six by")
          try writer.endRow()
        }
      }.summary.rowGroups
    }
    #expect(try groups(.init(rowGroupRows: 10), rows: 10) == 1)
    #expect(try groups(.init(rowGroupRows: 10), rows: 11) == 2)
    #expect(try groups(.init(rowGroupBytes: 100), rows: 10) == 1)
    #expect(try groups(.init(rowGroupBytes: 100), rows: 11) == 2)
    #expect(try groups(.init(rowGroupBytes: 101), rows: 11) == 1)
  }

  @Test("Nothing is written before a row group is full, and then all of it")
  func streaming() throws {
    let schema = try ParquetSchema([.init("n", .int64)])
    let sink = MemorySink()
    let writer = ParquetWriter(schema, options: .init(rowGroupRows: 3), sink: sink.take)
    var sizes: [Int] = []
    for number in 0..<6 {
      try writer.field("n", number)
      try writer.endRow()
      sizes.append(sink.bytes.count)
    }
    #expect(sizes[1] == 0 && sizes[2] > 0 && sizes[4] == sizes[2] && sizes[5] > sizes[4])
    #expect(writer.bytesWritten == sizes[5])
  }

  @Test("Runs and packed groups come back, whatever the width", arguments: 0...20)
  func hybrid(bitWidth: Int) throws {
    var random = SeededGenerator(UInt64(bitWidth))
    var numbers: [UInt32] = []
    while numbers.count < 5000 {
      let value = UInt32.random(in: 0...UInt32((1 << bitWidth) - 1), using: &random)
      let count = [1, 1, 1, 2, 7, 8, 9, 15, 16, 600].randomElement(using: &random) ?? 1
      numbers += Array(repeating: value, count: count)
      if Bool.random(using: &random) { numbers += (0..<20).map { UInt32($0 % 3) & UInt32((1 << bitWidth) - 1) } }
    }
    for length in [0, 1, 7, 8, 9, 63, 64, 503, 504, 505, 1500, numbers.count] {
      let buffer = ByteBuffer()
      var encoder = HybridEncoder(into: buffer, bitWidth: bitWidth)
      var index = 0
      while index < length {
        let run = numbers[index..<length].prefix { $0 == numbers[index] }.count
        encoder.append(numbers[index], count: run)
        index += run
      }
      encoder.finish()
      var decoder = try HybridDecoder(buffer.contents, bitWidth: bitWidth)
      var decoded = [UInt32](repeating: .max, count: length)
      let count = try decoded.withUnsafeMutableBufferPointer { try decoder.decode(into: $0) }
      #expect(count == length && decoded == Array(numbers[..<length]))
    }
  }

  @Test("Texts are numbered in the order they come, and not at all where they do not repeat")
  func dictionary() {
    func dictionary(_ texts: [String], bytesAllowed: Int = 1 << 20) -> TextDictionary? {
      let buffer = ByteBuffer()
      for text in texts {
        buffer.append(UInt32(text.utf8.count))
        Array(text.utf8).withUnsafeBytes { buffer.append($0) }
      }
      let dictionary = TextDictionary(bytesAllowed: bytesAllowed)
      return dictionary.take(buffer.contents, count: texts.count) ? dictionary : nil
    }
    let few = (0..<10_000).map { "text \($0 % 700)" }
    let made = dictionary(few)
    #expect(made?.entryCount == 700 && made?.bitWidth == 10)
    #expect(
      made.map { found in (0..<few.count).map { found.indices.number(at: $0 * 4, as: UInt32.self) } }
        == (0..<few.count).map { UInt32($0 % 700) })
    #expect(dictionary(Array(repeating: "", count: 9))?.entryCount == 1)
    #expect(dictionary([]) == nil)
    #expect(dictionary(["one"]) == nil)
    #expect(dictionary((0..<9000).map { "text \($0)" }) == nil)
    #expect(dictionary(few, bytesAllowed: 1000) == nil)
    #expect(dictionary(few, bytesAllowed: 0) == nil)
  }

  @Test("Texts made to collide end the dictionary instead of taking time")
  func collisions() {
    let buffer = ByteBuffer()
    for number in 0..<20_000 {
      // A text of 16 bytes whose middle undoes the hash of what stands before it.
      let head = UInt64(number % 100) << 32 | 16
      buffer.append(head)
      buffer.append(TextHash.folded(TextHash.seed ^ 20 ^ head))
      buffer.append(UInt32(0))
    }
    #expect(buffer.count == 400_000)
    #expect(!TextDictionary(bytesAllowed: 1 << 20).take(buffer.contents, count: 20_000))
  }

  @Test("A page ends with the row that fills it, and each row is in one page")
  func pages() {
    var random = SeededGenerator(51)
    let column = ColumnBuffer(.init("tags", .strings))
    let rowBytes = (0..<500).map { _ in
      let lengths = (0..<Int.random(in: 0..<6, using: &random)).map { _ in Int.random(in: 0..<90, using: &random) }
      for length in lengths {
        Array(repeating: UInt8(ascii: "x"), count: length).withUnsafeBytes { column.leaves[0].append(text: $0) }
      }
      column.elementCounts?.append(UInt32(lengths.count))
      return lengths.reduce(0) { $0 + $1 + 4 }
    }
    var pages = PageCutter(
      column.leaves[0], elementCounts: column.elementCounts, rows: rowBytes.count, isDictionary: false)
    var end = (row: 0, value: 0, byte: 0)
    while let page = pages.next(bytes: 1000) {
      #expect(
        page.rows.lowerBound == end.row && page.values.lowerBound == end.value && page.bytes.lowerBound == end.byte)
      #expect(page.bytes.count == rowBytes[page.rows].reduce(0, +))
      #expect(page.bytes.count >= 1000 || page.rows.upperBound == rowBytes.count)
      #expect(rowBytes[page.rows].dropLast().reduce(0, +) < 1000)
      end = (page.rows.upperBound, page.values.upperBound, page.bytes.upperBound)
    }
    #expect(end.row == rowBytes.count && end.value == column.leaves[0].valueCount)
    #expect(end.byte == column.leaves[0].values.count)
  }

  @Test("Not-a-numbers are counted and stand for no bound, and zeros for both zeros")
  func floatStatistics() {
    func statistics(_ numbers: [Double]) -> (bounds: [[UInt8]?], notNumbers: Int?) {
      let values = ByteBuffer()
      for number in numbers { values.append(number.bitPattern) }
      var statistics = ChunkStatistics(nullCount: 0)
      statistics.look(at: values, count: numbers.count, .double)
      return ([statistics.smallest, statistics.largest], statistics.notNumbers)
    }
    func bytes(_ number: Double) -> [UInt8] { withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) } }
    let mixed = statistics([.nan, 3, -7, .nan, .infinity])
    #expect(mixed.bounds == [bytes(-7), bytes(.infinity)] && mixed.notNumbers == 2)
    #expect(statistics([0.0, 1]).bounds == [bytes(-0.0), bytes(1)])
    #expect(statistics([-1, -0.0]).bounds == [bytes(-1), bytes(0.0)])
    #expect(statistics([-.nan, .nan]).bounds == [nil, nil] && statistics([.nan]).notNumbers == 1)
  }
}
