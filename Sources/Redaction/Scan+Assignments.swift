/// Values of passwords and the like, by their names.
extension Scan {
  /// The value behind the `:` or `=` at a place, if its name says that it is a secret.
  mutating func assignment(at place: Int) -> Int? {
    guard let strength = nameStrength(before: place) else { return nil }
    let isEqual = text[place] == UInt8(ascii: "=")
    // `:=`, `==`, `=>`; further signs of the same assignment.
    let sign = end(of: { $0.isOne(of: "=>:") }, from: place + 1, limit: 2)
    let start = end(of: { $0.isOne(of: " \t*_") }, from: sign, limit: 8)
    let isEscaped = text[start] == UInt8(ascii: "\\")
    let mark = isEscaped ? start + 1 : start
    if text[mark].isQuote { return quoted(from: mark, strength) }
    // Text in the next line is no value.
    guard !isEscaped, start < text.count, !text[start].isSpace else { return nil }
    let isGlued = isEqual && start == place + 1 && text[place - 1].isWord
    return unquoted(from: start, isGlued ? .glued : isEqual ? .spaced : .labelled, strength)
  }

  private mutating func quoted(from mark: Int, _ strength: SecretNames.Strength) -> Int? {
    let quote = text[mark]
    let start = mark + 1
    var end = end(of: { $0 != quote && $0 != UInt8(ascii: "\n") }, from: start, limit: SecretValue.longest)
    guard text[end] == quote else { return nil }
    // An escaped quotation mark ends a value that began with one.
    if text[mark - 1] == UInt8(ascii: "\\"), text[end - 1] == UInt8(ascii: "\\") { end -= 1 }
    return secret(start..<max(start, end), .quoted, strength)
  }

  private mutating func unquoted(
    from start: Int, _ style: SecretValue.Style, _ strength: SecretNames.Strength
  ) -> Int? {
    let stops: StaticString = style == .glued ? ";\"'`<>&" : ",;\"'`<>"
    var end = end(
      of: { !$0.isSpace && $0 != .unspacedLetter && $0 != .otherCharacter && !$0.isOne(of: stops) }, from: start,
      limit: SecretValue.longest)
    if let escape = (start..<end).first(where: { isEscapeLetter($0) && text[$0] != UInt8(ascii: "b") }) {
      end = escape - 1
    }
    // The marks of a sentence, of emphasis and of a call are none of the value.
    while end > start, text[end - 1].isOne(of: ".,:)*_") { end -= 1 }
    return secret(start..<end, style, strength)
  }

  private mutating func secret(
    _ range: Range<Int>, _ style: SecretValue.Style, _ strength: SecretNames.Strength
  ) -> Int? {
    guard !range.isEmpty, !isReleasedName(range) else { return nil }
    let rest = end(of: { $0.isOne(of: " \t*_.;\r") }, from: range.upperBound, limit: 8)
    let value = SecretValue(
      bytes: text.copy(range), style: style, strength: strength,
      endsLine: rest >= text.count || text[rest] == UInt8(ascii: "\n") || text[rest] == UInt8(ascii: "&"))
    return value.isSecret ? found(.secret, range) : nil
  }

  // MARK: Names

  /// How sure the name before a place is that of a secret; nil if it is not.
  private mutating func nameStrength(before place: Int) -> SecretNames.Strength? {
    let end = start(of: { $0.isOne(of: " \"'`*]\\") }, before: place, limit: 6)
    guard let last = end > 0 ? text[end - 1] : nil, last.isWord || last >= .spacedLetter else { return nil }
    if last >= .spacedLetter { return namesForeignSecret(before: end) ? .password : nil }
    var begin = start(
      of: { $0.isToken || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: " ") }, before: end, limit: SecretNames.longest)
    // The name before a type: `password: String = …`.
    if text[place] == UInt8(ascii: "="), text[begin - 1] == UInt8(ascii: ":"), end - begin < 16 {
      let name = start(of: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "?") }, before: begin - 1, limit: 2)
      begin = start(of: \.isToken, before: name, limit: SecretNames.longest)
      return strength(begin..<name)
    }
    // `arn:…:secret:…` is a name, too.
    if text[begin - 1] == UInt8(ascii: ":"), text[place] == UInt8(ascii: ":") { return nil }
    if text[begin].isOne(of: ".-") { begin += 1 }
    if text[begin - 1] == .spacedLetter, namesForeignSecret(before: end) { return .password }
    return strength(begin..<end)
  }

  private func strength(_ range: Range<Int>) -> SecretNames.Strength? {
    let name = text.copy(range)
    if let strength = SecretNames.strength(of: name.lazy.filter(\.isLetter).map(\.lowered)) { return strength }
    // `pass` ends too many other words.
    let word = name.reversed().prefix { $0.isLetter }.count
    return word == 4 && readsCaseless("pass", at: range.upperBound - 4) ? .password : nil
  }

  private mutating func namesForeignSecret(before place: Int) -> Bool {
    let end = text.originalRange(of: place - 1..<place).upperBound
    let label = text.original[max(0, end - SecretNames.longestForeign)..<end]
    steps += label.count
    return SecretNames.foreign.contains { $0.count <= label.count && label.suffix($0.count).elementsEqual($0) }
  }
}
