import FeedbackRules
import Patterns

/// What the beginnings of answers say. Rules and features ask for the same, and the answer behind one follow-up is the
/// answer before the next: what is found out is kept for the last few beginnings. One for each thread.
final class AnswerOpenings {
  /// A way to begin that is looked for.
  enum Wording: Int, CaseIterable {
    case apology, decline, gladness

    var pattern: CompiledPattern {
      switch self {
      case .apology: ContextPatterns.apology
      case .decline: ContextPatterns.decline
      case .gladness: ContextPatterns.gladness
      }
    }
  }

  private let patterns = ScreenedPatterns(.openings)
  private let scratch: MatchScratch
  private var entries: [Entry]
  private var newest = 0

  /// Bytes of an answer's beginning that wordings are looked for in.
  static let bytes = 200

  private static let kept = 4

  /// What is known of one beginning.
  private struct Entry {
    let text = UnsafeMutableRawBufferPointer.allocate(byteCount: AnswerOpenings.bytes, alignment: 8)
    /// -1 where there is none.
    var count = -1
    var candidates: UInt64 = 0
    /// By wording; nil where it was not asked for yet.
    var findings = [Result<Bool, MatchFailure>?](repeating: nil, count: Wording.allCases.count)
  }

  init(scratch: MatchScratch) {
    self.scratch = scratch
    entries = (0..<Self.kept).map { _ in Entry() }
  }

  deinit { for entry in entries { entry.text.deallocate() } }

  /// Whether the first 200 bytes of an answer match a wording's pattern.
  func say(_ wording: Wording, _ answer: UnsafeRawBufferPointer) throws(MatchFailure) -> Bool {
    let opening = UTF8Text.slice(answer, 0..<UTF8Text.floor(Self.bytes, in: answer))
    let place = place(of: opening)
    if entries[place].candidates >> UInt64(wording.rawValue) & 1 == 0 { return false }
    if let finding = entries[place].findings[wording.rawValue] { return try finding.get() }
    let finding = found(wording, opening)
    entries[place].findings[wording.rawValue] = finding
    return try finding.get()
  }

  private func found(_ wording: Wording, _ opening: UnsafeRawBufferPointer) -> Result<Bool, MatchFailure> {
    do {
      return .success(try patterns.matches(wording.rawValue, in: opening, scratch))
    } catch {
      return .failure(error)
    }
  }

  /// The entry of a beginning, which takes the place of the oldest where it is new.
  private func place(of opening: UnsafeRawBufferPointer) -> Int {
    for place in entries.indices where entries[place].count == opening.count {
      let kept = UnsafeRawBufferPointer(rebasing: entries[place].text[..<opening.count])
      if UTF8Text.areEqual(kept, opening) { return place }
    }
    newest = (newest + 1) % Self.kept
    entries[newest].text.copyMemory(from: opening)
    entries[newest].count = opening.count
    entries[newest].candidates = patterns.candidates(in: opening)
    for wording in Wording.allCases { entries[newest].findings[wording.rawValue] = nil }
    return newest
  }
}
