import Records
import Testing

@testable import ArchiveReading

@Suite struct ContainerTests {
  typealias File = TestArchives.File
  static let lines = "{\"a\":1}\n{\"b\":\"\u{E9}\"}\n"
  static let records = ["{\"a\":1}", "{\"b\":\"\u{E9}\"}"]
  static let codes = TestArchives.filters.map(\.code)

  @Test("A plain file is one member without a name")
  func plain() {
    let reading = Reading(of: Self.lines)
    #expect(reading.texts == Self.records)
    #expect(reading.members == [""])
    #expect(reading.tally.passed == 1 && reading.faults.isEmpty)
  }

  @Test("Every compression is told by content", arguments: codes)
  func compressed(_ code: Int32) {
    let reading = Reading(of: TestArchives.compress(Self.lines, code))
    #expect(reading.texts == Self.records)
    #expect(reading.faults == [])
  }

  @Test("Every compression of much text gives all of it", arguments: codes)
  func compressedAtLength(_ code: Int32) {
    let text = (0..<60_000).map { "{\"row\":\($0),\"text\":\"\(String($0 &* 7919, radix: 7))\"}" }
    let reading = Reading(of: TestArchives.compress(text.joined(separator: "\n"), code))
    #expect(reading.texts == text)
    #expect(reading.faults == [])
  }

  @Test("Two streams in one file are one text", arguments: codes.filter { $0 != 5 })  // lzma knows no end of its own
  func concatenated(_ code: Int32) {
    let reading = Reading(
      of: TestArchives.compress("{\"a\":1}\n{\"b\"", code) + TestArchives.compress(":\"\u{E9}\"}\n", code))
    #expect(reading.texts == Self.records)
    #expect(reading.faults == [])
  }

  @Test("Something behind a stream is a fault, and what came before is kept", arguments: codes.filter { $0 != 6 })
  func trailing(_ code: Int32) {
    let reading = Reading(of: TestArchives.compress(Self.lines, code) + Array("something else behind it".utf8))
    #expect(reading.texts == Self.records)
    #expect(reading.reasons == [.corruptArchive])
  }

  @Test("Something behind an xz stream is a fault that costs at most the last block of text")
  func trailingXZ() {
    let text = String(repeating: Self.lines, count: 10_000)
    let reading = Reading(of: TestArchives.compress(text, 6) + Array("something else behind it".utf8))
    #expect(reading.reasons == [.corruptArchive])
    #expect(reading.records.count > 20_000 * (text.utf8.count - (64 << 10)) / text.utf8.count - 2)
  }

  @Test("Zeros behind a gzip stream are padding")
  func padding() {
    let reading = Reading(of: TestArchives.gzip(Self.lines) + [UInt8](repeating: 0, count: 600_000))
    #expect(reading.texts == Self.records)
    #expect(reading.faults == [])
  }

  @Test("gzip and zstd give the same however their input comes", arguments: 1...40)
  func inPieces(_ pieceBytes: Int) {
    let text = (0..<300).map { "{\"row\":\($0)}\n" }.joined()
    let meter = ReadingMeter(limits: ReadingLimits())
    let gzip = TestArchives.gzip(text) + TestArchives.gzip("") + TestArchives.gzip(text)
    let inflated = GzipSource(PiecewiseSource(gzip, pieceBytes: pieceBytes), meter: meter).drain()
    #expect(inflated.bytes == Array((text + text).utf8) && inflated.broken == nil)
    let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
    let zstd = skippable + TestArchives.zstd(text) + skippable + TestArchives.zstd(text)
    let expanded = ZstdSource(PiecewiseSource(zstd, pieceBytes: pieceBytes), meter: meter).drain()
    #expect(expanded.bytes == Array((text + text).utf8) && expanded.broken == nil)
  }

  @Test("Every container gives its members in order", arguments: [TestArchives.Format.tar, .zip, .sevenZip, .cpio])
  func containers(_ format: TestArchives.Format) {
    let reading = Reading(
      of: TestArchives.pack(
        format,
        [
          File("logs/one.jsonl", Self.lines), File("logs/zw\u{F6}lf.json", "[{\"c\":3}]"), File("README.md", "# Logs"),
          File("nothing", ""), File(directory: "logs"),
        ]))
    #expect(reading.texts == Self.records + ["{\"c\":3}"])
    #expect(reading.records.map(\.memberName) == ["logs/one.jsonl", "logs/one.jsonl", "logs/zw\u{F6}lf.json"])
    #expect(reading.records.map(\.row) == [0, 1, 0])
    #expect(reading.faults.map(\.memberName).sorted() == ["README.md", "nothing"])
    #expect(Set(reading.reasons) == [.notALog, .empty])
    #expect(reading.tally.taken == 4 && reading.tally.passed == 2 && reading.tally.balances)
  }

