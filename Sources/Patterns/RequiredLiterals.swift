/// Literals that occur in every text that a pattern matches, one of each group: what a literal prefilter looks for.
///
/// The analysis reads the pattern's source by itself and is conservative: a construct that it does not know counts as
/// "anything", never as a literal. Texts and literals are compared folded (`CaseFolding`) and with every run of white
/// space as one space, so that the literals hold for caseless patterns and for `\s+` between words.
public struct RequiredLiterals: Hashable, Sendable {
  /// Groups of literals, one of each of which must occur; the strongest group first. Never empty.
  ///
  /// Literals are folded UTF-8 of `shortest` bytes or more; those of a group are sorted, and none holds another.
  public let groups: [[[UInt8]]]

  /// There are no more groups than this.
  public static let mostGroups = LiteralKnowledge.mostSets
  /// Literals shorter than this are everywhere and keep nothing out.
  public static let shortest = 2
  /// Longer literals are cut: a few words tell as much as a sentence, and two machine words hold them.
  public static let longest = 16

  /// The literals of a pattern; nil where it has none that it cannot do without.
  ///
  /// - Parameter manyLiterals: A group of more is cut shorter, as far as that leaves some bytes of each.
  public init?(of source: String, manyLiterals: Int = 24) {
    var parser = LiteralParser(source)
    let sets = (parser.parse()?.required ?? []).map { Self.group(of: $0, manyLiterals: manyLiterals) }
    // A weak second group, such as the articles, keeps nothing out that the first lets through.
    groups = sets.enumerated().filter { place, group in
      group.allSatisfy { $0.count >= (place == 0 ? Self.shortest : Self.shortestInSecond) }
    }.map(\.element)
    if groups.isEmpty { return nil }
  }

  private static let shortestInSecond = 3
  private static let cutTo = 9

  private static func group(of texts: Set<[UInt32]>, manyLiterals: Int) -> [[UInt8]] {
    var length = longest
    while true {
      let group = minimal(Set(texts.map { utf8(of: $0, atMost: length) }))
      if group.count <= manyLiterals || length <= cutTo { return group }
      length -= 2
    }
  }

  /// Leaves out what holds another literal of the set: where it occurs the other does too.
  private static func minimal(_ literals: Set<[UInt8]>) -> [[UInt8]] {
    var kept: [[UInt8]] = []
    for literal in literals.sorted(by: { $0.count < $1.count }) where !kept.contains(where: { literal.holds($0) }) {
      kept.append(literal)
    }
    return kept.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// UTF-8, cut at a character behind at most so many bytes.
  private static func utf8(of literal: [UInt32], atMost length: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in literal {
      guard let scalar = Unicode.Scalar(value) else { break }
      if bytes.count + UTF8.width(scalar) > length { break }
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
    return bytes
  }
}

extension [UInt8] {
  /// Whether `piece` stands somewhere within.
  fileprivate func holds(_ piece: [UInt8]) -> Bool {
    guard piece.count <= count else { return false }
    return (0...(count - piece.count)).contains { start in
      piece.indices.allSatisfy { self[start + $0] == piece[$0] }
    }
  }
}
