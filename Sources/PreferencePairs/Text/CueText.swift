/// A text made ready to look for cues in: lower case, words parted by one space, no apostrophes, a space at both ends.
struct CueText {
  let bytes: [UInt8]

  /// Characters of a text that are looked at.
  static let reach = 1_500

  /// All of a text, up to a number of characters.
  init(_ text: some StringProtocol, reach: Int = CueText.reach) {
    var bytes: [UInt8] = [0x20]
    for scalar in text.unicodeScalars.prefix(reach) {
      if Self.isApostrophe(scalar) { continue }
      if scalar.isWordPart {
        if scalar.value < 0x80 {
          bytes.append(UInt8(scalar.isCapital ? scalar.value | 0x20 : scalar.value))
        } else {
          bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
      } else if bytes.last != 0x20 {
        bytes.append(0x20)
      }
    }
    if bytes.last != 0x20 { bytes.append(0x20) }
    self.bytes = bytes
  }

  /// What a person wrote of a message: without the lines that look like a program or its output, whose words
  /// ("always", "invalid") are not meant as feedback.
  init(prose text: String) { self.init(MachineText.prose(of: text)) }

  /// The words; of Chinese and Japanese each character is one.
  var words: [String] {
    var result: [String] = []
    for word in String(decoding: bytes, as: UTF8.self).split(separator: " ") {
      if word.unicodeScalars.first?.isIdeographic == true {
        result += word.unicodeScalars.map { String($0) }
      } else {
        result.append(String(word))
      }
    }
    return result
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}" || scalar == "\u{2BC}" || scalar == "`"
  }
}

/// Phrases to look for in a `CueText`.
///
/// They are written as there: lower case, no apostrophes. A space at an end of a phrase is the edge of a word; without one
/// the phrase may stand inside a word, as endings in many languages and all words of Chinese and Japanese do.
struct CueList: Sendable {
  let phrases: [String]
  private let patterns: [[UInt8]]

  init(_ phrases: [String]) {
    self.phrases = phrases
    patterns = phrases.map { Array($0.utf8) }
  }

  /// Whether any of the phrases stands in the text.
  func matches(_ text: CueText) -> Bool { patterns.contains { Self.stands($0, in: text.bytes) } }

  private static func stands(_ pattern: [UInt8], in text: [UInt8]) -> Bool {
    guard let first = pattern.first, pattern.count <= text.count else { return false }
    let second = pattern.count > 1 ? pattern[1] : nil
    for start in 0...(text.count - pattern.count) where text[start] == first {
      if let second, text[start + 1] != second { continue }
      if pattern.indices.allSatisfy({ text[start + $0] == pattern[$0] }) { return true }
    }
    return false
  }
}

extension Unicode.Scalar {
  /// A letter, a digit, or a mark on one: what words consist of.
  var isWordPart: Bool {
    if value < 0x80 {
      return (0x30...0x39).contains(value) || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
      return true
    default: return false
    }
  }

  /// A character of Chinese or Japanese, which are written without spaces.
  var isIdeographic: Bool {
    (0x3040...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value) || (0xF900...0xFAFF).contains(value)
      || (0x2_0000...0x3_FFFF).contains(value)
  }

  // The tables of Unicode take longer to ask than most texts need.
  var isCapital: Bool { value < 0x80 ? (0x41...0x5A).contains(value) : properties.isUppercase }

  var isDecimalDigit: Bool { value < 0x80 ? (0x30...0x39).contains(value) : properties.numericType == .decimal }

  var isSpace: Bool { value == 0x20 || (0x09...0x0D).contains(value) || (value >= 0x80 && properties.isWhitespace) }
}
