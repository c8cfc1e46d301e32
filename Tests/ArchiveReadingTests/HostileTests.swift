import Foundation
import Records
import Testing

@testable import ArchiveReading

@Suite struct HostileTests {
  typealias File = TestArchives.File
  static let text = (0..<400).map { "{\"row\":\($0),\"text\":\"\(String($0 &* 104_729, radix: 5))\"}\n" }.joined()
  static let rows = text.split(separator: "\n").map(String.init)

  @Test("A truncated stream gives what came before and says so", arguments: TestArchives.filters.map(\.code))
  func truncated(_ code: Int32) {
    let whole = TestArchives.compress(Self.text, code)
    for count in stride(from: 16, to: whole.count, by: 7) {
      let reading = Reading(of: Array(whole[..<count]))
      #expect(Self.rows.starts(with: reading.texts), "\(count) bytes")
      #expect(reading.reasons == [.truncatedArchive], "\(count) of \(whole.count) bytes")
      #expect(reading.faults.first?.scope == .archive)
    }
  }

  @Test("A truncated gzip says where the record was cut")
  func truncatedPlace() throws {
    let whole = TestArchives.gzip(Self.text)
    let reading = Reading(of: Array(whole[..<(whole.count / 2)]))
    let fault = try #require(reading.faults.first)
    #expect(fault.row == reading.records.count)
    #expect(fault.line == reading.records.count + 1)
    let byte = try #require(fault.byte)
    #expect(Array(Self.text.utf8.dropFirst(byte)).starts(with: fault.head))
    #expect(reading.records.count > 50)
  }

  @Test("A wrong checksum is found, and all records are kept")
  func wrongChecksum() {
    var gzip = TestArchives.gzip("{\"a\":1}")
    gzip[gzip.count - 8] ^= 1
    var reading = Reading(of: gzip)
    #expect(reading.texts == ["{\"a\":1}"])
    #expect(reading.reasons == [.corruptArchive])
    var length = TestArchives.gzip("{\"a\":1}")
    length[length.count - 4] ^= 1
    reading = Reading(of: length)
    #expect(reading.texts == ["{\"a\":1}"])
    #expect(reading.reasons == [.corruptArchive])
    // A frame with a checksum and one raw block, which is the last (RFC 8878, 3.1.1).
    let frame: [UInt8] =
      [0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x00, 7 << 3 | 1, 0, 0] + Array("{\"a\":1}".utf8) + [1, 2, 3, 4]
    reading = Reading(of: frame)
    #expect(reading.texts == ["{\"a\":1}"])
    #expect(reading.reasons == [.corruptArchive])
  }

