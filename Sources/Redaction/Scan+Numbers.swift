/// Everything that begins with a digit, or has one early.
extension Scan {
  /// Looks at a run of digits from its first; gives the place to go on at.
  mutating func number(at place: Int) -> Int {
    if let end = wallet(at: place) ?? account(at: place) { return end }
    if startsNumber(place) {
      if let end = address(at: place) { return end }
      steps += digits.read(text, from: place)
      if digits.values.count >= 9 {
        if let end = card(at: place) ?? socialSecurity(at: place) ?? phone(at: place) { return end }
      }
    }
    return end(of: \.isDigit, from: place)
  }

  /// Whether a number begins at a place: neither within a word nor behind the point of another number.
  ///
  /// Letters beyond ASCII may touch it: `电话138…`, `тел.8…`.
  private func startsNumber(_ place: Int) -> Bool {
    guard startsWord(place) else { return false }
    switch text[place - 1] {
    case UInt8(ascii: "-"): return !text[place - 2].isAlphanumeric || isEscapeLetter(place - 2)
    case UInt8(ascii: "."): return !text[place - 2].isDigit
    default: return true
    }
  }

  /// Whether a number may end at a place: neither within a word nor before a further part.
  func endsNumber(_ place: Int) -> Bool {
    let next = text[place]
    if next.isWord || next == UInt8(ascii: "@") || next == UInt8(ascii: "%") { return false }
    if next == UInt8(ascii: "-") || next == UInt8(ascii: ".") || next == UInt8(ascii: ":") {
      return !text[place + 1].isDigit
    }
    return true
  }

  // MARK: Cards

  private mutating func card(at place: Int) -> Int? {
    if followsPlus(place) { return nil }
    for groups in 1...digits.count {
      let last = digits.ranges[groups - 1].upperBound
      let count = digits.digitCount(groups)
      guard PaymentCard.lengths.contains(count), PaymentCard.isGrouping(digits.ranges[..<groups]) else { continue }
      let range = place..<last
      guard endsNumber(last), digits.areSeparated(groups, by: .space) || digits.areSeparated(groups, by: .dash),
        PaymentCard.isNumber(digits.values[..<count], grouped: groups > 1), groups == 1 || !isInTable(range)
      else { continue }
      return found(.card, range)
    }
    return nil
  }

  /// Whether numbers of hexadecimal, as in a table of code points, stand on both sides; or on one, with letters.
  private func isInTable(_ range: Range<Int>) -> Bool {
    let before = hexadecimalWord(endingAt: range.lowerBound - 1)
    let behind = hexadecimalWord(startingAt: range.upperBound + 1)
    if !before.isEmpty, !behind.isEmpty { return true }
    return [before, behind].contains { text.has(\.isLetter, in: $0) && text.has(\.isDigit, in: $0) }
  }

  private func hexadecimalWord(endingAt end: Int) -> Range<Int> {
    guard text[end].isSpace else { return 0..<0 }
    var start = end
    while end - start < 6, text[start - 1].isHex { start -= 1 }
    return (4...5).contains(end - start) && !text[start - 1].isWord ? start..<end : 0..<0
  }

  private func hexadecimalWord(startingAt start: Int) -> Range<Int> {
    guard text[start - 1].isSpace else { return 0..<0 }
    var end = start
    while end - start < 6, text[end].isHex { end += 1 }
    return (4...5).contains(end - start) && !text[end].isWord ? start..<end : 0..<0
  }

  // MARK: Social security

  /// Three, two and four digits, where the words before say what they are.
  private mutating func socialSecurity(at place: Int) -> Int? {
    guard digits.begin(3, 2, 4) || digits.begin(9) else { return nil }
    let groups = digits.begin(9) ? 1 : 3
    let last = digits.ranges[groups - 1].upperBound
    let area = digits.values[0..<3].reduce(0) { $0 * 10 + Int($1) }
    guard endsNumber(last), digits.areSeparated(groups, by: .dash) || digits.areSeparated(groups, by: .space),
      area != 0, area != 666, area < 900, digits.values[3...4] != [0, 0], digits.values[5...8] != [0, 0, 0, 0],
      isNamed(before: place, by: ContextWords.socialSecurity)
    else { return nil }
    return found(.socialSecurity, place..<last)
  }

  // MARK: Words before

  /// Whether one of the words stands within the last characters before a place, in its line.
  mutating func isNamed(before place: Int, by words: ContextWords) -> Bool {
    let begin = start(
      of: { $0 != .taken && $0 != UInt8(ascii: "\n") }, before: place, limit: ContextWords.reach)
    let stretch = text.originalStart(of: begin)..<text.originalStart(of: place)
    steps += stretch.count
    return words.areIn(text.original[stretch])
  }
}
