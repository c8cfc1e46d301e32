import Glibc

/// Memory that JSON is written into; one row after another, or one at a time between `clear` calls.
public final class JSONSink {
  /// How many bytes are readable behind what was written, for parsers that read in wide steps.
  public static let paddingBytes = 64

  public private(set) var count = 0
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int

  public init(capacity: Int = 64 << 10) {
    self.capacity = max(capacity, 64)
    memory = Self.allocate(self.capacity)
  }

  deinit { memory.deallocate() }

  /// What was written; valid until the sink is written to or cleared.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

  public func clear() { count = 0 }

  /// Forgets all but the first `count` bytes.
  public func truncate(to count: Int) {
    precondition(count <= self.count, "a sink can't be truncated to more than it holds")
    self.count = count
  }

  @inline(__always)
  func append(_ byte: UInt8) {
    reserve(1)
    memory[count] = byte
    count &+= 1
  }

  func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    reserve(bytes.count)
    memcpy(memory + count, start, bytes.count)
    count &+= bytes.count
  }

  func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0) } }

  func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// A whole number; shorter than `text` makes it.
  func append(number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(number: number.magnitude, digits: 1)
  }

  /// A whole number with zeros before it up to so many digits.
  func append(number: UInt64, digits: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      var start = 20
      var rest = number
      while rest > 0 || 20 - start < min(digits, 20) {
        start -= 1
        buffer[start] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[start...])))
    }
  }

  /// A JSON string; nothing is written and false given where the bytes are not UTF-8.
  func appendString(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let start = count
    append(UInt8(ascii: "\""))
    guard appendEscaped(bytes) else {
      count = start
      return false
    }
    append(UInt8(ascii: "\""))
    return true
  }

  func appendString(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBytes { appendString($0) } }

  /// Eight bytes at a time as long as they need no look: a plain ASCII text costs little more than a copy.
  private func appendEscaped(_ bytes: UnsafeRawBufferPointer) -> Bool {
    // Only what is escaped takes more room than it had; that is made where it is met.
    reserve(bytes.count + 8)
    var index = 0
    while index < bytes.count {
      index = copyPlain(bytes, from: index)
      guard index < bytes.count else { return true }
      let byte = bytes[index]
      if byte >= 0x80 {
        let end = UTF8Check.endOfWideRun(bytes, from: index)
        guard let end else { return false }
        append(UnsafeRawBufferPointer(rebasing: bytes[index..<end]))
        index = end
      } else {
        appendEscape(byte)
        index += 1
      }
      reserve(bytes.count - index + 8)
    }
    return true
  }

  /// Copies bytes up to the first that is not ASCII or must be escaped, and gives its index. There must be room for
  /// the rest of the bytes and 8 more.
  private func copyPlain(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      UnsafeMutableRawPointer(memory + count).storeBytes(of: word.littleEndian, as: UInt64.self)
      let special = Self.special(word)
      if special != 0 {
        let plain = special.trailingZeroBitCount >> 3
        count &+= plain
        return index &+ plain
      }
      count &+= 8
      index &+= 8
    }
    while index < bytes.count, Self.isPlain(bytes[index]) {
      memory[count] = bytes[index]
      count &+= 1
      index &+= 1
    }
    return index
  }

  /// A word whose lowest set bit lies in the first byte that is below 0x20, above 0x7F, a quote or a backslash.
  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* 0x22)
    let slashes = word ^ (ones &* 0x5C)
    let below = (word &- ones &* 0x20) | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
    return (below | word) & (ones &* 0x80)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private func appendEscape(_ byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0D: append(UInt8(ascii: "r"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x08: append(UInt8(ascii: "b"))
    case 0x0C: append(UInt8(ascii: "f"))
    default:
      append("u00")
      append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
      append(Self.hexadecimal[Int(byte & 15)])
    }
  }

  static let hexadecimal = Array("0123456789abcdef".utf8)

  @inline(__always)
  private func reserve(_ more: Int) {
    if more > capacity &- count { grow(more) }
  }

  private func grow(_ more: Int) {
    let larger = max(capacity * 2, count + more)
    let moved = Self.allocate(larger)
    memcpy(moved, memory, count)
    memory.deallocate()
    memory = moved
    capacity = larger
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    .allocate(capacity: capacity + paddingBytes)
  }
}
