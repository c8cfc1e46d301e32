/// Writes text of strangers as the inside of a JSON string that cannot act on what surrounds it.
///
/// * Quotation marks, backslashes and all line breaks are escaped: the string stays on its line and in its quotes.
/// * Marks of chat templates are broken by an escape (`TemplateTokens`).
/// * One or two hidden characters are escaped (`\u202e`); more in a row give way to `[… 40 hidden …]`, so that what they
///   spell cannot be read (`HiddenScalars`).
/// * Runs of white space are shortened.
///
/// Whoever decodes the string gets the text back, but for white space and hidden characters, which `FoldedText` leaves out
/// of a comparison.
enum NeutralText {
  /// The most spaces and line breaks that are kept in a row.
  private static let longestIndent = 16
  private static let mostLineBreaks = 2

  /// How much is escaped.
  enum Style: Sendable {
    /// As the inside of a JSON string.
    case quoted
    /// As text of its own: line breaks, quotation marks and backslashes stay.
    case plain
  }

  /// The text without quotation marks around it.
  static func escaped(_ text: some StringProtocol, as style: Style = .quoted) -> String {
    let scalars = Array(text.unicodeScalars)
    let breaks = TemplateTokens.places(in: scalars)
    var nextBreak = 0
    var written = ""
    var place = 0
    while place < scalars.count {
      while nextBreak < breaks.count, breaks[nextBreak] < place { nextBreak += 1 }
      let scalar = scalars[place]
      if HiddenScalars.isHidden(scalar) {
        place = writeHidden(scalars, from: place, to: &written)
      } else if scalar.properties.isWhitespace {
        place = writeSpace(scalars, from: place, as: style, to: &written)
      } else {
        if nextBreak < breaks.count, breaks[nextBreak] == place {
          written += escape(scalar)
        } else if style == .quoted, scalar == "\"" || scalar == "\\" {
          written += "\\" + String(scalar)
        } else {
          written.unicodeScalars.append(scalar)
        }
        place += 1
      }
    }
    return written
  }

  /// What stands for characters that are not shown.
  static func mark(_ count: Int, _ what: String) -> String { "[… \(count) \(what) …]" }

  /// The rest of a mark for hidden characters whose bracket has just been read; nil where there is none.
  static func markOfHidden(behind text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView? {
    let opening = "… ".unicodeScalars
    let closing = " hidden …]".unicodeScalars
    guard text.starts(with: opening) else { return nil }
    let digits = text.dropFirst(opening.count).prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, text[digits.endIndex...].starts(with: closing) else { return nil }
    return text[..<text.index(digits.endIndex, offsetBy: closing.count)]
  }

  private static func writeHidden(_ scalars: [Unicode.Scalar], from start: Int, to written: inout String) -> Int {
    if HiddenScalars.isSpelling(scalars, at: start) {
      written.unicodeScalars.append(scalars[start])
      return start + 1
    }
    var end = start
    while end < scalars.count, HiddenScalars.isHidden(scalars[end]) { end += 1 }
    let run = scalars[start..<end]
    if run.count <= 2, run.allSatisfy({ $0.value <= 0xFFFF }) {
      for scalar in run { written += escape(scalar) }
    } else {
      written += mark(run.count, "hidden")
    }
    return end
  }

  private static func writeSpace(
    _ scalars: [Unicode.Scalar], from start: Int, as style: Style, to written: inout String
  ) -> Int {
    var end = start
    var lineBreaks = 0
    var indent = 0
    while end < scalars.count, scalars[end].properties.isWhitespace {
      if isLineBreak(scalars[end]) {
        // A carriage return and a line feed are one line break.
        if !(scalars[end] == "\n" && end > start && scalars[end - 1] == "\r") { lineBreaks += 1 }
        indent = 0
      } else {
        indent += 1
      }
      end += 1
    }
    if end - start == 1, lineBreaks == 0, scalars[start] != "\t" {
      written.unicodeScalars.append(scalars[start])
    } else if end - start == 1, lineBreaks == 0 {
      written += style == .quoted ? "\\t" : "\t"
    } else {
      written += String(repeating: style == .quoted ? "\\n" : "\n", count: min(lineBreaks, mostLineBreaks))
      written += String(repeating: " ", count: min(indent, longestIndent))
    }
    return end
  }

  private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// The scalar, which is below U+10000, as a JSON escape.
  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
