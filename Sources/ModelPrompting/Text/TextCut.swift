/// Shortens a text so that it costs few tokens, with a visible mark `[… N chars …]` where something is left out.
package struct TextCut: Sendable {
  /// Which part of a text is worth its tokens.
  package enum Kept: Sendable {
    case head
    /// Two thirds from the beginning, one from the end.
    case headAndTail

    fileprivate var headShare: Double { self == .head ? 1 : 2.0 / 3 }
  }

  package let countTokens: @Sendable (String) -> Int

  package init(countTokens: @escaping @Sendable (String) -> Int) { self.countTokens = countTokens }

  /// No token is taken to stand for more bytes than this before it is counted.
  private static let mostBytesPerToken = 12
  /// Below this nothing is cut further; the smallest piece is a few words.
  private static let fewestBytes = 24

  /// The text as a JSON string, at about `cap` tokens at most; a few words stay whatever the cap.
  package func quoted(_ text: String, cap: Int, kept: Kept) -> String {
    shortened(text, cap: cap, kept: kept, as: .quoted)
  }

  /// The text in its lines, at about `cap` tokens at most; a few words stay whatever the cap.
  package func plain(_ text: String, cap: Int, kept: Kept) -> String {
    shortened(text, cap: cap, kept: kept, as: .plain)
  }

  private func shortened(_ text: String, cap: Int, kept: Kept, as style: NeutralText.Style) -> String {
    let length = text.utf8.count
    if length <= cap * Self.mostBytesPerToken {
      let whole = written([text[...]], as: style)
      if countTokens(whole) <= cap { return whole }
    }
    var room = max(Self.fewestBytes, min(length, cap * Self.mostBytesPerToken / 2))
    while true {
      let piece = cut(text, bytes: room, kept: kept, as: style)
      let tokens = max(1, countTokens(piece))
      if tokens <= cap || room <= Self.fewestBytes { return piece }
      // Proportionally, and always by a tenth at least, so that this ends.
      room = max(Self.fewestBytes, min(room * cap / tokens, room * 9 / 10))
    }
  }

  private func cut(_ text: String, bytes room: Int, kept: Kept, as style: NeutralText.Style) -> String {
    let utf8 = text.utf8
    guard utf8.count > room else { return written([text[...]], as: style) }
    let headBytes = Int(Double(room) * kept.headShare)
    let headEnd = boundary(in: text, at: utf8.index(utf8.startIndex, offsetBy: headBytes))
    let tailStart = boundary(in: text, at: utf8.index(utf8.endIndex, offsetBy: headBytes - room))
    return written(
      [text[..<headEnd], text[max(headEnd, tailStart)...]], as: style, left: text[headEnd..<max(headEnd, tailStart)])
  }

  /// Pieces of a text with a mark between them for what is left out.
  private func written(_ pieces: [Substring], as style: NeutralText.Style, left: Substring = "") -> String {
    let escaped = pieces.map { NeutralText.escaped($0, as: style) }
    let text = escaped.joined(separator: NeutralText.mark(left.unicodeScalars.count, "chars"))
    return style == .quoted ? "\"\(text)\"" : text
  }

  /// The nearest place at or before a byte where a character begins; where a scalar begins, if the character is a
  /// heap of marks.
  private func boundary(in text: String, at index: String.Index) -> String.Index {
    var place = index
    for _ in 0..<64 {
      if place == text.startIndex || String.Index(place, within: text) != nil { return place }
      place = text.utf8.index(before: place)
    }
    while place > text.startIndex, place.samePosition(in: text.unicodeScalars) == nil {
      place = text.utf8.index(before: place)
    }
    return place
  }
}
