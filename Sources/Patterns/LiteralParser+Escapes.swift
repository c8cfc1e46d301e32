/// Escapes and classes.
extension LiteralParser {
  /// What stands behind a backslash.
  enum Escape {
    /// One character.
    case character(UInt32)
    /// One character of white space, or of some kinds of it.
    case whiteSpace
    /// A place, not a character.
    case place
    /// One or more characters of a kind.
    case kind
    case unknown
  }

  mutating func escape() -> LiteralKnowledge {
    switch readEscape() {
    case .character(let scalar): Self.literal(scalar)
    case .whiteSpace: .exactly([[0x20]])
    case .place: .empty
    case .kind: .anything
    case .unknown: giveUp()
    }
  }

  /// Reads one escape, the backslash included.
  private mutating func readEscape() -> Escape {
    guard let letter = peek(1) else { return .unknown }
    at += 2
    guard letter < 0x80, let ascii = Unicode.Scalar(letter) else { return .character(letter) }
    switch Character(ascii) {
    case "s", "h", "v", "n", "r", "t", "f": return .whiteSpace
    case "b", "B", "A", "z", "Z", "G", "K": return .place
    case "w", "W", "d", "D", "S", "H", "V", "N", "R", "X": return .kind
    case "p", "P": return readProperty() ? .kind : .unknown
    case "x": return readHexadecimal().map(Escape.character) ?? .unknown
    case "1"..."9": return digitsFollow() ? .unknown : .kind
    case "a"..."z", "A"..."Z", "0": return .unknown
    default: return .character(letter)
    }
  }

  private func digitsFollow() -> Bool { peek().map { (0x30...0x39).contains($0) } ?? false }

  private mutating func readProperty() -> Bool {
    guard looksAt("{") else {
      at += 1
      return at <= scalars.count
    }
    while let next = peek() {
      at += 1
      if next == 0x7D { return true }
    }
    return false
  }

  /// `\x41` or `\x{1F600}`; nil for what is neither.
  private mutating func readHexadecimal() -> UInt32? {
    let isBraced = take("{")
    var value: UInt32 = 0
    var count = 0
    while count < (isBraced ? 6 : 2), let next = peek(), let digit = Self.hexadecimalDigit(next) {
      value = value * 16 + digit
      at += 1
      count += 1
    }
    guard count > 0, !isBraced || take("}") else { return nil }
    return value
  }

  private static func hexadecimalDigit(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x30...0x39: scalar - 0x30
    case 0x41...0x46: scalar - 0x37
    case 0x61...0x66: scalar - 0x57
    default: nil
    }
  }

  // MARK: Classes

  /// A class of few members is an alternation of them; of many, or a negated one, anything.
  mutating func characterClass() -> LiteralKnowledge {
    at += 1
    let isNegated = take("^")
    var members: Set<UInt32>? = isNegated ? nil : []
    var isFirst = true
    while let next = peek() {
      if next == 0x5D, !isFirst {
        at += 1
        return members.map { .exactly(Set($0.map { [$0] })) } ?? .anything
      }
      isFirst = false
      if looksAt("[:") || looksAt("[.") || looksAt("[=") {
        members = nil
        guard skipNamedClass() else { return giveUp() }
        continue
      }
      switch classMembers() {
      case .listed(let added): members = Self.adding(added, to: members)
      case .many: members = nil
      case .unknown: return giveUp()
      }
    }
    return giveUp()
  }

  /// Skips `[:alpha:]`; a bracket that opens no such thing is a member.
  private mutating func skipNamedClass() -> Bool {
    var end = at + 2
    while end + 1 < scalars.count, !(scalars[end] == scalars[at + 1] && scalars[end + 1] == 0x5D) { end += 1 }
    guard end + 1 < scalars.count else { return false }
    at = end + 2
    return true
  }

  /// Members of a class.
  private enum ClassMembers {
    case listed([UInt32])
    /// More than are worth a list.
    case many
    case unknown
  }

  /// One member or range of members.
  private mutating func classMembers() -> ClassMembers {
    let low = classCharacter()
    guard case .character(let start) = low else { return Self.members(low) }
    guard looksAt("-"), let behind = peek(1), behind != 0x5D else { return .listed([start]) }
    at += 1
    let high = classCharacter()
    guard case .character(let end) = high else { return Self.members(high) }
    return end >= start && end - start < 8 ? .listed(Array(start...end)) : .many
  }

  private static func members(_ escape: Escape) -> ClassMembers {
    if case .kind = escape { .many } else { .unknown }
  }

  /// One character of a class, or a kind of characters.
  private mutating func classCharacter() -> Escape {
    guard let next = peek() else { return .unknown }
    guard next == 0x5C else {
      at += 1
      return .character(next)
    }
    // Within a class \b is a backspace.
    if peek(1) == 0x62 {
      at += 2
      return .character(0x08)
    }
    let escape = readEscape()
    if case .whiteSpace = escape { return .character(0x20) }
    return escape
  }

  private static func adding(_ added: [UInt32], to members: Set<UInt32>?) -> Set<UInt32>? {
    guard var members else { return nil }
    for scalar in added {
      guard scalar != 0, CaseFolding.isComplete(scalar) else { return nil }
      members.insert(CaseFolding.fold(scalar))
    }
    return members.count <= 8 ? members : nil
  }
}
