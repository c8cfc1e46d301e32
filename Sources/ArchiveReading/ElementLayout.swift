/// What the first element on a line of its own shows of how a text is laid out, so that a cut element costs only
/// itself: a line that begins just like that element begins the next one.
///
/// Within a whole element no line does, unless nothing in the text is indented at all; then only a newline within a
/// string, which JSON does not know, shows that an element was cut.
struct ElementLayout {
  private enum Trust {
    /// The first element has not shown yet how it goes on.
    case open
    case always
    case inStringsOnly
  }

  private var indent: [UInt8]?
  private var trust = Trust.open

  var isKnown: Bool { indent != nil }

  /// How many bytes behind a newline must be there before `beginsAnew` can tell.
  var bytesNeeded: Int { indent.map { $0.count + 1 } ?? 0 }

  /// Takes the white space in front of an element, if it is the first.
  mutating func learn(indentOf range: Range<Int>, in base: UnsafeMutableRawPointer) {
    guard indent == nil else { return }
    indent = range.map { base[$0] }
  }

  /// An element that ended on the line where it began has nothing inside that could look like another.
  mutating func endElement() {
    if isKnown, trust == .open { trust = .always }
  }

  /// Whether a new element begins behind the newline, although the present one, begun at `start`, has not ended.
  mutating func beginsAnew(
    behind newline: Int, to end: Int, isInString: Bool, since start: Int, in base: UnsafeMutableRawPointer
  ) -> Bool {
    guard let indent else { return false }
    let next = newline + 1 + indent.count
    let matches = next < end && Self.begins(indent, at: newline + 1, in: base)
    if trust == .open {
      let isDeeper = matches && (base[next] == 32 || base[next] == 9)
      trust = isDeeper || !Self.opensAlone(start, newline, in: base) ? .always : .inStringsOnly
    }
    guard matches, base[next] == JSONBytes.openBrace else { return false }
    return isInString || (trust == .always && !Self.awaitsValue(newline, since: start, in: base))
  }

  /// Whether nothing but the bracket stands on the element's first line. Who writes so and indents nothing breaks lines
  /// anywhere; who puts more on the line ends it with the element.
  private static func opensAlone(_ start: Int, _ newline: Int, in base: UnsafeMutableRawPointer) -> Bool {
    (start + 1..<max(newline, start + 1)).allSatisfy { JSONBytes.isSpace(base[$0]) }
  }

  /// A brace behind a colon or an opening bracket is a value of the present element, wherever it stands.
  private static func awaitsValue(_ newline: Int, since start: Int, in base: UnsafeMutableRawPointer) -> Bool {
    var place = newline
    while place > start, JSONBytes.isSpace(base[place - 1]) { place -= 1 }
    return place > start && (base[place - 1] == JSONBytes.colon || base[place - 1] == JSONBytes.openBracket)
  }

  private static func begins(_ indent: [UInt8], at place: Int, in base: UnsafeMutableRawPointer) -> Bool {
    indent.indices.allSatisfy { indent[$0] == base[place + $0] }
  }
}
