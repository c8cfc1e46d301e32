import Glibc
import Records

/// Finds where records begin and end in the text of one member, which stands piece after piece in batches.
///
/// All offsets are places in the batch's buffer. A splitter can stop anywhere and go on later: it gives the same
/// records however the text was cut into pieces.
protocol RecordSplitter {
  var text: TextPlace { get set }
  /// What is below is done with.
  var keepFrom: Int { get }

  /// Looks at what has come, puts whole records and faults into the batch, and stops early when that is full.
  mutating func scan(_ batch: RecordBatch) -> ScanResult
  /// Looks at what is left when nothing more comes, and says whose end is missing.
  ///
  /// What is cut by `broken` is made part of that fault. Gives the reason if the member did not end well.
  mutating func finish(_ batch: RecordBatch, broken: StreamBreak?) -> DropReason?
  /// Follows the bytes, which have moved `distance` towards the front.
  mutating func shift(by distance: Int)
}

enum ScanResult {
  case needsInput
  case batchIsFull
}

/// Where in a member's text a splitter is, and how faults there are called.
struct TextPlace {
  let archive: String
  let memberName: String
  let member: Int
  let isInContainer: Bool
  let recordBytes: Int
  /// The row of the next record.
  var row = 0
  /// The line of the next byte.
  var line = 1
  /// The offset in the text of what stands at 0 in the buffer.
  var origin: Int

  /// Adds a record.
  mutating func emit(_ range: Range<Int>, line: Int, to batch: RecordBatch) {
    batch.records.append(
      RawRecord(member: member, row: row, line: line, byte: origin + range.lowerBound, range: range))
    row += 1
  }

  /// Adds a fault that stands for a record.
  mutating func reject(_ lost: LostRecord, _ reason: DropReason, _ detail: String, to batch: RecordBatch) {
    batch.faults.append(fault(reason, scope: .record, detail: detail, lost: lost))
    row += 1
  }

  /// Adds a fault that concerns all that is left of the member.
  func end(_ reason: DropReason, _ detail: String, code: Int? = nil, lost: LostRecord?, to batch: RecordBatch) {
    let scope: ReadingFault.Scope = isInContainer && reason != .expandsTooMuch ? .member : .archive
    batch.faults.append(fault(reason, scope: scope, detail: detail, code: code, lost: lost))
  }

  /// What is known of a record before it is given up.
  func lost(from start: Int, to end: Int, line: Int, in batch: RecordBatch) -> LostRecord {
    let shown = UnsafeRawBufferPointer(start: batch.base + start, count: min(end - start, ReadingFault.headBytes))
    return LostRecord(line: line, byte: origin + start, head: Array(shown))
  }

  private func fault(
    _ reason: DropReason, scope: ReadingFault.Scope, detail: String, code: Int? = nil, lost: LostRecord?
  ) -> ReadingFault {
    ReadingFault(
      reason: reason, scope: scope, archive: archive, memberName: memberName, member: member,
      row: lost == nil ? nil : row, line: lost?.line, byte: lost?.byte, engineCode: code, detail: detail,
      head: lost?.head ?? [])
  }
}

/// A record of which only the place and the first bytes are kept.
struct LostRecord {
  let line: Int
  let byte: Int
  let head: [UInt8]
}

extension UnsafeMutableRawPointer {
  /// The place of the first such byte in `start ..< end`, or `end`.
  @inline(__always)
  func firstPlace(of byte: UInt8, from start: Int, to end: Int) -> Int {
    guard start < end, let found = memchr(self + start, Int32(byte), end - start) else { return end }
    return UnsafeRawPointer(found) - UnsafeRawPointer(self)
  }

  @inline(__always)
  subscript(place: Int) -> UInt8 { load(fromByteOffset: place, as: UInt8.self) }
}
