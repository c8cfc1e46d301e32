/// Whether bytes are UTF-8, as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
  static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index &+= 1
      } else {
        guard let end = endOfWideRun(bytes, from: index) else { return false }
        index = end
      }
    }
    return true
  }

  /// Where the run of characters beyond ASCII ends that starts at `start`; nil where one of them is broken.
  static func endOfWideRun(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      let lead = bytes[index]
      if lead < 0x80 { return index }
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      guard lead >= 0xC2, lead <= 0xF4, index &+ length <= bytes.count, isSecond(bytes[index &+ 1], after: lead) else {
        return nil
      }
      if length > 2, bytes[index &+ 2] & 0xC0 != 0x80 { return nil }
      if length > 3, bytes[index &+ 3] & 0xC0 != 0x80 { return nil }
      index &+= length
    }
    return index
  }

  @inline(__always)
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
