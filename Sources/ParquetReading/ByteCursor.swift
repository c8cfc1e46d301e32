/// Little-endian values read one after another from bytes, never beyond their end.
///
/// The bytes must outlive the cursor.
struct ByteCursor {
  let bytes: UnsafeRawBufferPointer
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var remaining: Int { bytes.count &- offset }
  var isAtEnd: Bool { offset == bytes.count }
  /// What has not been read.
  var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[offset...]) }

  /// The next `count` bytes.
  @inline(__always)
  mutating func take(_ count: Int) throws(PageFault) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= remaining else { throw Self.tooShort }
    let start = offset
    offset &+= count
    return UnsafeRawBufferPointer(start: bytes.baseAddress.map { $0 + start }, count: count)
  }

  @inline(__always)
  mutating func byte() throws(PageFault) -> UInt8 {
    guard offset < bytes.count else { throw Self.tooShort }
    defer { offset &+= 1 }
    return bytes[offset]
  }

  @inline(__always)
  mutating func uint32() throws(PageFault) -> UInt32 {
    guard remaining >= 4 else { throw Self.tooShort }
    defer { offset &+= 4 }
    return UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// A length of 4 bytes and as many bytes as it says.
  mutating func prefixed() throws(PageFault) -> UnsafeRawBufferPointer { try take(Int(try uint32())) }

  /// An unsigned LEB128 number of at most 64 bits.
  mutating func varint() throws(PageFault) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let part = try byte()
      guard shift < 63 || part <= 1 else { throw .corrupt("a number has more than 64 bits") }
      value |= UInt64(part & 0x7F) << shift
      if part < 0x80 { return value }
      shift += 7
      guard shift < 64 else { throw .corrupt("a number has more than 64 bits") }
    }
  }

  /// A LEB128 number whose sign is in its lowest bit.
  mutating func zigzag() throws(PageFault) -> Int64 {
    let raw = try varint()
    return Int64(bitPattern: (raw >> 1) ^ (0 &- (raw & 1)))
  }

  static let tooShort = PageFault.corrupt("the data is shorter than it says")
}
