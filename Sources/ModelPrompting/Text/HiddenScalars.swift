/// Tells the characters that a reader does not see, and that carry messages to a model or turn the order of reading.
///
/// Among them: controls, bidirectional marks, zero-width characters, variation selectors and the tag characters
/// (U+E0000 …), with which whole sentences can be smuggled ("ASCII smuggling").
package enum HiddenScalars {
  /// Whether a scalar is hidden, wherever it stands.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85: false
    case 0..<0x20, 0x7F...0x9F: true
    case 0x21..<0x7F: false
    case 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
    case let value where value & 0xFFFE == 0xFFFE: true
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether the hidden scalar at a place is part of how its neighbours are written: joiners in Persian, in the scripts of
  /// India and in emoji, and the selector that makes a character an emoji.
  package static func isSpelling(_ scalars: [Unicode.Scalar], at place: Int) -> Bool {
    guard place > 0 else { return false }
    let before = scalars[place - 1]
    switch scalars[place].value {
    case 0x200C, 0x200D:
      guard place + 1 < scalars.count else { return false }
      let after = scalars[place + 1]
      // Behind an emoji's selector a joiner is usual.
      let joins = isVisibleNonASCII(before) || before.value == 0xFE0F
      return joins && isVisibleNonASCII(after)
    case 0xFE0E, 0xFE0F:
      return isVisibleNonASCII(before) || (before.isASCII && before.properties.isEmoji)
    default: return false
    }
  }

  private static func isVisibleNonASCII(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && !isHidden(scalar) && !scalar.properties.isWhitespace
  }
}