  @Test("A tar is read through every compression", arguments: codes)
  func compressedTar(_ code: Int32) {
    let tar = TestArchives.pack(.tar, [File("a.jsonl", Self.lines), File("b.jsonl", Self.lines)], filter: code)
    let reading = Reading(of: tar)
    #expect(reading.texts == Self.records + Self.records)
    #expect(reading.faults == [])
  }

  @Test("Members are looked at by content, too", arguments: codes)
  func compressedMembers(_ code: Int32) {
    let member = TestArchives.compress(Self.lines, code)
    for format in [TestArchives.Format.tar, .zip, .sevenZip, .cpio] {
      let reading = Reading(of: TestArchives.pack(format, [File("a.bin", member), File("b.bin", member)]))
      #expect(reading.texts == Self.records + Self.records)
      #expect(reading.records.map(\.memberName) == ["a.bin", "a.bin", "b.bin", "b.bin"])
      #expect(reading.faults == [])
    }
  }

  @Test("Containers stand in containers, and their members are named for both")
  func nestedContainers() {
    let zip = TestArchives.pack(.zip, [File("x.jsonl", Self.lines), File("y.jsonl", "{\"y\":1}")])
    let tar = TestArchives.pack(.tar, [File("in.zip", zip), File("z.jsonl", "{\"z\":1}")], filter: Self.codes[1])
    let reading = Reading(of: tar)
    #expect(reading.texts == Self.records + ["{\"y\":1}", "{\"z\":1}"])
    #expect(reading.members == ["in.zip!x.jsonl", "in.zip!y.jsonl", "z.jsonl"])
    #expect(reading.faults == [])
  }

  @Test("A 7z that cannot be sought in is refused")
  func nestedSevenZip() {
    let inner = TestArchives.pack(.sevenZip, [File("x.jsonl", Self.lines)])
    let reading = Reading(of: TestArchives.pack(.tar, [File("in.7z", inner), File("z.jsonl", "{}")]))
    #expect(reading.reasons == [.unsupportedFormat])
    #expect(reading.texts == ["{}"])
  }

  @Test("Two tars in one file are both read")
  func concatenatedTars() {
    let one = TestArchives.pack(.tar, [File("a.jsonl", "{\"a\":1}")])
    let two = TestArchives.pack(.tar, [File("b.jsonl", "{\"b\":1}")])
    #expect(Reading(of: one + two).texts == ["{\"a\":1}", "{\"b\":1}"])
  }

  @Test("Layers may be nested as deep as the limit and no deeper")
  func nesting() {
    let once = TestArchives.gzip("{}")
    let twice = TestArchives.compress(once, Self.codes[1])
    let four = TestArchives.compress(TestArchives.compress(twice, Self.codes[2]), Self.codes[3])
    #expect(Reading(of: four).texts == ["{}"])
    let five = Reading(
      of: TestArchives.pack(.zip, [File("a", TestArchives.compress(four, Self.codes[2])), File("b", "{}")]))
    #expect(five.texts == ["{}"])
    #expect(five.reasons == [.nestedTooDeep])
  }

  @Test("A text may begin with a byte order mark")
  func byteOrderMark() {
    let reading = Reading(of: [0xEF, 0xBB, 0xBF] + Array(Self.lines.utf8))
    #expect(reading.texts == Self.records)
    #expect(reading.records.map(\.byte) == [3, 11])
  }

  @Test("Members many to a batch keep their names")
  func manySmallMembers() {
    let files = (0..<3000).map { File("\($0).json", "{\"n\":\($0)}") }
    let reading = Reading(of: TestArchives.pack(.tar, files), limits: ReadingLimits(batchBytes: 512))
    #expect(reading.texts == (0..<3000).map { "{\"n\":\($0)}" })
    #expect(reading.members == files.map(\.name))
    #expect(reading.tally.passed == 3000)
  }
}
