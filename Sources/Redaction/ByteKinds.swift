/// Kinds of bytes of folded text (`FoldedText`).
extension UInt8 {
  /// Stands for a letter beyond ASCII, of a script that sets spaces between words, or for a mark on one.
  static let spacedLetter: UInt8 = 0x80
  /// Stands for a letter of a script without spaces between words, or with glued particles (Korean).
  static let unspacedLetter: UInt8 = 0x81
  /// Stands for any other character beyond ASCII.
  static let otherCharacter: UInt8 = 0x82
  /// Stands for text that is replaced, or is a placeholder already.
  static let taken: UInt8 = 0x83

  var isDigit: Bool { self &- 0x30 < 10 }
  var digitValue: Int { Int(self &- 0x30) }
  var isCapital: Bool { self &- 0x41 < 26 }
  var isSmall: Bool { self &- 0x61 < 26 }
  /// A letter of ASCII.
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isAlphanumeric: Bool { isLetter || isDigit }
  /// A letter or digit of ASCII, or `_`.
  var isWord: Bool { isAlphanumeric || self == UInt8(ascii: "_") }
  /// A character of tokens and of base64 for URLs.
  var isToken: Bool { isWord || self == UInt8(ascii: "-") }
  var isHex: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
  /// A character of base64.
  var isBase64: Bool { isAlphanumeric || isOne(of: "+/=") }
  /// Space, tab, line feed or carriage return.
  var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
  var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") || self == UInt8(ascii: "`") }
  /// The small letter of a letter of ASCII; anything else stays.
  var lowered: UInt8 { isCapital ? self | 0x20 : self }
  /// What a letter or digit of hexadecimal is worth.
  var hexValue: Int { isDigit ? digitValue : Int((self | 0x20) &- 0x57) }
  /// Whether it is one of the characters of `set`.
  func isOne(of set: StaticString) -> Bool {
    set.withUTF8Buffer { $0.contains(self) }
  }
}
