/// Whole numbers by their differences, in blocks of miniblocks that are bit-packed each with its own width.
///
/// Source: apache/parquet-format, Encodings.md "Delta Encoding (DELTA_BINARY_PACKED = 5)". Nothing is unpacked before
/// it is asked for, so that no count in the page makes memory grow.
struct DeltaNumbers {
  private var cursor: ByteCursor
  private let miniblocksPerBlock: Int
  private let valuesPerMiniblock: Int
  /// Values not given yet.
  private(set) var left: Int
  private var last: Int64
  private var isAtFirst = true
  private var minimum: Int64 = 0
  private var widths = UnsafeRawBufferPointer(start: nil, count: 0)
  private var miniblock: Int
  private var packed = BitReader(UnsafeRawBufferPointer(start: nil, count: 0), bitWidth: 0)
  private var packedLeft = 0

  init(_ bytes: UnsafeRawBufferPointer) throws(PageFault) {
    cursor = ByteCursor(bytes)
    let blockSize = try cursor.varint()
    let miniblocks = try cursor.varint()
    let total = try cursor.varint()
    last = try cursor.zigzag()
    guard miniblocks > 0, blockSize > 0, blockSize <= 1 << 31, miniblocks <= blockSize, blockSize % miniblocks == 0,
      (blockSize / miniblocks) % 8 == 0, total <= 1 << 31
    else { throw .corrupt("a delta page of an absurd layout") }
    miniblocksPerBlock = Int(miniblocks)
    valuesPerMiniblock = Int(blockSize / miniblocks)
    left = Int(total)
    miniblock = miniblocksPerBlock
  }

  @inline(__always)
  mutating func next() throws(PageFault) -> Int64 {
    guard left > 0 else { throw ByteCursor.tooShort }
    if isAtFirst {
      isAtFirst = false
    } else {
      if packedLeft == 0 { try startMiniblock() }
      packedLeft &-= 1
      last = last &+ minimum &+ Int64(bitPattern: packed.next())
    }
    left &-= 1
    return last
  }

  /// The offset in the bytes at which the numbers end, whatever has been read of them. Cost: the count of miniblocks.
  func end() throws(PageFault) -> Int {
    var walker = self
    if walker.isAtFirst, walker.left > 0 { _ = try walker.next() }
    walker.left -= min(walker.left, walker.packedLeft)
    while walker.left > 0 {
      try walker.startMiniblock()
      walker.left -= min(walker.left, walker.packedLeft)
    }
    return walker.cursor.offset
  }

  private mutating func startMiniblock() throws(PageFault) {
    if miniblock == miniblocksPerBlock {
      minimum = try cursor.zigzag()
      widths = try cursor.take(miniblocksPerBlock)
      miniblock = 0
    }
    let width = Int(widths[miniblock])
    guard width <= 64 else { throw .corrupt("differences of more than 64 bits") }
    miniblock += 1
    // At most 2^31 values of 64 bits: no overflow.
    packed = BitReader(try cursor.take(valuesPerMiniblock / 8 * width), bitWidth: width)
    packedLeft = valuesPerMiniblock
  }
}

/// `DELTA_BINARY_PACKED` values.
final class DeltaDecoder: ValueDecoder {
  private var numbers: DeltaNumbers
  private let scratch: ValueScratch
  private let width: Int

  /// `width` is 4 or 8.
  init(_ bytes: UnsafeRawBufferPointer, width: Int) throws(PageFault) {
    numbers = try DeltaNumbers(bytes)
    self.width = width
    scratch = ValueScratch(8)
  }

  func next() throws(PageFault) -> UnsafeRawBufferPointer {
    scratch.memory.storeBytes(of: try numbers.next().littleEndian, as: Int64.self)
    return UnsafeRawBufferPointer(rebasing: scratch.bytes[..<width])
  }
}

/// `DELTA_LENGTH_BYTE_ARRAY`: all lengths, then all bytes.
final class DeltaLengthDecoder: ValueDecoder {
  private var lengths: DeltaNumbers
  private var data: ByteCursor

  init(_ bytes: UnsafeRawBufferPointer) throws(PageFault) {
    lengths = try DeltaNumbers(bytes)
    data = ByteCursor(UnsafeRawBufferPointer(rebasing: bytes[(try lengths.end())...]))
  }

  func next() throws(PageFault) -> UnsafeRawBufferPointer { try data.take(Int(try lengths.next())) }
}

/// `DELTA_BYTE_ARRAY`: how much each value shares with the start of the one before, and what follows.
final class DeltaBytesDecoder: ValueDecoder {
  private var prefixes: DeltaNumbers
  private let suffixes: DeltaLengthDecoder
  private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var count = 0
  private let width: Int?

  /// `width` is the length that all values must have, where there is one.
  init(_ bytes: UnsafeRawBufferPointer, width: Int?) throws(PageFault) {
    self.width = width
    prefixes = try DeltaNumbers(bytes)
    suffixes = try DeltaLengthDecoder(UnsafeRawBufferPointer(rebasing: bytes[(try prefixes.end())...]))
  }

  deinit { memory.deallocate() }

  func next() throws(PageFault) -> UnsafeRawBufferPointer {
    let shared = try prefixes.next()
    guard shared >= 0, shared <= count else { throw .corrupt("a value shares more than there is") }
    let suffix = try suffixes.next()
    count = Int(shared) + suffix.count
    if let width, count != width { throw .corrupt("a value has another length than its column") }
    makeRoom()
    UnsafeMutableRawBufferPointer(rebasing: memory[Int(shared)...]).copyMemory(from: suffix)
    return UnsafeRawBufferPointer(rebasing: memory[..<count])
  }

  /// No value is longer than all suffixes together, so that a page bounds it.
  private func makeRoom() {
    guard count > memory.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: count * 2, alignment: 8)
    larger.copyMemory(from: UnsafeRawBufferPointer(memory))
    memory.deallocate()
    memory = larger
  }
}
