internal import Glibc

/// Bytes that grow at their end; what was appended lies in one piece.
///
/// Memory is kept when the content goes, because the next row group needs as much again.
final class ByteBuffer {
  private(set) var count = 0
  private var base: UnsafeMutableRawPointer
  private var capacity: Int

  init(capacity: Int = 256) {
    self.capacity = max(16, capacity)
    base = Self.resized(nil, to: self.capacity)
  }

  deinit { free(base) }

  /// What was appended, valid until the next change.
  var contents: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// A part of what was appended, valid until the next change.
  func part(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: contents[range])
  }

  @inline(__always)
  func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    memcpy(base + count, start, bytes.count)
    count &+= bytes.count
  }

  /// Appends a number, its lowest byte first.
  @inline(__always)
  func append(_ number: some FixedWidthInteger) {
    let width = number.bitWidth / 8
    reserve(width)
    (base + count).storeBytes(of: number.littleEndian, as: type(of: number))
    count &+= width
  }

  /// Appends what `fill` writes into as many free bytes as asked for; it tells how many it wrote.
  func append(atMost room: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int) {
    reserve(room)
    count += fill(UnsafeMutableRawBufferPointer(start: base + count, count: room))
  }

  /// Puts a number where others were appended before, its lowest byte first.
  func replace(at offset: Int, with number: some FixedWidthInteger) {
    precondition(offset >= 0 && offset + number.bitWidth / 8 <= count, "a number is put where bytes are")
    (base + offset).storeBytes(of: number.littleEndian, as: type(of: number))
  }

  /// The number at an offset, its lowest byte first.
  @inline(__always)
  func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
    assert(offset >= 0 && offset + Number.bitWidth / 8 <= count, "a number is read where bytes are")
    return Number(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: type))
  }

  func removeAll() { count = 0 }

  /// Takes away what lies behind an offset.
  func truncate(to offset: Int) {
    precondition((0...count).contains(offset), "a buffer is cut within its bytes")
    count = offset
  }

  @inline(__always)
  private func reserve(_ more: Int) {
    if count &+ more > capacity { grow(by: more) }
  }

  @inline(never)
  private func grow(by more: Int) {
    capacity = max(capacity * 2, count + more)
    base = Self.resized(base, to: capacity)
  }

  // `realloc` moves pages of large buffers instead of copying them.
  private static func resized(_ old: UnsafeMutableRawPointer?, to capacity: Int) -> UnsafeMutableRawPointer {
    guard let new = realloc(old, capacity) else { preconditionFailure("no memory for \(capacity) bytes") }
    return new
  }
}
