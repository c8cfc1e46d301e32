/// One byte for each character, so that scanners for ASCII see through other forms of it.
///
/// Characters of ASCII stand for themselves. Full-width and mathematical letters, the decimal digits of every script,
/// spaces, dashes and quotation marks become those of ASCII. Everything else becomes one of the four bytes above ASCII of
/// `ByteKinds`.
enum CharacterFold {
  /// The fold of characters that are not seen: zero-width characters, marks of direction, soft hyphens, selectors.
  static let unseen: UInt8 = 0
  /// U+0000 itself, which must not be taken for unseen.
  private static let null: UInt8 = 1

  /// The folds of all characters of the basic plane.
  static let table: [UInt8] = (0..<0x1_0000).map { computed($0) }

  /// The fold of a character of whatever plane.
  static func fold(_ value: UInt32) -> UInt8 { value < 0x1_0000 ? table[Int(value)] : computed(value) }

  private static func computed(_ value: UInt32) -> UInt8 {
    if value < 0x80 { return value == 0 ? null : UInt8(value) }
    guard let scalar = Unicode.Scalar(value) else { return .otherCharacter }
    if let folded = singled(value) { return folded }
    let properties = scalar.properties
    if properties.numericType == .decimal, let number = properties.numericValue { return 0x30 + UInt8(number) }
    switch properties.generalCategory {
    case .format: return unseen
    case .spaceSeparator: return UInt8(ascii: " ")
    case .lineSeparator, .paragraphSeparator: return UInt8(ascii: "\n")
    case .dashPunctuation: return UInt8(ascii: "-")
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .nonspacingMark, .spacingMark:
      return isUnspaced(value) ? .unspacedLetter : .spacedLetter
    default: return .otherCharacter
    }
  }

  /// Folds that Unicode's properties do not tell.
  private static func singled(_ value: UInt32) -> UInt8? {
    switch value {
    case 0x034F, 0x20E3, 0x180B...0x180D, 0xFE00...0xFE0F, 0xE0000...0xE01EF: unseen
    case 0x0085: UInt8(ascii: "\n")
    case 0x2018, 0x2019, 0x201B: UInt8(ascii: "'")
    case 0x201C, 0x201D, 0x201F, 0x00AB, 0x00BB: UInt8(ascii: "\"")
    case 0x2212: UInt8(ascii: "-")
    case 0x301C, 0x3030: .otherCharacter  // waves between the ends of a range
    case 0x2024, 0xFE52: UInt8(ascii: ".")
    case 0xFE55: UInt8(ascii: ":")
    case 0xFE6B: UInt8(ascii: "@")
    case 0xFF01...0xFF5E: UInt8(value - 0xFEE0)
    case 0x1D400...0x1D6A3: mathematicalLetter(value)
    default: nil
    }
  }

  /// The alphabets follow each other, capitals before small letters.
  private static func mathematicalLetter(_ value: UInt32) -> UInt8 {
    let place = UInt8((value - 0x1D400) % 52)
    return place < 26 ? 0x41 + place : 0x61 + place - 26
  }

  private static func isUnspaced(_ value: UInt32) -> Bool {
    switch value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF: true  // Thai, Lao, Burmese, jamo, Khmer
    case 0x2E80...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF: true  // ideographs, kana, Hangul
    case 0xFF66...0xFFDC, 0x1_AFF0...0x1_B16F, 0x2_0000...0x3_FFFF: true  // half-width forms, further ideographs
    default: false
    }
  }
}
