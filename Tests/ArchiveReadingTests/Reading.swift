import Glibc
import Records

@testable import ArchiveReading

/// All that came out of one archive.
struct Reading: Equatable {
  struct Record: Equatable {
    let memberName: String
    let row: Int
    let line: Int
    let byte: Int
    let text: String
  }

  var records: [Record] = []
  var faults: [ReadingFault] = []
  var members: [String] = []
  var tally = Tally()

  var texts: [String] { records.map(\.text) }
  var reasons: [DropReason] { faults.map(\.reason) }

  /// Reads the only archive at the path.
  init(at path: String, limits: ReadingLimits = ReadingLimits()) {
    let search = ArchiveFinder.find([path])
    precondition(search.archives.count == 1, "the test names one file")
    self.init(search.archives[0], limits: limits)
  }

  init(_ archive: FoundArchive, limits: ReadingLimits = ReadingLimits()) {
    let reader = ArchiveReader(archive, limits: limits, pool: BatchPool(batchBytes: limits.batchBytes))
    while let batch = reader.nextBatch() { take(batch) }
    (members, tally) = (reader.members, reader.memberTally)
  }

  /// Reads bytes as the one file they would be.
  init(of bytes: [UInt8], limits: ReadingLimits = ReadingLimits()) {
    let directory = TestDirectory()
    let path = directory.write("archive", bytes)
    self.init(at: path, limits: limits)
    faults = faults.map { $0.renamed("archive") }
  }

  init(of text: String, limits: ReadingLimits = ReadingLimits()) { self.init(of: Array(text.utf8), limits: limits) }

  /// Splits a text that comes in pieces of `pieceBytes` into batches of `batchBytes`.
  init(splitting text: String, into kind: TextLayout, pieceBytes: Int, batchBytes: Int, recordBytes: Int = 1 << 20) {
    let pool = BatchPool(batchBytes: batchBytes)
    var batch = pool.take()
    batch.enter(member: 0, name: "")
    let place = TextPlace(
      archive: "", memberName: "", member: 0, isInContainer: false, recordBytes: recordBytes, origin: 0)
    let splitter: any RecordSplitter = kind == .lines ? LineSplitter(place, at: 0) : ValueSplitter(place, at: 0)
    let source = PiecewiseSource(Array(text.utf8), pieceBytes: pieceBytes)
    var member = MemberText(source: source, splitter: splitter)
    let meter = ReadingMeter(limits: ReadingLimits())
    while true {
      switch member.pump(batch, meter: meter) {
      case .more: continue
      case .over:
        take(batch)
        return
      case .batchIsFull:
        let next = pool.take()
        member.move(from: batch, to: next)
        take(batch)
        batch = next
      }
    }
  }

  private mutating func take(_ batch: RecordBatch) {
    for record in batch.records {
      let text = String(decoding: batch.bytes(of: record), as: UTF8.self)
      let name = batch.memberName(of: record)
      records.append(Record(memberName: name, row: record.row, line: record.line, byte: record.byte, text: text))
    }
    faults += batch.faults
    batch.recycle()
  }
}

/// Bytes that come a few at a time.
final class PiecewiseSource: ByteSource {
  private let bytes: [UInt8]
  private let pieceBytes: Int
  private var position = 0

  init(_ bytes: [UInt8], pieceBytes: Int) { (self.bytes, self.pieceBytes) = (bytes, pieceBytes) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamBreak) -> Int {
    let count = min(pieceBytes, buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}

extension ByteSource {
  /// All bytes up to the end or the break, with the break.
  func drain() -> (bytes: [UInt8], broken: DropReason?) {
    var all: [UInt8] = []
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
    defer { block.deallocate() }
    while true {
      do throws(StreamBreak) {
        let count = try read(into: block)
        guard count > 0 else { return (all, nil) }
        all += block[..<count]
      } catch {
        return (all, error.reason)
      }
    }
  }
}

extension ReadingFault {
  /// The same fault of an archive by another name.
  func renamed(_ archive: String) -> ReadingFault {
    ReadingFault(
      reason: reason, scope: scope, archive: archive, memberName: memberName, member: member, row: row, line: line,
      byte: byte, engineCode: engineCode, detail: detail, head: head)
  }
}
