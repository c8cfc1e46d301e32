/// Finds what is private in one text.
///
/// A pass reads the folded text once; a table tells which bytes may be within something private (`@`, digits, `:` …), and
/// the scanner of that byte looks around. What is found is taken from the text at once, so that nothing is found twice
/// and nothing reaches over it. Passes go on until one finds nothing, because what was found may have hidden its
/// neighbour's edge: what is private in redacted text would be private in the text as well.
///
/// Each scanner looks at a bounded stretch, or at one that no other start shares; `steps` counts what they look at.
struct Scan {
  /// Something private: a range of the folded text.
  struct Hit {
    let kind: RedactionKind
    let range: Range<Int>
  }

  private(set) var text: FoldedText
  private(set) var hits: [Hit] = []
  /// Bytes that were looked at, about.
  var steps = 0
  /// The digits at hand; kept to spare allocations.
  var digits = DigitGroups()

  /// More passes than any text of people needs; a bound, so that a text built for it costs no more.
  private static let passLimit = 4

  init(_ text: FoldedText) { self.text = text }

  /// Finds everything that the forms tell.
  mutating func run() {
    for _ in 0..<Self.passLimit {
      let known = hits.count
      pass()
      if hits.count == known { return }
    }
  }

  /// Notes something private and takes it from the text; gives the place behind it.
  ///
  /// What is taken already stays what it is: the rest is noted piece by piece.
  @discardableResult
  mutating func found(_ kind: RedactionKind, _ range: Range<Int>) -> Int {
    var place = range.lowerBound
    while place < range.upperBound {
      let piece = text.first(.taken, in: place..<range.upperBound) ?? range.upperBound
      if piece > place { hits.append(Hit(kind: kind, range: place..<piece)) }
      place = piece + 1
    }
    steps += range.count
    text.take(range)
    return range.upperBound
  }

  /// Takes text that is no hit from the scanners.
  mutating func close(_ range: Range<Int>) { text.take(range) }

  private mutating func pass() {
    let triggers = Trigger.table
    var place = 0
    let end = text.count
    steps += end
    while place < end {
      let trigger = triggers[Int(text[place])]
      place = trigger == .none ? place + 1 : max(place + 1, look(at: place, trigger))
    }
  }

  /// Lets the scanners of a byte look; gives the place to go on at.
  private mutating func look(at place: Int, _ trigger: Trigger) -> Int {
    switch trigger {
    case .none: place
    case .at: mail(at: place) ?? place
    case .digit: number(at: place)
    case .colon: login(at: place) ?? assignment(at: place) ?? botToken(at: place) ?? longAddress(at: place) ?? place
    case .equals: assignment(at: place) ?? place
    case .dash: privateKey(at: place) ?? key(at: place) ?? place
    case .underscore: key(at: place) ?? place
    case .dot: key(at: place) ?? chatToken(at: place) ?? place
    case .separator: homeDirectory(at: place) ?? place
    case .capital: bareKey(at: place) ?? place
    case .bearer: bearer(at: place) ?? place
    }
  }
}

/// What a byte may be part of.
enum Trigger: UInt8 {
  case none, at, digit, colon, equals, dash, underscore, dot, separator, capital, bearer

  static let table: [Trigger] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case UInt8(ascii: "@"): .at
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: "="): .equals
    case UInt8(ascii: "-"): .dash
    case UInt8(ascii: "_"): .underscore
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: "/"), UInt8(ascii: "\\"): .separator
    case UInt8(ascii: "A"), UInt8(ascii: "S"), UInt8(ascii: "J"): .capital
    case UInt8(ascii: "B"), UInt8(ascii: "b"): .bearer
    default: .none
    }
  }
}