  @Test(
    "A flipped bit never goes unseen in gzip and xz, and never brings the reader down",
    arguments: [1, 6, 14, 2, 13] as [Int32])
  func flippedBits(_ code: Int32) {
    let whole = TestArchives.compress(Self.text, code)
    let checksIsComplete = code == 1 || code == 6
    for place in stride(from: 10, to: whole.count, by: 5) {
      var broken = whole
      broken[place] ^= UInt8(1 << (place % 8))
      let reading = Reading(of: broken)
      expectSoundBooks(reading)
      if checksIsComplete { #expect(!reading.faults.isEmpty || reading.texts == Self.rows, "byte \(place)") }
    }
  }

  @Test(
    "Containers with flipped bits cost at most what is behind",
    arguments: [TestArchives.Format.tar, .zip, .sevenZip, .cpio])
  func flippedContainers(_ format: TestArchives.Format) {
    let whole = TestArchives.pack(format, (0..<4).map { File("\($0).jsonl", String(Self.text.prefix(300))) })
    for place in stride(from: 0, to: whole.count, by: 3) {
      var broken = whole
      broken[place] ^= UInt8(1 << (place % 8))
      expectSoundBooks(Reading(of: broken))
    }
    for count in stride(from: 1, to: whole.count, by: 11) { expectSoundBooks(Reading(of: Array(whole[..<count]))) }
  }

  /// Every fault but a record's is booked once, and none is of our own making.
  private func expectSoundBooks(_ reading: Reading) {
    #expect(reading.tally.balances)
    #expect(reading.tally.taken - reading.tally.passed == reading.faults.count { $0.scope != .record })
    #expect(!reading.faults.contains { $0.detail.contains("INTERNAL ERROR") })
  }

  @Test("A tar that ends within a member says so once", arguments: [TestArchives.Format.tar, .cpio, .zip])
  func truncatedContainer(_ format: TestArchives.Format) {
    let whole = TestArchives.pack(format, [File("a.jsonl", "{\"a\":1}\n"), File("b.jsonl", Self.text)])
    let reading = Reading(of: Array(whole[..<(whole.count * 2 / 3)]))
    #expect(reading.texts.first == "{\"a\":1}")
    #expect(reading.records.count > 10)
    #expect(reading.reasons == [.truncatedArchive])
    #expect(reading.faults.first?.memberName == "b.jsonl")
    #expect(reading.tally.passed == 1 && reading.tally.failed == 1)
  }

  @Test("A truncated tar is seen even where its last member is no log")
  func truncatedBehindNoLog() {
    let other = [UInt8](repeating: 7, count: 300_000)
    let whole = TestArchives.pack(.tar, [File("a.jsonl", "{}"), File("b.bin", other)])
    let reading = Reading(of: Array(whole[..<200_000]))
    #expect(reading.texts == ["{}"])
    #expect(reading.reasons == [.notALog, .truncatedArchive])
  }

  @Test("A broken member costs itself alone")
  func brokenMember() {
    let cut = TestArchives.gzip(Self.text).dropLast(30)
    let reading = Reading(of: TestArchives.pack(.tar, [File("a.gz", Array(cut)), File("b", "{}")]))
    #expect(reading.texts.last == "{}")
    #expect(reading.reasons == [.truncatedArchive])
    #expect(reading.faults.first?.scope == .member)
  }

  @Test("A member whose checksum is wrong is kept and reported", arguments: [TestArchives.Format.zip, .sevenZip])
  func wrongMemberChecksum(_ format: TestArchives.Format) throws {
    // Random enough to be stored in a way that any change of a byte in the middle leaves decodable.
    let whole = TestArchives.pack(format, [File("a.jsonl", Self.text), File("b.jsonl", "{}")])
    var seen = 0
    for place in stride(from: 200, to: 1200, by: 50) {
      var broken = whole
      broken[place] ^= 1
      let reading = Reading(of: broken)
      #expect(reading.reasons.contains(.corruptArchive) || reading.reasons.contains(.truncatedArchive), "byte \(place)")
      seen += reading.faults.count { $0.detail.contains("bad CRC") }
    }
    #expect(seen > 0 || format == .sevenZip)
  }

  @Test("A damaged header in a tar costs its member")
  func damagedHeader() {
    let files = [File("a", "{\"a\":1}"), File("b", "{\"b\":1}"), File("c", "{\"c\":1}")]
    // Each member is a block of header and a block of data.
    for (place, kept) in [(1024, ["{\"a\":1}", "{\"c\":1}"]), (2048, ["{\"a\":1}", "{\"b\":1}"])] {
      var tar = TestArchives.pack(.tar, files)
      tar[place] ^= 1
      let reading = Reading(of: tar)
      #expect(reading.texts == kept)
      #expect(reading.reasons == [.corruptArchive])
    }
  }

  @Test("Rubbish among the members of a cpio file is not passed over in silence")
  func damagedCPIO() {
    let cpio = TestArchives.pack(.cpio, [File("a", "{\"a\":1}"), File("b", "{\"b\":1}")])
    let second = cpio.count / 3
    let reading = Reading(of: Array(cpio[..<second]) + Array("rubbish".utf8) + Array(cpio[second...]))
    #expect(!reading.faults.isEmpty)
  }

  @Test("Encrypted members are passed over")
  func encrypted() {
    let reading = Reading(of: TestArchives.pack(.encryptedZip, [File("a.jsonl", "{}"), File("b.jsonl", "{}")]))
    #expect(reading.records.isEmpty)
    #expect(reading.reasons == [.encrypted, .encrypted])
    #expect(reading.faults.map(\.memberName) == ["a.jsonl", "b.jsonl"])
  }

  @Test("Names that climb are names and nothing is written")
  func climbingNames() {
    let reading = Reading(of: TestArchives.pack(.tar, [File("../../etc/passwd", "{\"a\":1}")]))
    #expect(reading.members == ["../../etc/passwd"])
    #expect(reading.texts == ["{\"a\":1}"])
  }

  @Test("Links inside of containers are left out by name")
  func links() {
    let reading = Reading(
      of: TestArchives.pack(.tar, [File("l", linkTo: "/etc/passwd"), File(directory: "d"), File("a", "{}")]))
    #expect(reading.texts == ["{}"])
    #expect(reading.reasons == [.symbolicLink])
    #expect(reading.faults.first?.memberName == "l")
    #expect(reading.tally.taken == 2)
  }

  @Test("What is no log is said to be none, and known formats are named")
  func otherContent() {
    #expect(Reading(of: "hello\nworld\n").reasons == [.notALog])
    #expect(Reading(of: "").reasons == [.empty])
    #expect(Reading(of: TestArchives.gzip("")).reasons == [.empty])
    #expect(Reading(of: "ARROW1....ARROW1").faults.map(\.detail) == ["Arrow is not read"])
    for bytes in [[0xFF, 0xFE, 0x7B, 0], [0x5B, 0, 0x7B, 0], [0, 0x7B, 0, 0x22]] as [[UInt8]] {
      #expect(Reading(of: bytes).faults.map(\.detail) == ["UTF-16 is not read"])
    }
    #expect(Reading(of: [UInt8](repeating: 0, count: 10_000)).reasons == [.notALog])
  }

  @Test("A bomb is stopped and ends the archive")
  func bomb() {
    let zeros = TestArchives.zstd("{\"a\":\"" + String(repeating: "x", count: 3_000_000) + "\"}\n")
    let limits = ReadingLimits(expansionRatio: 50, expandedBytesAllowed: 1 << 20)
    let reading = Reading(of: TestArchives.pack(.zip, [File("a", zeros), File("b", zeros)]), limits: limits)
    #expect(reading.reasons == [.expandsTooMuch])
    #expect(reading.faults.first?.scope == .archive)
  }

  @Test("Too many members end the archive")
  func manyMembers() {
    let files = (0..<10).map { File("\($0)", "{}") }
    let reading = Reading(of: TestArchives.pack(.tar, files), limits: ReadingLimits(memberCount: 4))
    #expect(reading.records.count == 4)
    #expect(reading.reasons == [.tooManyMembers])
  }

  @Test("A zstd window over the limit is refused, not allocated")
  func largeWindow() {
    // A frame header that asks for a window of 2^31 bytes, and an empty last block (RFC 8878, 3.1.1).
    let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, 0x01, 0x00, 0x00]
    #expect(Reading(of: frame).reasons == [.unsupportedFormat])
  }

  @Test("A file that changes is found out")
  func changedFile() throws {
    let directory = TestDirectory()
    let path = directory.write("a.jsonl", "{\"a\":1}\n")
    let archive = try #require(ArchiveFinder.find([path]).archives.first)
    #expect(try ArchiveReader.contentID(of: archive).rawValue == "e346432021b04179")
    directory.write("a.jsonl", "{\"a\":1}\n{\"b\":1}\n")
    #expect { try ArchiveReader.contentID(of: archive) } throws: {
      ($0 as? ReadingFault)?.reason == .changedWhileReading
    }
    #expect(Reading(archive).reasons == [.changedWhileReading])
    try FileManager.default.removeItem(atPath: path)
    #expect { try ArchiveReader.contentID(of: archive) } throws: { ($0 as? ReadingFault)?.reason == .unreadable }
    #expect(Reading(archive).reasons == [.unreadable])
  }
}
