/// Text as the full-text index takes it.
///
/// The tokenizer (`unicode61`) takes a run of letters for one word. Scripts that are written without spaces between words
/// would give a word a sentence, and Korean glues particles to its words. So a space is set around every character of
/// those scripts, when text is indexed and when it is looked for: each is a word of its own, and a run of them in a search
/// becomes a phrase. Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer are treated so.
enum SearchText {
  /// The text with a space around each character of the scripts above.
  static func spaced(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0xE0 }) else { return text }
    var result = String.UnicodeScalarView()
    var previousWasSpaced = false
    for scalar in text.unicodeScalars {
      let isSpaced = standsAlone(scalar)
      if isSpaced || previousWasSpaced { result.append(" ") }
      result.append(scalar)
      previousWasSpaced = isSpaced
    }
    return String(result)
  }

  /// The same for a text on its way into a row; one without such characters stays where it is.
  static func spaced(_ cell: Cell) -> Cell {
    if case .text(let bytes) = cell, !bytes.contains(where: { $0 >= 0xE0 }) { return cell }
    return .ownText(spaced(cell.string))
  }

  /// The first `limit` bytes of UTF-8 text, or up to three fewer so that no character is cut; the rest is left.
  static func beginning(of bytes: UnsafeRawBufferPointer, limit: Int) -> UnsafeRawBufferPointer {
    guard bytes.count > limit else { return bytes }
    var end = limit
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[..<end])
  }

  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x0E00: false
    case 0x0E00...0x0EFF: true  // Thai, Lao
    case 0x1000...0x109F: true  // Burmese
    case 0x1100...0x11FF: true  // Hangul jamo
    case 0x1780...0x17FF: true  // Khmer
    case 0x2E80...0x2FDF: true  // radicals
    case 0x3005...0x3007: true  // iteration mark, closing mark, zero
    case 0x3031...0x303C: true  // kana repeat marks and the like
    case 0x3041...0x33FF: true  // kana, bopomofo, compatibility jamo, enclosed and squared forms
    case 0x3400...0x4DBF: true  // ideographs, extension A
    case 0x4E00...0x9FFF: true  // ideographs
    case 0xA960...0xA97F: true  // Hangul jamo, extension A
    case 0xAC00...0xD7FF: true  // Hangul syllables and jamo, extension B
    case 0xF900...0xFAFF: true  // compatibility ideographs
    case 0xFF66...0xFFDC: true  // half-width kana and jamo
    case 0x1AFF0...0x1B16F: true  // kana, further
    case 0x20000...0x3FFFF: true  // ideographs, further extensions
    default: false
    }
  }
}
