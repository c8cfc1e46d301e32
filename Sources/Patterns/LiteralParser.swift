/// Reads as much of PCRE2's syntax as is needed to tell which literals a pattern cannot do without.
///
/// It gives up (nil) on what changes the meaning of the rest: extended mode, `\Q`, verbs, conditions, recursion.
struct LiteralParser {
  let scalars: [UInt32]
  var at = 0
  private var depth = 0
  private var isLost = false

  init(_ source: String) { scalars = source.unicodeScalars.map(\.value) }

  mutating func parse() -> LiteralKnowledge? {
    let knowledge = alternation()
    return isLost || at != scalars.count ? nil : knowledge
  }

  func peek(_ offset: Int = 0) -> UInt32? {
    at + offset < scalars.count ? scalars[at + offset] : nil
  }

  func looksAt(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      at + wanted.count <= scalars.count && wanted.indices.allSatisfy { scalars[at + $0] == UInt32(wanted[$0]) }
    }
  }

  mutating func take(_ text: StaticString) -> Bool {
    guard looksAt(text) else { return false }
    at += text.utf8CodeUnitCount
    return true
  }

  mutating func giveUp() -> LiteralKnowledge {
    isLost = true
    at = scalars.count
    return .anything
  }

  private mutating func alternation() -> LiteralKnowledge {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else { return giveUp() }
    var branches = [sequence()]
    while take("|") { branches.append(sequence()) }
    return branches.count == 1 ? branches[0] : .either(branches)
  }

  private mutating func sequence() -> LiteralKnowledge {
    var result = LiteralSequence()
    while let next = peek(), next != 0x7C, next != 0x29 {
      if let text = plainText() {
        result.append(.exactly([text]))
        continue
      }
      let piece = atom()
      result.append(quantified(piece))
    }
    return result.finish()
  }

  /// Reads characters that stand for themselves, as many as no quantifier follows; nil where there is none.
  private mutating func plainText() -> [UInt32]? {
    var text: [UInt32] = []
    while let next = peek(), !Self.hasMeaning(next), next != 0, CaseFolding.isComplete(next) {
      if let behind = peek(1), Self.isQuantifier(behind) { break }
      let folded = CaseFolding.fold(next)
      if folded != 0x20 || text.last != 0x20 { text.append(folded) }
      at += 1
    }
    return text.isEmpty ? nil : text
  }

  /// Whether a character is more than itself outside of classes.
  private static func hasMeaning(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x24, 0x28, 0x29, 0x2E, 0x5B, 0x5C, 0x5E, 0x7C: true
    default: isQuantifier(scalar)
    }
  }

  private static func isQuantifier(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2A, 0x2B, 0x3F, 0x7B: true
    default: false
    }
  }

  // MARK: Atoms

  private mutating func atom() -> LiteralKnowledge {
    guard let next = peek() else { return .empty }
    switch next {
    case 0x28: return group()
    case 0x5B: return characterClass()
    case 0x5C: return escape()
    case 0x2E: at += 1; return .anything
    case 0x5E, 0x24: at += 1; return .empty
    default: at += 1; return Self.literal(next)
    }
  }

  static func literal(_ scalar: UInt32) -> LiteralKnowledge {
    // U+0000 is kept out so that scanners may pad texts with it.
    scalar != 0 && CaseFolding.isComplete(scalar) ? .exactly([[CaseFolding.fold(scalar)]]) : .anything
  }

  private mutating func group() -> LiteralKnowledge {
    at += 1
    if looksAt("*") { return giveUp() }
    var consumes = true
    if take("?") {
      if take("=") || take("!") || take("<=") || take("<!") {
        consumes = false
      } else if looksAt("(") || looksAt("#") || looksAt("R") || looksAt("&") || looksAt("P>") || looksAt("P=")
        || looksAt("C")
      {
        return giveUp()
      } else if !(take(":") || take(">") || take("|")) {
        guard let settings = groupSettings() else { return giveUp() }
        if settings { return .empty }
      }
    }
    let inside = alternation()
    guard take(")") else { return giveUp() }
    return consumes ? inside : .empty
  }

  /// Reads a group's name or its option letters. True for options without a group, `(?i)`; nil for what is not known.
  private mutating func groupSettings() -> Bool? {
    if take("P<") || take("<") || take("'") {
      while let next = peek(), next != 0x3E, next != 0x27 { at += 1 }
      at += 1
      return at <= scalars.count ? false : nil
    }
    while let next = peek() {
      at += 1
      switch next {
      case 0x69, 0x6D, 0x73, 0x2D: continue  // i, m, s and the minus before them
      case 0x3A: return false
      case 0x29: return true
      default: return nil
      }
    }
    return nil
  }

  // MARK: Quantifiers

  private mutating func quantified(_ piece: LiteralKnowledge) -> LiteralKnowledge {
    var result = piece
    while let (least, most) = quantifier() {
      _ = take("?") || take("+")
      switch (least, most) {
      case (1, 1): break
      case (0, 0): result = .empty
      case (0, 1):
        if case .exactly(let texts) = result { result = .exactly(texts.union([[]])) } else { result = .anything }
      case (0, _): result = .anything
      default: result = Self.repeated(result)
      }
    }
    return result
  }

  /// White space stays one space however often it comes; other texts are only known to be held.
  private static func repeated(_ piece: LiteralKnowledge) -> LiteralKnowledge {
    if case .exactly(let texts) = piece, texts == [[0x20]] { return piece }
    return .holding(strongestOf: piece.required)
  }

  private mutating func quantifier() -> (least: Int, most: Int)? {
    if take("*") { return (0, Int.max) }
    if take("+") { return (1, Int.max) }
    if take("?") { return (0, 1) }
    guard looksAt("{") else { return nil }
    var end = at + 1
    var parts: [Int?] = [nil]
    while end < scalars.count, scalars[end] != 0x7D {
      switch scalars[end] {
      case 0x30...0x39:
        let digit = Int(scalars[end]) - 0x30
        parts[parts.count - 1] = min((parts[parts.count - 1] ?? 0) * 10 + digit, 1 << 20)
      case 0x2C where parts.count == 1: parts.append(nil)
      // Newer releases read `{,n}` and blanks; older ones take the brace for itself. Unknown either way.
      default: _ = giveUp(); return nil
      }
      end += 1
    }
    guard end < scalars.count, let least = parts[0] else { _ = giveUp(); return nil }
    at = end + 1
    return (least, parts.count == 1 ? least : parts[1] ?? Int.max)
  }
}
