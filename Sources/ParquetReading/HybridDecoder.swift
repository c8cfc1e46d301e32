/// Small numbers in runs and bit-packed groups: levels, dictionary indices and booleans.
///
/// Source: apache/parquet-format, Encodings.md "Run Length Encoding / Bit-Packing Hybrid".
struct HybridDecoder {
  private var cursor: ByteCursor
  private let bitWidth: Int
  private var runLeft = 0
  private var runValue: UInt32 = 0
  private var packed = BitReader(UnsafeRawBufferPointer(start: nil, count: 0), bitWidth: 0)
  private var packedLeft = 0

  init(_ bytes: UnsafeRawBufferPointer, bitWidth: Int) throws(PageFault) {
    guard (0...32).contains(bitWidth) else { throw .corrupt("numbers of more than 32 bits") }
    cursor = ByteCursor(bytes)
    self.bitWidth = bitWidth
  }

  /// Fills the front of the buffer and gives how many there were; fewer than asked for only at the end.
  mutating func decode<Number: FixedWidthInteger>(
    into buffer: UnsafeMutableBufferPointer<Number>
  ) throws(PageFault) -> Int {
    var filled = 0
    while filled < buffer.count {
      if runLeft > 0 {
        let step = min(runLeft, buffer.count - filled)
        UnsafeMutableBufferPointer(rebasing: buffer[filled..<filled + step])
          .update(repeating: Number(truncatingIfNeeded: runValue))
        runLeft -= step
        filled += step
      } else if packedLeft > 0 {
        let step = min(packedLeft, buffer.count - filled)
        for index in filled..<filled + step { buffer[index] = Number(truncatingIfNeeded: packed.next()) }
        packedLeft -= step
        filled += step
      } else if cursor.isAtEnd {
        break
      } else {
        try startRun()
      }
    }
    return filled
  }

  private mutating func startRun() throws(PageFault) {
    let head = try cursor.varint()
    let count = Int(head >> 1)
    if head & 1 == 0 {
      var value: UInt32 = 0
      for index in 0..<(bitWidth + 7) / 8 { value |= UInt32(try cursor.byte()) << (8 * UInt32(index)) }
      runValue = value
      runLeft = count
    } else {
      let (values, isTooMuch) = count.multipliedReportingOverflow(by: 8)
      let (byteCount, isTooLong) = count.multipliedReportingOverflow(by: bitWidth)
      guard !isTooMuch, !isTooLong else { throw .corrupt("a run of an absurd length") }
      // Some writers leave out what pads the last group.
      let bytes = try cursor.take(min(byteCount, cursor.remaining))
      packed = BitReader(bytes, bitWidth: bitWidth)
      packedLeft = min(values, packed.valueCount)
    }
  }
}

/// Numbers of a fixed width in bits, the lowest bit first.
struct BitReader {
  private let bytes: UnsafeRawBufferPointer
  private let bitWidth: Int
  private let mask: UInt64
  private var bit = 0

  /// The width must be between 0 and 64.
  init(_ bytes: UnsafeRawBufferPointer, bitWidth: Int) {
    self.bytes = bytes
    self.bitWidth = bitWidth
    mask = bitWidth == 64 ? .max : (1 << UInt64(bitWidth)) &- 1
  }

  /// How many numbers the bytes hold in all.
  var valueCount: Int { bitWidth == 0 ? Int.max : bytes.count * 8 / bitWidth }

  /// The next number; the caller asks for no more than there are.
  @inline(__always)
  mutating func next() -> UInt64 {
    let offset = bit >> 3
    let shift = UInt64(bit & 7)
    bit &+= bitWidth
    if offset &+ 8 < bytes.count {
      let low = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) >> shift
      let high = shift == 0 ? 0 : UInt64(bytes[offset &+ 8]) << (64 &- shift)
      return (low | high) & mask
    }
    return slow(offset, shift)
  }

  private func slow(_ offset: Int, _ shift: UInt64) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<9 where offset + index < bytes.count {
      let byte = UInt64(bytes[offset + index])
      let place = Int64(8 * index) - Int64(shift)
      value |= place >= 0 ? byte << UInt64(place) : byte >> UInt64(-place)
    }
    return value & mask
  }
}
