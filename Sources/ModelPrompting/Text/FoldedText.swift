internal import Records

/// A text as it is compared with a quote: canonically equivalent spellings are equal, any white space is one space, hidden
/// characters are nothing, and so is the mark `[… 40 hidden …]` that a request shows for many. Each character knows the
/// bytes of the text that it stands for.
struct FoldedText {
  /// Swift compares characters by canonical equivalence, which is the equality of their NFC.
  let characters: [Character]
  /// The bytes of the text that each character stands for; ascending, and without overlaps.
  private let spans: [ByteSpan]

  init(_ text: String) {
    var scalars = String.UnicodeScalarView()
    var places: [ByteSpan] = []
    var offset = 0
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let span = ByteSpan(start: offset, end: offset + UTF8.width(scalar))
      offset = span.end
      if HiddenScalars.isHidden(scalar) { continue }
      if scalar == "[", let mark = NeutralText.markOfHidden(behind: rest) {
        offset += mark.reduce(0) { $0 + UTF8.width($1) }
        rest = rest[mark.endIndex...]
      } else if !scalar.properties.isWhitespace {
        scalars.append(scalar)
        places.append(span)
      } else if let last = scalars.last, last != " " {
        scalars.append(" ")
        places.append(span)
      }
    }
    if scalars.last == " " {
      scalars.removeLast()
      places.removeLast()
    }
    var next = 0
    var spans: [ByteSpan] = []
    characters = Array(String(scalars))
    for character in characters {
      let count = character.unicodeScalars.count
      spans.append(ByteSpan(start: places[next].start, end: places[next + count - 1].end))
      next += count
    }
    self.spans = spans
  }

  /// Where characters stand in this text, by the places of the first of them.
  ///
  /// Knuth, Morris and Pratt's search, because both texts are written by strangers: a comparison at every place takes
  /// minutes for a long run of one letter.
  func places(of sought: [Character]) -> [Int] {
    guard !sought.isEmpty, sought.count <= characters.count else { return [] }
    let fallback = Self.fallback(of: sought)
    var found: [Int] = []
    var matched = 0
    for (place, character) in characters.enumerated() {
      while matched > 0, matched == sought.count || sought[matched] != character { matched = fallback[matched - 1] }
      if sought[matched] == character { matched += 1 }
      if matched == sought.count { found.append(place - matched + 1) }
    }
    return found
  }

  /// For each beginning of a text, how long its longest own beginning is that also ends it.
  private static func fallback(of sought: [Character]) -> [Int] {
    var lengths = [Int](repeating: 0, count: sought.count)
    var length = 0
    for place in sought.indices.dropFirst() {
      while length > 0, sought[length] != sought[place] { length = lengths[length - 1] }
      if sought[length] == sought[place] { length += 1 }
      lengths[place] = length
    }
    return lengths
  }

  /// The bytes of the text that some characters stand for.
  func span(of characters: Range<Int>) -> ByteSpan {
    ByteSpan(start: spans[characters.lowerBound].start, end: spans[characters.upperBound - 1].end)
  }

  /// Whether a piece begins or ends within a word, in scripts that put spaces between words.
  func splitsWord(_ range: Range<Int>) -> Bool {
    joins(range.lowerBound - 1, range.lowerBound) || joins(range.upperBound - 1, range.upperBound)
  }

  private func joins(_ left: Int, _ right: Int) -> Bool {
    guard left >= 0, right < characters.count else { return false }
    return Self.isWordPart(characters[left]) && Self.isWordPart(characters[right])
  }

  private static func isWordPart(_ character: Character) -> Bool {
    character.isCased || character == "_" || (character.isASCII && character.isNumber)
  }
}
