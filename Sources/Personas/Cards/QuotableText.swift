/// Tells which words of a user may stand in a card, and makes them safe to stand there.
enum QuotableText {
  /// The quote on one line, cut at a word behind at most so many bytes; nil where it may not be quoted.
  ///
  /// Left out is what may be private (addresses, links, numbers, names, what redaction left in their place) and what
  /// could be read as an instruction to whoever reads the card. It is strict: a quote too few costs little.
  static func quotable(_ quote: String, atMost bytes: Int) -> String? {
    let words = quote.unicodeScalars.map { $0.properties.isWhitespace ? " " : Character($0) }
      .split(separator: " ").map { String($0) }
    let line = words.joined(separator: " ")
    guard !line.isEmpty, line.unicodeScalars.allSatisfy(isPlain), !holdsLongNumber(line), !namesSomebody(words),
      !forbidden.contains(where: { line.lowercased().contains($0) })
    else { return nil }
    return cut(words, atMost: bytes)
  }

  /// Letters of any script, digits and the punctuation of prose. Not `<`, `|`, `[`, `{`, `@`, `/`, `\`, `_`, controls
  /// and invisible characters: what templates, links, placeholders and paths are made of.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", ";", "!", "?", "'", "(", ")", "-", "+", "%", "&", "\"":
        return true
      default: return false
      }
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .nonspacingMark,
      .spacingMark, .otherPunctuation, .initialPunctuation, .finalPunctuation, .dashPunctuation:
      return true
    default: return false
    }
  }

  private static func holdsLongNumber(_ line: String) -> Bool {
    line.unicodeScalars.reduce(into: 0) { count, scalar in
      if scalar.properties.numericType != nil { count += 1 }
    } > 3
  }

  /// Whether there are words that names are given with, or two words in a row, not at the beginning, look like a name.
  private static func namesSomebody(_ words: [String]) -> Bool {
    let bare = words.map { $0.filter { $0.isLetter || $0 == "'" } }
    if bare.contains(where: { naming.contains($0.lowercased()) }) { return true }
    return zip(bare.dropFirst(), bare.dropFirst(2)).contains { isNameLike($0) && isNameLike($1) }
  }

  private static func isNameLike(_ word: String) -> Bool {
    guard let first = word.first, first.isUppercase, word.count > 1 else { return false }
    return word.dropFirst().contains { $0.isLowercase }
  }

  private static let naming: Set<String> = [
    "name", "named", "names", "call", "called", "sign", "signed", "signature", "address", "phone", "email", "mail",
    "password", "birthday", "born", "live", "lives", "nombre", "llamo", "llámame", "nom", "appelle", "appelez", "heiße",
    "nenne",
    "nome", "chamo", "chame", "chama", "зовут", "имя", "называй", "обращайся", "mr", "mrs", "ms", "dr",
  ]

  private static let forbidden = [
    "ignore", "disregard", "system prompt", "instructions", "jailbreak", "system:", "assistant:", "user:", "human:",
    "redacted", "presidio", "anonymized", "叫我", "名字", "忽略", "игнорир",
  ]

  private static func cut(_ words: [String], atMost bytes: Int) -> String? {
    let whole = words.joined(separator: " ")
    if whole.utf8.count <= bytes { return whole }
    let room = bytes - "…".utf8.count
    var line = ""
    for word in words {
      let longer = line.isEmpty ? word : line + " " + word
      if longer.utf8.count > room { break }
      line = longer
    }
    // Not even the first word has room, which may be a whole sentence of Chinese.
    if line.isEmpty { line = beginning(of: whole, atMost: room) }
    return line.isEmpty ? nil : line + "…"
  }

  private static func beginning(of text: String, atMost bytes: Int) -> String {
    var result = ""
    for character in text {
      if result.utf8.count + character.utf8.count > bytes { break }
      result.append(character)
    }
    return result
  }
}
