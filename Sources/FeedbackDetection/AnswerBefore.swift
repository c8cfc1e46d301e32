import FeedbackRules
import Patterns

/// What the rules may ask about the answer before a follow-up.
enum AnswerBefore {
  private static let closeBytes = 200
  private static let openingBytes = 200

  /// Whether a question mark stands in the last 200 bytes: `?`, `？` or `؟`.
  static func asks(_ answer: UnsafeRawBufferPointer) -> Bool {
    let trimmed = UTF8Text.trimmed(answer)
    let close = UTF8Text.slice(answer, max(trimmed.lowerBound, trimmed.upperBound - closeBytes)..<trimmed.upperBound)
    for place in close.indices {
      switch close[place] {
      case 0x3F: return true
      case 0xEF where place + 2 < close.count && close[place + 1] == 0xBC && close[place + 2] == 0x9F: return true
      case 0xD8 where place + 1 < close.count && close[place + 1] == 0x9F: return true
      default: continue
      }
    }
    return false
  }

  static func hasCode(_ answer: UnsafeRawBufferPointer) -> Bool { UTF8Text.fence(in: answer) != nil }

  /// Whether the answer opens with an apology or a refusal.
  static func refuses(_ answer: UnsafeRawBufferPointer, _ scratch: MatchScratch) throws(MatchFailure) -> Bool {
    let opening = UTF8Text.slice(answer, 0..<UTF8Text.floor(openingBytes, in: answer))
    return try scratch.firstMatch(of: ContextPatterns.refusal, in: opening) != nil
  }
}
