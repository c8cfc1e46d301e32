/// E-mail addresses.
extension Scan {
  /// The address around an `@`.
  ///
  /// Names and hosts may have letters of any script that sets spaces; others end them, so that an address stands free in
  /// Chinese text. A host has a dot, and a last part of letters. Both sides end at the next `@`: none is read twice.
  mutating func mail(at place: Int) -> Int? {
    let start = nameStart(before: place)
    guard start < place, let end = hostEnd(from: place + 1) else { return nil }
    if isReleasedName(start..<place) || isNoMail(start..<place, host: place + 1..<end) { return nil }
    return found(.email, start..<end)
  }

  private mutating func nameStart(before place: Int) -> Int {
    var start = place
    while start > 0, isNamePart(start - 1) { start -= 1 }
    steps += place - start + 1
    while start < place, text[start].isOne(of: ".-+%'&") { start += 1 }
    // The letter of an escape in front is none of the name, as long as a name is left.
    if isEscapeLetter(start), start + 1 < place, !text[start + 1].isOne(of: ".-+%'&") { start += 1 }
    return start
  }

  private func isNamePart(_ place: Int) -> Bool {
    let byte = text[place]
    if byte.isToken || byte == .spacedLetter || byte.isOne(of: ".+%&") { return true }
    return byte == UInt8(ascii: "'") && text[place - 1].isLetter && text[place + 1].isLetter
  }

  /// The end of the longest host that begins at a place.
  private mutating func hostEnd(from start: Int) -> Int? {
    var end: Int?
    var label = start
    var labels = 0
    while true {
      let next = self.end(of: { $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == .spacedLetter }, from: label)
      if next == label { return end }
      labels += 1
      if labels > 1, isTopDomain(label..<next) { end = next }
      guard text[next] == UInt8(ascii: ".") else { return end }
      label = next + 1
    }
  }

  private func isTopDomain(_ range: Range<Int>) -> Bool {
    if reads("xn--", at: range.lowerBound) { return true }
    return (2...24).contains(range.count) && text.isAll({ $0.isLetter || $0 == .spacedLetter }, in: range)
  }

  /// What has the form of an address and is none: `git@github.com:…`, `icon@2x.png`, and products of matrices in code.
  private func isNoMail(_ name: Range<Int>, host: Range<Int>) -> Bool {
    if name.count == 3, reads("git", at: name.lowerBound) { return true }
    if text[host.lowerBound].isDigit, text[host.lowerBound + 1] == UInt8(ascii: "x"),
      text[host.lowerBound + 2] == UInt8(ascii: ".")
    {
      return true
    }
    return name.count <= 2 && text[host.upperBound] == UInt8(ascii: "(")
  }
}
