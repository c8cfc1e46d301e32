import FeedbackRules
import Patterns

/// A pattern with the table of its literals, made once and shared by all threads.
struct PatternScreen: Sendable {
  let pattern: CompiledPattern
  let table: LiteralTable
  /// How many groups of literals the pattern has, up to `RequiredLiterals.mostGroups`.
  let groupCount: Int

  static let apology = PatternScreen(ContextPatterns.apology)
  static let decline = PatternScreen(ContextPatterns.decline)
  static let gladness = PatternScreen(ContextPatterns.gladness)
  static let rolePlay = PatternScreen(ContextPatterns.rolePlay)

  init(_ pattern: CompiledPattern) {
    self.pattern = pattern
    let groups = RequiredLiterals(of: pattern.source, manyLiterals: 512)?.groups ?? []
    groupCount = groups.count
    // One unit: bit 0 of the first word for its first group, of the second word for its second.
    table = LiteralTable(groups.enumerated().flatMap { group, literals in literals.map { ($0, group * 64) } })
  }
}

/// A pattern that is matched only where its literals occur: for patterns of many alternatives, which take PCRE2 long to
/// rule out. One for each thread.
final class ScreenedPattern {
  private let pattern: CompiledPattern
  private let hits: LiteralHits
  private let unseen: UnsafeMutableBufferPointer<UInt64>

  init(_ screen: PatternScreen) {
    pattern = screen.pattern
    hits = LiteralHits(unitCount: 1, table: screen.table)
    unseen = .allocate(capacity: RequiredLiterals.mostGroups)
    for group in unseen.indices { unseen.initializeElement(at: group, to: screen.groupCount <= group ? 1 : 0) }
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
