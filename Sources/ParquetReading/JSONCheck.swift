/// Whether a text is one JSON document and nothing else (RFC 8259), so that it can stand in another one as it is.
struct JSONCheck {
  private static let depthAllowed = 128

  private let bytes: UnsafeRawBufferPointer
  private var index = 0

  /// Numbers out of range, lone surrogates in escapes and keys that occur twice pass, as RFC 8259 lets them.
  static func isDocument(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var check = JSONCheck(bytes: bytes)
    check.skipSpace()
    guard check.value(depth: 0) else { return false }
    check.skipSpace()
    return check.index == bytes.count && UTF8Check.isValid(bytes)
  }

  private init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) -> Bool {
    guard depth < Self.depthAllowed, let byte = next else { return false }
    switch byte {
    case UInt8(ascii: "{"): return members(depth: depth)
    case UInt8(ascii: "["): return elements(depth: depth)
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number()
    }
  }

  private mutating func members(depth: Int) -> Bool {
    index += 1
    skipSpace()
    if take("}") { return true }
    while true {
      skipSpace()
      guard string() else { return false }
      skipSpace()
      guard take(":") else { return false }
      skipSpace()
      guard value(depth: depth + 1) else { return false }
      skipSpace()
      if take("}") { return true }
      guard take(",") else { return false }
    }
  }

  private mutating func elements(depth: Int) -> Bool {
    index += 1
    skipSpace()
    if take("]") { return true }
    while true {
      skipSpace()
      guard value(depth: depth + 1) else { return false }
      skipSpace()
      if take("]") { return true }
      guard take(",") else { return false }
    }
  }

  private mutating func string() -> Bool {
    guard take("\"") else { return false }
    while let byte = next {
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return true
      case 0..<0x20: return false
      case UInt8(ascii: "\\"): guard escape() else { return false }
      default: break
      }
    }
    return false
  }

  private mutating func escape() -> Bool {
    guard let kind = next else { return false }
    index += 1
    switch kind {
    case UInt8(ascii: "u"):
      for _ in 0..<4 {
        guard let digit = next, Self.isHexadecimal(digit) else { return false }
        index += 1
      }
      return true
    default: return "\"\\/bfnrt".utf8.contains(kind)
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
  }

  private mutating func word(_ word: StaticString) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount {
      guard next == word.utf8Start[offset] else { return false }
      index += 1
    }
    return true
  }

  private mutating func number() -> Bool {
    _ = take("-")
    if !take("0") { guard digits() else { return false } }
    if take(".") { guard digits() else { return false } }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      return digits()
    }
    return true
  }

  private mutating func digits() -> Bool {
    let start = index
    while let byte = next, byte &- 0x30 < 10 { index += 1 }
    return index > start
  }
}
