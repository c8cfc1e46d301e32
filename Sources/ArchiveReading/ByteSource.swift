import Records

/// Why a stream of bytes ended early. Whoever reads it knows the place and makes a `ReadingFault` of it.
struct StreamBreak: Error {
  let reason: DropReason
  var engineCode: Int?
  let detail: String
}

/// Bytes to be pulled. One thread at a time.
protocol ByteSource: AnyObject {
  /// Puts bytes at the start of the buffer and gives their number: at least one, or zero at the end.
  ///
  /// Throws only when it has nothing else to give: all that was decoded before a break comes first.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamBreak) -> Int
  /// Passes over at most `count` bytes if that is cheaper than to read them; gives how many were passed over.
  func skip(_ count: Int) -> Int
  /// Whether `seek` works.
  var isSeekable: Bool { get }
  /// Goes to another place, as `lseek` does; nil if that failed.
  func seek(to offset: Int, whence: Int32) -> Int?
}

extension ByteSource {
  func skip(_ count: Int) -> Int { 0 }
  var isSeekable: Bool { false }
  func seek(to offset: Int, whence: Int32) -> Int? { nil }
}

/// What reading an archive has cost so far, over all its layers.
final class ReadingMeter {
  /// Bytes taken from disk.
  var bytesRead = 0
  /// Bytes of text that reached the splitters.
  var bytesOfText = 0
  /// Bytes that came out of all decoders, the outer ones among them.
  private var bytesDecoded = 0
  private let limits: ReadingLimits

  init(limits: ReadingLimits) { self.limits = limits }

  /// Counts what a decoder gave, and stops a decompression bomb.
  func decoded(_ count: Int) throws(StreamBreak) {
    bytesDecoded += count
    guard bytesDecoded > limits.expandedBytesAllowed, bytesDecoded / max(bytesRead, 1) > limits.expansionRatio else {
      return
    }
    throw StreamBreak(
      reason: .expandsTooMuch, detail: "\(bytesDecoded) bytes came out of \(bytesRead), a decompression bomb")
  }
}

/// A block of memory between two layers, filled by one and eaten by the other.
struct InputBlock: ~Copyable {
  let memory: UnsafeMutableRawBufferPointer
  private(set) var bytes: UnsafeRawBufferPointer
  /// Whether the source has said that there is no more.
  private(set) var isLast = false

  init(capacity: Int) {
    memory = .allocate(byteCount: capacity, alignment: 64)
    bytes = UnsafeRawBufferPointer(start: memory.baseAddress, count: 0)
  }

  deinit { memory.deallocate() }

  /// Takes the next block if the present one is eaten up.
  mutating func refill(from source: any ByteSource) throws(StreamBreak) {
    guard bytes.isEmpty, !isLast else { return }
    let count = try source.read(into: memory)
    isLast = count == 0
    bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[..<count])
  }

  mutating func eat(_ count: Int) { bytes = UnsafeRawBufferPointer(rebasing: bytes[count...]) }
}
