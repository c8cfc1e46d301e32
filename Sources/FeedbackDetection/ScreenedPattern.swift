import Patterns

/// A pattern that is matched only where its literals occur: for patterns of many alternatives over much text, which take
/// PCRE2 long to rule out. One for each thread.
final class ScreenedPattern {
  private let pattern: CompiledPattern
  private let hits: LiteralHits
  private let unseen: UnsafeMutableBufferPointer<UInt64>

  init(_ pattern: CompiledPattern) {
    self.pattern = pattern
    let groups = RequiredLiterals(of: pattern.source)?.groups ?? []
    // One unit: bit 0 of the first word for its first group, of the second word for its second.
    let literals = groups.enumerated().flatMap { group, literals in literals.map { ($0, group * 64) } }
    hits = LiteralHits(unitCount: 1, table: LiteralTable(literals))
    unseen = .allocate(capacity: 2)
    for group in unseen.indices { unseen.initializeElement(at: group, to: groups.count <= group ? 1 : 0) }
  }

  deinit { unseen.deallocate() }

  /// Whether the pattern matches in a text of at most `FoldedText.capacity` bytes.
  func matches(in text: UnsafeRawBufferPointer, _ scratch: MatchScratch) throws(MatchFailure) -> Bool {
    hits.begin(with: UnsafeBufferPointer(unseen))
    hits.look(in: text)
    if hits.units(0) == 0 { return false }
    return try scratch.firstMatch(of: pattern, in: text) != nil
  }
}
