/// Texts in the assistant's place that no model wrote: error messages and leavings of chat sites.
///
/// From the cleaning scripts of FastChat (`clean_battle_data.py`, `clean_sharegpt.py`).
enum SiteMessage {
  private static let beginnings = [
    "NETWORK ERROR DUE TO HIGH TRAFFIC", "**NETWORK ERROR", "$MODERATION$", "API REQUEST ERROR",
    "**API REQUEST ERROR**", "Too many requests in 1 hour", "<span class=\"cursor\">", "▌", "An error occurred",
    "Something went wrong", "Error in moderation", "Hmm...something seems to have gone wrong",
  ]
  private static let endings = ["▌", "<span class=\"cursor\"></span>"]

  static func isOne(_ text: String) -> Bool {
    let trimmed = text.trimmed
    return beginnings.contains { trimmed.hasPrefix($0) } || endings.contains { trimmed.hasSuffix($0) }
  }
}

/// Placeholders that a redaction left in the place of personal data.
enum RedactionMarks {
  /// Whether a text is placeholders and signs only.
  ///
  /// Known are `<PRESIDIO_ANONYMIZED_PERSON>`, `<TRUFFLEHOG_REDACTED_X>`, `NAME_1`, `[REDACTED]`, `[EMAIL_1]` and their like:
  /// a word of capitals, digits and underscores that is in brackets or ends in a number.
  static func areAll(of text: String) -> Bool {
    var found = false
    var rest = text[...]
    // Piece by piece: of most texts the first word tells.
    while let start = rest.firstIndex(where: { !isSeparator($0) }) {
      let end = rest[start...].firstIndex(where: isSeparator) ?? rest.endIndex
      let piece = rest[start..<end]
      rest = rest[end...]
      let bare = piece.trimmingSigns
      if bare.isEmpty { continue }
      guard isMark(piece, bare) else { return false }
      found = true
    }
    return found
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character == " " || character == "\n" || character == "," || character == "." || character == ":"
      || character.isWhitespace
  }

  private static func isMark(_ piece: Substring, _ bare: Substring) -> Bool {
    guard bare.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }) else { return false }
    if bare.hasPrefix("PRESIDIO_") || bare.hasPrefix("TRUFFLEHOG_") || bare.hasPrefix("REDACTED") { return true }
    if let line = bare.lastIndex(of: "_"), line != bare.startIndex {
      let number = bare[bare.index(after: line)...]
      return !number.isEmpty && number.allSatisfy(\.isNumber)
    }
    return bare.count >= 3 && bare.allSatisfy { $0.isUppercase || $0 == "_" }
      && (piece.hasPrefix("[") || piece.hasPrefix("<"))
  }
}

extension Substring {
  fileprivate var trimmingSigns: Substring {
    guard let first = firstIndex(where: { $0.isLetter || $0.isNumber }),
      let last = lastIndex(where: { $0.isLetter || $0.isNumber })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
