import FeedbackRules
import Patterns

/// Patterns with the table of their literals, made once and shared by all threads.
struct PatternScreen: Sendable {
  let patterns: [CompiledPattern]
  let table: LiteralTable
  /// A bit for each pattern that has no first, then for each that has no second group of literals.
  let unguarded: [UInt64]

  /// How answers open: `AnswerOpenings.Wording`.
  static let openings = PatternScreen(AnswerOpenings.Wording.allCases.map(\.pattern))
  static let rolePlay = PatternScreen([ContextPatterns.rolePlay])

  /// - Parameter patterns: At most 64.
  init(_ patterns: [CompiledPattern]) {
    self.patterns = patterns
    var literals: [(bytes: [UInt8], bit: Int)] = []
    var unguarded = Array(repeating: UInt64(0), count: RequiredLiterals.mostGroups)
    for (number, pattern) in patterns.enumerated() {
      let groups = RequiredLiterals(of: pattern.source, manyLiterals: 512)?.groups ?? []
      for (group, texts) in groups.enumerated() { literals += texts.map { ($0, group * 64 + number) } }
      for group in unguarded.indices where groups.count <= group { unguarded[group] |= 1 << UInt64(number) }
    }
    table = LiteralTable(literals)
    self.unguarded = unguarded
  }
}

/// Patterns that are matched only where their literals occur: for those of many alternatives, which take PCRE2 long to
/// rule out. One for each thread.
final class ScreenedPatterns {
  private let patterns: [CompiledPattern]
  private let hits: LiteralHits
  private let unguarded: UnsafeMutableBufferPointer<UInt64>

  init(_ screen: PatternScreen) {
    patterns = screen.patterns
    hits = LiteralHits(unitCount: patterns.count, table: screen.table)
    unguarded = .allocate(capacity: screen.unguarded.count)
    _ = unguarded.initialize(from: screen.unguarded)
  }

  deinit { unguarded.deallocate() }

  /// A bit for each pattern that may match in a text of at most `FoldedText.capacity` bytes.
  func candidates(in text: UnsafeRawBufferPointer) -> UInt64 {
    hits.begin(with: UnsafeBufferPointer(unguarded))
    hits.look(in: text)
    return hits.units(0)
  }

  /// Whether a pattern matches; asked of candidates only.
  func matches(
    _ pattern: Int, in text: UnsafeRawBufferPointer, _ scratch: MatchScratch
  ) throws(MatchFailure) -> Bool {
    try scratch.firstMatch(of: patterns[pattern], in: text) != nil
  }
}
