internal import Glibc

/// Rows of JSON Lines under construction, as bytes.
///
/// A row is begun, given its fields in the table's order, and ended; nothing is made a `String` on the way. One buffer
/// serves one thread.
public final class RowBuffer {
  private var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  public private(set) var count = 0
  /// How many rows were ended.
  public private(set) var rows = 0
  private var needsComma = false

  public init(capacity: Int = 64 * 1024) {
    self.capacity = max(64, capacity)
    bytes = .allocate(capacity: self.capacity)
  }

  deinit { bytes.deallocate() }

  /// What was written, valid until the next change.
  public var contents: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: bytes, count: count) }

  public func removeAll() {
    (count, rows, needsComma) = (0, 0, false)
  }

  // MARK: Rows

  public func beginRow() {
    put("{")
    needsComma = false
  }

  public func endRow() {
    put("}\n")
    rows += 1
  }

  /// A whole row that was written before: one JSON object without a newline.
  public func append(row: String) {
    var row = row
    row.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    put("\n")
    rows += 1
  }

  public func field(_ name: StaticString, _ text: UnsafeRawBufferPointer) {
    key(name)
    string(text)
  }

  public func field(_ name: StaticString, _ text: String) {
    key(name)
    string(text)
  }

  /// A field whose name is known only at run time; it must need no escapes.
  public func field(named name: String, _ text: String) {
    if needsComma { put(",") }
    needsComma = true
    string(name)
    put(":")
    string(text)
  }

  public func field(_ name: StaticString, _ number: Int) {
    key(name)
    integer(number)
  }

  public func field(_ name: StaticString, _ truth: Bool) {
    key(name)
    put(truth ? "true" : "false")
  }

  /// A probability, written with four decimals.
  public func field(_ name: StaticString, probability: Double) {
    key(name)
    let scaled = Int((min(1, max(0, probability)) * 10_000).rounded())
    integer(scaled / 10_000)
    put(".")
    var divisor = 1000
    while divisor > 0 {
      byte(UInt8(ascii: "0") + UInt8(scaled / divisor % 10))
      divisor /= 10
    }
  }

  public func field(_ name: StaticString, list texts: [String]) {
    key(name)
    put("[")
    for (number, text) in texts.enumerated() {
      if number > 0 { put(",") }
      string(text)
    }
    put("]")
  }

  /// The fields that another buffer was given outside of any row.
  public func fields(of other: RowBuffer) {
    if other.count == 0 { return }
    if needsComma { put(",") }
    needsComma = true
    append(other.contents)
  }

  /// A list of messages.
  public func messages(_ name: StaticString, _ body: () -> Void) {
    key(name)
    put("[")
    needsComma = false
    body()
    put("]")
    needsComma = true
  }

  /// One message inside `messages`.
  public func message(role: String, content: UnsafeRawBufferPointer) {
    if needsComma { put(",") }
    put("{\"role\":")
    string(role)
    put(",\"content\":")
    string(content)
    put("}")
    needsComma = true
  }

  // MARK: Values

  private func key(_ name: StaticString) {
    let length = name.utf8CodeUnitCount
    reserve(length + 4)
    if needsComma { byte(UInt8(ascii: ",")) }
    needsComma = true
    byte(UInt8(ascii: "\""))
    memcpy(bytes + count, name.utf8Start, length)
    count += length
    byte(UInt8(ascii: "\""))
    byte(UInt8(ascii: ":"))
  }

  private func string(_ text: String) {
    var text = text
    text.withUTF8 { string(UnsafeRawBufferPointer($0)) }
  }

  /// A JSON string of UTF-8 bytes: runs that need no escape are copied whole.
  private func string(_ text: UnsafeRawBufferPointer) {
    reserve(text.count + 2)
    bytes[count] = UInt8(ascii: "\"")
    count += 1
    var from = 0
    while from < text.count {
      let stop = Self.firstEscaped(in: text, from: from)
      append(UnsafeRawBufferPointer(rebasing: text[from..<stop]))
      if stop < text.count { escape(text[stop]) }
      from = stop + 1
    }
    byte(UInt8(ascii: "\""))
  }

  private func escape(_ character: UInt8) {
    switch character {
    case UInt8(ascii: "\""): put("\\\"")
    case UInt8(ascii: "\\"): put("\\\\")
    case UInt8(ascii: "\n"): put("\\n")
    case UInt8(ascii: "\r"): put("\\r")
    case UInt8(ascii: "\t"): put("\\t")
    default:
      put("\\u00")
      let digits: StaticString = "0123456789abcdef"
      byte(digits.utf8Start[Int(character >> 4)])
      byte(digits.utf8Start[Int(character & 15)])
    }
  }

  /// The first byte at or behind `from` that JSON wants escaped (`"`, `\`, below 0x20), eight bytes at a time.
  private static func firstEscaped(in text: UnsafeRawBufferPointer, from: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var at = from
    while at + 8 <= text.count {
      let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let slash = word ^ (ones &* 0x5C)
      let found = ((quote &- ones) & ~quote) | ((slash &- ones) & ~slash) | ((word &- (ones &* 0x20)) & ~word)
      let marked = found & highs
      if marked != 0 { return at + marked.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < text.count, text[at] >= 0x20, text[at] != 0x22, text[at] != 0x5C { at += 1 }
    return at
  }

  private func integer(_ number: Int) {
    if number < 0 { byte(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var digits = 1
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    reserve(digits)
    rest = number.magnitude
    for place in stride(from: count + digits - 1, through: count, by: -1) {
      bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += digits
  }

  // MARK: Bytes

  private func put(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private func byte(_ value: UInt8) {
    reserve(1)
    bytes[count] = value
    count += 1
  }

  private func append(_ text: UnsafeRawBufferPointer) {
    guard let start = text.baseAddress, text.count > 0 else { return }
    reserve(text.count)
    memcpy(bytes + count, start, text.count)
    count += text.count
  }

  private func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    memcpy(larger, bytes, count)
    bytes.deallocate()
    bytes = larger
  }
}
