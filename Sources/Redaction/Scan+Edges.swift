/// What stands around a place.
extension Scan {
  /// Whether the letter at a place is that of an escape in a string: the `n` of `\n`.
  func isEscapeLetter(_ place: Int) -> Bool {
    text[place].isOne(of: "nrtbf") && text[place - 1] == UInt8(ascii: "\\")
  }

  /// Whether no letter or digit of ASCII, nor `_`, touches a place from the left.
  func startsWord(_ place: Int) -> Bool {
    !text[place - 1].isWord || isEscapeLetter(place - 1)
  }

  /// Whether no character of tokens touches a place from the left, but for one dash (of a list).
  func startsToken(_ place: Int) -> Bool {
    if text[place - 1] == UInt8(ascii: "-") { return !text[place - 2].isToken || isEscapeLetter(place - 2) }
    return startsWord(place)
  }

  /// Whether the folded text at a place reads like a literal of ASCII.
  func reads(_ literal: StaticString, at place: Int) -> Bool {
    guard place >= 0, place + literal.utf8CodeUnitCount <= text.count else { return false }
    return literal.withUTF8Buffer { letters in letters.indices.allSatisfy { text[place + $0] == letters[$0] } }
  }

  /// The same, where the literal is in small letters and the text in any.
  func readsCaseless(_ literal: StaticString, at place: Int) -> Bool {
    guard place >= 0, place + literal.utf8CodeUnitCount <= text.count else { return false }
    return literal.withUTF8Buffer { letters in
      letters.indices.allSatisfy { text[place + $0].lowered == letters[$0] }
    }
  }

  /// The place behind a run of bytes of a kind, at most `limit` behind `start`.
  mutating func end(of kind: (UInt8) -> Bool, from start: Int, limit: Int = .max) -> Int {
    var place = start
    while place < text.count, place - start < limit, kind(text[place]) { place += 1 }
    steps += place - start + 1
    return place
  }

  /// The place where a run of bytes of a kind begins that ends before `end`, at most `limit` before.
  mutating func start(of kind: (UInt8) -> Bool, before end: Int, limit: Int = .max) -> Int {
    var place = end
    while place > 0, end - place < limit, kind(text[place - 1]) { place -= 1 }
    steps += end - place + 1
    return place
  }

  /// Whether a stretch is a name that a release of logs put in the place of another: `NAME_1`.
  func isReleasedName(_ range: Range<Int>) -> Bool {
    guard range.count > 5, reads("NAME_", at: range.lowerBound) else { return false }
    return text.isAll(\.isDigit, in: range.lowerBound + 5..<range.upperBound)
  }
}
