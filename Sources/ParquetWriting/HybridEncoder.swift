/// Writes small numbers in runs and bit-packed groups: levels and dictionary indices.
///
/// Eight equal numbers in a row begin a run; what lies between runs is packed in groups of eight. The last group is
/// filled up with zeros, which readers, who know how many numbers there are, pass over.
///
/// Source: apache/parquet-format, Encodings.md "Run Length Encoding / Bit-Packing Hybrid".
struct HybridEncoder {
  /// As many groups as one byte of head can count.
  private static let groupsInARun = 63

  private let target: ByteBuffer
  private let bitWidth: Int
  /// Numbers that wait for their group to be full; all equal while `repeats` is counted beyond them.
  private var waiting: [UInt32] = []
  private var last: UInt32 = 0
  private var repeats = 0
  /// Where the head of the packed run that is being written stands, and how many groups it has.
  private var packedHead: Int?
  private var groups = 0

  /// The width must be between 0 and 32; every number must fit in it.
  init(into target: ByteBuffer, bitWidth: Int) {
    self.target = target
    self.bitWidth = bitWidth
    waiting.reserveCapacity(8)
  }

  /// How many bits a number takes.
  static func bitWidth(of largest: Int) -> Int { Int.bitWidth - largest.leadingZeroBitCount }

  @inline(__always)
  mutating func append(_ value: UInt32) {
    if value == last {
      repeats += 1
      if repeats >= 8 { return }
    } else {
      if repeats >= 8 { writeRun() }
      last = value
      repeats = 1
    }
    waiting.append(value)
    if waiting.count == 8 { writeGroup() }
  }

  mutating func append(_ value: UInt32, count: Int) {
    var left = count
    while left > 0 {
      if repeats >= 8, value == last {
        repeats += left
        return
      }
      append(value)
      left -= 1
    }
  }

  /// Writes what waits; the encoder is not used any more then.
  mutating func finish() {
    if repeats >= 8 {
      writeRun()
    } else if !waiting.isEmpty {
      while waiting.count < 8 { waiting.append(0) }
      writeGroup()
    }
    endPackedRun()
  }

  private mutating func writeRun() {
    endPackedRun()
    Varint.append(UInt64(repeats) << 1, to: target)
    for index in 0..<(bitWidth + 7) / 8 { target.append(UInt8(truncatingIfNeeded: last >> (8 * UInt32(index)))) }
    repeats = 0
    waiting.removeAll(keepingCapacity: true)
  }

  private mutating func writeGroup() {
    if packedHead == nil {
      packedHead = target.count
      target.append(UInt8(0))
    }
    var bits: UInt64 = 0
    var held = 0
    for value in waiting {
      bits |= UInt64(value) << UInt64(held)
      held += bitWidth
      while held >= 8 {
        target.append(UInt8(truncatingIfNeeded: bits))
        bits >>= 8
        held -= 8
      }
    }
    waiting.removeAll(keepingCapacity: true)
    // What is packed can't be counted as a run any more.
    repeats = 0
    groups += 1
    if groups == Self.groupsInARun { endPackedRun() }
  }

  private mutating func endPackedRun() {
    guard let head = packedHead else { return }
    target.replace(at: head, with: UInt8(groups << 1 | 1))
    packedHead = nil
    groups = 0
  }
}

/// Unsigned LEB128.
enum Varint {
  static func append(_ value: UInt64, to target: ByteBuffer) {
    var rest = value
    while rest >= 0x80 {
      target.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    target.append(UInt8(rest))
  }
}
