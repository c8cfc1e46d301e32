/// A word of a text, and what kind of word it looks like.
struct ContentWord: Hashable {
  enum Kind: Hashable {
    case plain
    /// Capital letters where a sentence does not ask for one.
    case name
    case number
    /// A path, an address, a file, a word with digits or with capitals inside.
    case technical
    /// Two ideographs that follow each other.
    case ideographs
  }

  /// What two words are compared by: lower case, and of longer words the beginning, so that endings don't count.
  let key: String
  let kind: Kind
  /// The words that a technical word is put together from.
  let parts: [String]

  /// The key of a plain word.
  static func key(of word: String) -> String {
    let lower = word.lowercased()
    if lower.count > stem { return String(lower.prefix(stem)) }
    return lower.count > 3 && lower.hasSuffix("s") ? String(lower.dropLast()) : lower
  }

  private static let stem = 5
}

/// Splits text into words, in any script.
enum WordReader {
  /// Bytes of a text that are read.
  private static let reach = 60_000

  static func words(of text: String) -> [ContentWord] {
    var result: [ContentWord] = []
    var word: [Unicode.Scalar] = []
    var before: Unicode.Scalar?
    var opensSentence = true
    func end() {
      if let made = made(of: word, opensSentence: opensSentence) { result.append(made) }
      if !word.isEmpty { opensSentence = false }
      word.removeAll(keepingCapacity: true)
    }
    for scalar in text.unicodeScalars.prefix(reach) {
      if scalar.isIdeographic {
        end()
        if let last = before, last.isIdeographic {
          result.append(ContentWord(key: "\(last)\(scalar)", kind: .ideographs, parts: []))
        }
      } else if scalar.isWordPart || joins(scalar) {
        word.append(scalar)
      } else {
        end()
        if endsSentence(scalar) { opensSentence = true }
      }
      before = scalar
    }
    end()
    return result
  }

  /// Signs that stand inside a word: of numbers, paths, addresses, names in programs.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "_", ".", "/", "\\", ":", "@", "-", "'", "\u{2019}": true
    default: false
    }
  }

  private static func endsSentence(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\n" || scalar == "!" || scalar == "?" || scalar == "\"" || scalar == "("
  }

  private static func made(of run: [Unicode.Scalar], opensSentence: Bool) -> ContentWord? {
    guard let first = run.firstIndex(where: \.isWordPart), let last = run.lastIndex(where: \.isWordPart) else {
      return nil
    }
    let scalars = run[first...last]
    let text = String(String.UnicodeScalarView(scalars))
    let parts = scalars.split { joins($0) }.map { String(String.UnicodeScalarView($0)) }
    let kind = kind(of: scalars, parts: parts, opensSentence: opensSentence)
    let key = kind == .plain || kind == .name ? ContentWord.key(of: text) : text.lowercased()
    return ContentWord(key: key, kind: kind, parts: parts.count > 1 ? parts.map(ContentWord.key(of:)) : [])
  }

  private static func kind(
    of word: ArraySlice<Unicode.Scalar>, parts: [String], opensSentence: Bool
  ) -> ContentWord.Kind {
    let digits = word.count(where: \.isDecimalDigit)
    if digits > 0 { return digits == word.count { $0.isWordPart } ? .number : .technical }
    // "its", "I'm", "well-known", the end of a sentence without a space behind it: signs that ordinary words have.
    if word.contains(where: { $0 == "_" || $0 == "/" || $0 == "\\" || $0 == ":" || $0 == "@" }) { return .technical }
    if word.contains("."), parts.count == 2, parts[1].count <= 4 { return .technical }
    let capitals = word.count(where: \.isCapital)
    let letters = word.count { $0.isWordPart }
    if capitals > 0, let opening = word.first, letters > capitals {
      let inside = capitals - (opening.isCapital ? 1 : 0)
      if inside > 0 { return .technical }
      return opensSentence ? .plain : .name
    }
    return capitals >= 2 ? .name : .plain
  }
}

/// The words that were seen before a follow-up.
struct KnownWords {
  private var keys: Set<String> = []
  private var lines: Set<Substring> = []

  mutating func add(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) { lines.insert(Self.bare(line)) }
    for word in WordReader.words(of: text) {
      keys.insert(word.key)
      for part in word.parts { keys.insert(part) }
      if word.kind == .technical { keys.insert(ContentWord.key(of: word.key)) }
    }
  }

  /// Whether a line was seen, indentation and backticks apart.
  func holdsLine(_ line: Substring) -> Bool { lines.contains(Self.bare(line)) }

  private static func bare(_ line: Substring) -> Substring {
    var bare = line.trimmed
    while bare.first == "`" { bare = bare.dropFirst() }
    while bare.last == "`" { bare = bare.dropLast() }
    return bare
  }

  /// Whether a word, or everything it is put together from, was seen.
  func holds(_ word: ContentWord) -> Bool {
    if keys.contains(word.key) || keys.contains(ContentWord.key(of: word.key)) { return true }
    return !word.parts.isEmpty && word.parts.allSatisfy { $0.count < 2 || keys.contains($0) }
  }
}
