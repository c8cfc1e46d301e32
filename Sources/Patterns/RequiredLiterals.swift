/// Literals one of which occurs in every text that a pattern matches: what a literal prefilter looks for.
///
/// The analysis reads the pattern's source by itself and is conservative: a construct that it does not know counts as
/// "anything", never as a literal. Texts and literals are compared folded (`CaseFolding`) and with every run of white
/// space as one space, so that the literals hold for caseless patterns and for `\s+` between words.
public struct RequiredLiterals: Hashable, Sendable {
  /// The folded literals as UTF-8, each of `shortest` bytes or more, sorted, none holding another. Never empty.
  public let alternatives: [[UInt8]]

  /// Literals shorter than this are everywhere and keep nothing out.
  public static let shortest = 2
  /// Longer literals are cut: a few words tell as much as a sentence, and the automaton stays small.
  public static let longest = 18

  /// The literals of a pattern; nil where it has none that it cannot do without.
  public init?(of source: String) {
    var parser = LiteralParser(source)
    guard let set = parser.parse()?.required else { return nil }
    let cut = Set(set.map { Self.utf8(of: $0) })
    guard cut.allSatisfy({ $0.count >= Self.shortest }) else { return nil }
    alternatives = Self.minimal(cut)
  }

  /// Leaves out what holds another literal of the set: where it occurs the other does too.
  private static func minimal(_ literals: Set<[UInt8]>) -> [[UInt8]] {
    var kept: [[UInt8]] = []
    for literal in literals.sorted(by: { $0.count < $1.count }) where !kept.contains(where: { literal.holds($0) }) {
      kept.append(literal)
    }
    return kept.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// UTF-8, cut at a character behind at most `longest` bytes.
  private static func utf8(of literal: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in literal {
      guard let scalar = Unicode.Scalar(value) else { break }
      let encoded = Array(String(Character(scalar)).utf8)
      if bytes.count + encoded.count > longest { break }
      bytes += encoded
    }
    return bytes
  }
}

extension [UInt8] {
  /// Whether `piece` stands somewhere within.
  fileprivate func holds(_ piece: [UInt8]) -> Bool {
    guard piece.count <= count else { return false }
    return (0...(count - piece.count)).contains { self[$0...].starts(with: piece) }
  }
}
