import Testing

@testable import ParquetReading

/// Golden vectors of the parts that the files are made of.
@Suite struct PartTests {
  private func expanded(_ packed: [UInt8], _ count: Int, by codec: Codec) throws(PageFault) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 8)
    defer { buffer.deallocate() }
    let input = UnsafeMutableRawBufferPointer.allocate(byteCount: packed.count, alignment: 8)
    defer { input.deallocate() }
    input.copyBytes(from: packed)
    try PageDecompressor().expand(UnsafeRawBufferPointer(input), by: codec, into: buffer)
    return Array(buffer)
  }

  @Test("Snappy: a literal and a copy that overlaps itself")
  func snappy() throws {
    // 11 bytes: the literal "abc", then 8 bytes from 3 back.
    let packed: [UInt8] = [11, 2 << 2, 0x61, 0x62, 0x63, 0x01 | 4 << 2, 3]
    #expect(try expanded(packed, 11, by: .snappy) == Array("abcabcabcab".utf8))
    #expect(throws: PageFault.self) { try expanded(packed, 10, by: .snappy) }
    #expect(throws: PageFault.self) { try expanded(Array(packed.dropLast()), 11, by: .snappy) }
    #expect(throws: PageFault.self) { try expanded([11, 2 << 2, 0x61, 0x62, 0x63, 0x11, 9], 11, by: .snappy) }
  }

  @Test("LZ4: literals, a match that overlaps itself, and literals at the end")
  func lz4() throws {
    let packed: [UInt8] = [0x34, 0x61, 0x62, 0x63, 3, 0, 0x50, 0x76, 0x77, 0x78, 0x79, 0x7A]
    #expect(try expanded(packed, 16, by: .lz4Raw) == Array("abcabcabcabvwxyz".utf8))
    #expect(throws: PageFault.self) { try expanded(packed, 15, by: .lz4Raw) }
    #expect(throws: PageFault.self) { try expanded(packed, 17, by: .lz4Raw) }
    #expect(throws: PageFault.self) { try expanded([0x34, 0x61, 0x62, 0x63, 4, 0, 0], 11, by: .lz4Raw) }
    #expect(throws: PageFault.self) { try expanded([0x34, 0x61, 0x62, 0x63, 0, 0, 0], 11, by: .lz4Raw) }
    // A literal of 15 + 255 + 1 bytes.
    let long = [UInt8](repeating: 7, count: 271)
    #expect(try expanded([0xF0, 255, 1] + long, 271, by: .lz4Raw) == long)
  }

  private func decoded(_ bytes: [UInt8], bitWidth: Int, count: Int) throws -> [UInt32] {
    try bytes.withUnsafeBytes { bytes in
      var decoder = try HybridDecoder(bytes, bitWidth: bitWidth)
      let numbers = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: count)
      defer { numbers.deallocate() }
      let filled = try decoder.decode(into: numbers)
      return Array(numbers[..<filled])
    }
  }

  @Test("The format's own example of bit-packed numbers, 0 to 7 in three bits")
  func bitPacked() throws {
    #expect(try decoded([0x03, 0b1000_1000, 0b1100_0110, 0b1111_1010], bitWidth: 3, count: 9) == Array(0...7))
  }

  @Test("Runs of numbers, of no width at all, and of an absurd length")
  func runs() throws {
    #expect(try decoded([0x0A, 0x34, 0x12], bitWidth: 13, count: 9) == [UInt32](repeating: 0x1234, count: 5))
    #expect(try decoded([0x06], bitWidth: 0, count: 9) == [0, 0, 0])
    let endless: [UInt8] = [0xFE] + [UInt8](repeating: 0xFF, count: 8) + [0x01]
    #expect(try decoded(endless + [1], bitWidth: 1, count: 4) == [1, 1, 1, 1])
    let packed: [UInt8] = [0xFF] + [UInt8](repeating: 0xFF, count: 8) + [0x01]
    #expect(throws: PageFault.self) { try decoded(packed + [1], bitWidth: 1, count: 4) }
    #expect(throws: PageFault.self) { try decoded([2], bitWidth: 1, count: 1) }
    #expect(throws: PageFault.self) { try decoded([UInt8](repeating: 0xFF, count: 12), bitWidth: 1, count: 1) }
  }

  private func delta(_ bytes: [UInt8]) throws -> [Int64] {
    try bytes.withUnsafeBytes { bytes in
      var numbers = try DeltaNumbers(bytes)
      #expect(try numbers.end() == bytes.count)
      var found: [Int64] = []
      while numbers.left > 0 { found.append(try numbers.next()) }
      return found
    }
  }

  @Test("The format's own examples of delta numbers")
  func deltas() throws {
    // 1 to 5: all differences are 1, and take no bits.
    #expect(try delta([0x80, 0x01, 4, 5, 2, 2, 0, 0, 0, 0]) == [1, 2, 3, 4, 5])
    // 7 5 3 1 2 3 4 5: the smallest difference is -2, the others are 0 or 3 above it.
    let packed: [UInt8] = [0xC0, 0x3F, 0, 0, 0, 0, 0, 0]
    #expect(try delta([0x80, 0x01, 4, 8, 14, 3, 2, 0, 0, 0] + packed) == [7, 5, 3, 1, 2, 3, 4, 5])
    #expect(try delta([0x80, 0x01, 4, 1, 1]) == [-1])
    #expect(try delta([0x80, 0x01, 4, 0, 0]) == [])
  }

  @Test(
    "Delta pages of an absurd layout are refused",
    arguments: [[0, 4, 1, 0], [0x80, 0x01, 0, 1, 0], [0x80, 0x01, 3, 1, 0], [8, 9, 1, 0], [], [0x80]] as [[UInt8]])
  func absurdDeltas(bytes: [UInt8]) {
    #expect(throws: PageFault.self) { try delta(bytes) }
  }

  @Test("Texts are escaped, and only what is UTF-8 is written")
  func texts() {
    func json(_ bytes: [UInt8]) -> String? {
      let sink = JSONSink(capacity: 1)
      return sink.appendString(bytes) ? String(decoding: sink.bytes, as: UTF8.self) : nil
    }
    #expect(
      json(Array("a\"b\\c\n\r\t\u{8}\u{C}\u{1}\u{1F}\u{7F}".utf8)) == #""a\"b\\c\n\r\t\b\f\u0001\u001f"# + "\u{7F}\"")
    // Every kind of byte at every place of a word.
    for place in 0..<20 {
      let text = String(repeating: "x", count: place) + "\"é漢🙂\u{0}" + String(repeating: "y", count: 9)
      let escaped = text.replacing("\"", with: "\\\"").replacing("\u{0}", with: "\\u0000")
      #expect(json(Array(text.utf8)) == "\"\(escaped)\"")
    }
    let broken: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF5, 0x80, 0x80, 0x80],
      [0xE2, 0x82], [0xF0, 0x9F, 0x99], [0xFF],
    ]
    for bytes in broken {
      #expect(json(Array("0123456".utf8) + bytes) == nil)
      #expect(!(bytes.withUnsafeBytes { UTF8Check.isValid($0) }))
    }
  }

  @Test("What is one JSON document is told from what is not")
  func documents() {
    func isDocument(_ text: String) -> Bool { Array(text.utf8).withUnsafeBytes { JSONCheck.isDocument($0) } }
    let good = ["{}", " [1, -0.5e+3, \"\\u00e9\\n\", true, false, null, {\"a\": []}] ", "0", "\"\"", "1E5"]
    for text in good { #expect(isDocument(text), "\(text)") }
    let deep = String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000)
    let bad = [
      "", " ", "{", "[1,]", "{\"a\"}", "{a:1}", "01", "1.", "-", "tru", "nul", "1 2", "\"a", "\"\\x\"", "\"\\u12\"",
      "\"\n\"",
      "[1}", "1,\"b\":2", "NaN", deep,
    ]
    for text in bad { #expect(!isDocument(text), "\(text)") }
  }
}
