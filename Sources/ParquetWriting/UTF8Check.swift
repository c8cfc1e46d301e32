/// Whether bytes are UTF-8, as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
  static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while true {
      index = endOfASCII(bytes, from: index)
      if index == bytes.count { return true }
      guard let length = lengthOfWide(bytes, at: index) else { return false }
      index &+= length
    }
  }

  /// The first byte beyond ASCII at or behind `start`, eight bytes at a time.
  private static func endOfASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let wide = word & 0x8080_8080_8080_8080
      if wide != 0 { return index &+ wide.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < bytes.count, bytes[index] < 0x80 { index &+= 1 }
    return index
  }

  /// How many bytes the character beyond ASCII takes that starts there; nil where it is broken.
  private static func lengthOfWide(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int? {
    let lead = bytes[index]
    guard (0xC2...0xF4).contains(lead) else { return nil }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard index &+ length <= bytes.count, isSecond(bytes[index &+ 1], after: lead) else { return nil }
    if length > 2, bytes[index &+ 2] & 0xC0 != 0x80 { return nil }
    if length > 3, bytes[index &+ 3] & 0xC0 != 0x80 { return nil }
    return length
  }

  private static func isSecond(_ byte: UInt8, after lead: UInt8) -> Bool {
    switch lead {
    case 0xE0: byte >= 0xA0 && byte <= 0xBF
    case 0xED: byte >= 0x80 && byte <= 0x9F
    case 0xF0: byte >= 0x90 && byte <= 0xBF
    case 0xF4: byte >= 0x80 && byte <= 0x8F
    default: byte & 0xC0 == 0x80
    }
  }
}
