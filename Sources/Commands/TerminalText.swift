/// Text from logs made safe for a terminal: strangers wrote it.
enum TerminalText {
  /// The text with every control character shown instead of sent: C0 and C1 controls, DEL, and the characters that turn
  /// the direction of writing. White space runs become one space.
  static func line(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    var wasSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        if !wasSpace { shown.append(" ") }
        wasSpace = true
      } else {
        wasSpace = false
        append(scalar, to: &shown)
      }
    }
    return String(shown)
  }

  /// The same, but lines stay lines and tabs become spaces.
  static func block(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": shown.append(scalar)
      case "\t": shown.append(contentsOf: "  ".unicodeScalars)
      case "\r": continue
      default: append(scalar, to: &shown)
      }
    }
    return String(shown)
  }

  /// The columns that a text takes on a terminal.
  static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  /// The text cut to at most `columns`, the last of which is then an ellipsis.
  static func fitted(_ text: String, columns: Int) -> String {
    guard width(text) > columns else { return text }
    var taken = String.UnicodeScalarView()
    var room = columns - 1
    for scalar in text.unicodeScalars {
      room -= width(scalar)
      if room < 0 { break }
      taken.append(scalar)
    }
    return String(taken) + "…"
  }

  private static func append(_ scalar: Unicode.Scalar, to shown: inout String.UnicodeScalarView) {
    if isControl(scalar) {
      shown.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    } else {
      shown.append(scalar)
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7F: 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: 0
      default: 1
      }
    }
  }
}
