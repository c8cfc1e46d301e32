import Glibc
import Records

/// JSON Lines: every line that is not blank is a record, whatever stands in it.
struct LineSplitter: RecordSplitter {
  var text: TextPlace
  private var start: Int
  private var scanned: Int
  /// The line that is being read over, because it is too long.
  private var lost: LostRecord?

  init(_ text: TextPlace, at start: Int) {
    self.text = text
    self.start = start
    scanned = start
  }

  var keepFrom: Int { start }

  mutating func scan(_ batch: RecordBatch) -> ScanResult {
    let base = batch.base
    while !batch.isFull {
      scanned = base.firstPlace(of: JSONBytes.newline, from: scanned, to: batch.filled)
      guard scanned < batch.filled else {
        dropIfTooLong(batch)
        return .needsInput
      }
      endLine(batch)
      scanned += 1
      start = scanned
      text.line += 1
    }
    return .batchIsFull
  }

  mutating func finish(_ batch: RecordBatch, broken: StreamBreak?) -> DropReason? {
    guard let broken else {
      endLine(batch)
      return nil
    }
    // A line that is whole but for its newline is kept, for instance when a checksum behind it is wrong.
    let rest = UnsafeRawBufferPointer(start: batch.base + start, count: scanned - start)
    var cut = lost
    if lost == nil, JSONBalance(of: rest).isOneValue {
      endLine(batch)
    } else if lost == nil, !Self.isBlank(rest) {
      cut = text.lost(from: start, to: scanned, line: text.line, in: batch)
    }
    text.end(broken.reason, broken.detail, code: broken.engineCode, lost: cut, to: batch)
    return broken.reason
  }

  mutating func shift(by distance: Int) {
    start -= distance
    scanned -= distance
    text.origin += distance
  }

  /// Takes `start ..< scanned` as a line.
  private mutating func endLine(_ batch: RecordBatch) {
    var end = scanned
    if end > start, batch.base[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    if let lost {
      reject(lost, bytes: text.origin + end - lost.byte, to: batch)
    } else if end - start > text.recordBytes {
      reject(text.lost(from: start, to: end, line: text.line, in: batch), bytes: end - start, to: batch)
    } else if !Self.isBlank(UnsafeRawBufferPointer(start: batch.base + start, count: end - start)) {
      text.emit(start..<end, line: text.line, to: batch)
    }
  }

  /// Gives up the bytes of a line that is over the limit before its end was seen.
  private mutating func dropIfTooLong(_ batch: RecordBatch) {
    if lost == nil, scanned - start > text.recordBytes + 1 {
      lost = text.lost(from: start, to: scanned, line: text.line, in: batch)
    }
    // The last byte stays, for it may be the first half of a line's end.
    if lost != nil { start = max(start, scanned - 1) }
  }

  private mutating func reject(_ lost: LostRecord, bytes: Int, to batch: RecordBatch) {
    text.reject(
      lost, .recordTooLarge, "\(bytes) bytes, over the limit of \(text.recordBytes)", to: batch)
    self.lost = nil
  }

  private static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool { line.allSatisfy(JSONBytes.isSpace) }
}
