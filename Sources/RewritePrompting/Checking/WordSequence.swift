internal import Foundation
internal import ModelPrompting

/// The words of a text, as they are compared: in lower case, without the signs between them.
///
/// An apostrophe within a word is nothing, so that `you're`, `you’re` and `youre` are one word. In scripts without
/// spaces between words each character is a word.
struct WordSequence: Hashable {
  /// No text is read further; words behind it are none.
  private static let mostScalars = 200_000

  let words: [String]

  init(_ text: some StringProtocol) {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    func end() {
      if !word.isEmpty { words.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    let folded = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.mostScalars)))
      .precomposedStringWithCompatibilityMapping.lowercased()
    for scalar in folded.unicodeScalars where !Self.isNothing(scalar) {
      if scalar.isUnspaced {
        end()
        words.append(String(scalar))
      } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || Self.isMark(scalar) {
        word.append(scalar)
      } else {
        end()
      }
    }
    end()
    self.words = words
  }

  /// How many words these are, a character of a script without spaces for half of one.
  static func weight(of words: some Sequence<String>) -> Int {
    var halves = 0
    for word in words { halves += word.unicodeScalars.first?.isUnspaced == true ? 1 : 2 }
    return halves / 2
  }

  private static func isNothing(_ scalar: Unicode.Scalar) -> Bool {
    ["'", "’", "‘", "ʼ"].contains(scalar) || HiddenScalars.isHidden(scalar)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is of a script that puts no spaces between words: Han, kana, Thai and its neighbours.
  var isUnspaced: Bool {
    switch value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: properties.isAlphabetic
    case 0x3005...0x3007, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }
}
