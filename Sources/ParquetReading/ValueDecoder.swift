/// Gives the values of one page that are not null, one after another, as the bytes that the plain encoding has for
/// them; a boolean is a byte of 0 or 1.
protocol ValueDecoder: AnyObject {
  /// The next value; valid until the next call. Asking for more than there are is a fault of the page.
  func next() throws(PageFault) -> UnsafeRawBufferPointer
}

/// Room for one value that does not lie in the page as such.
struct ValueScratch: ~Copyable {
  let memory: UnsafeMutableRawBufferPointer

  init(_ byteCount: Int) { memory = .allocate(byteCount: byteCount, alignment: 8) }

  deinit { memory.deallocate() }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory) }
}

/// `PLAIN` values of one width.
final class PlainFixedDecoder: ValueDecoder {
  private var cursor: ByteCursor
  private let width: Int

  init(_ bytes: UnsafeRawBufferPointer, width: Int) {
    cursor = ByteCursor(bytes)
    self.width = width
  }

  func next() throws(PageFault) -> UnsafeRawBufferPointer { try cursor.take(width) }
}

/// `PLAIN` byte arrays, each behind its length.
final class PlainBytesDecoder: ValueDecoder {
  private var cursor: ByteCursor

  init(_ bytes: UnsafeRawBufferPointer) { cursor = ByteCursor(bytes) }

  func next() throws(PageFault) -> UnsafeRawBufferPointer { try cursor.prefixed() }
}

/// `PLAIN` booleans, a bit each.
final class PlainBooleanDecoder: ValueDecoder {
  private var bits: BitReader
  private var left: Int
  private let scratch = ValueScratch(1)

  init(_ bytes: UnsafeRawBufferPointer) {
    bits = BitReader(bytes, bitWidth: 1)
    left = bits.valueCount
  }

  func next() throws(PageFault) -> UnsafeRawBufferPointer {
    guard left > 0 else { throw ByteCursor.tooShort }
    left -= 1
    scratch.memory[0] = UInt8(bits.next())
    return scratch.bytes
  }
}

/// `RLE` booleans: a length of four bytes, then runs.
final class RunBooleanDecoder: ValueDecoder {
  private var runs: HybridDecoder
  private let scratch = ValueScratch(1)

  init(_ bytes: UnsafeRawBufferPointer) throws(PageFault) {
    var cursor = ByteCursor(bytes)
    runs = try HybridDecoder(try cursor.prefixed(), bitWidth: 1)
  }

  func next() throws(PageFault) -> UnsafeRawBufferPointer {
    guard try runs.decode(into: scratch.memory.bindMemory(to: UInt8.self)) == 1 else { throw ByteCursor.tooShort }
    scratch.memory[0] &= 1
    return scratch.bytes
  }
}

/// `BYTE_STREAM_SPLIT`: the first bytes of all values, then the second bytes, and so on.
final class SplitStreamDecoder: ValueDecoder {
  private let bytes: UnsafeRawBufferPointer
  private let width: Int
  private let valueCount: Int
  private var index = 0
  private let scratch: ValueScratch

  init(_ bytes: UnsafeRawBufferPointer, width: Int) throws(PageFault) {
    guard bytes.count % width == 0 else { throw .corrupt("split streams of unequal lengths") }
    self.bytes = bytes
    self.width = width
    valueCount = bytes.count / width
    scratch = ValueScratch(width)
  }

  func next() throws(PageFault) -> UnsafeRawBufferPointer {
    guard index < valueCount else { throw ByteCursor.tooShort }
    for part in 0..<width { scratch.memory[part] = bytes[part * valueCount + index] }
    index += 1
    return scratch.bytes
  }
}
