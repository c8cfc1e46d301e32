import FeedbackRules
import Patterns

/// What the rules may ask about the answers before and behind a follow-up.
enum AnswerWording {
  private static let closeBytes = 200
  private static let shortBytes = 120
  private static let listBytes = 2_000

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

  /// Whether one of the first lines begins with a number and a stop or bracket, or with a bullet, and a space.
  static func hasList(_ answer: UnsafeRawBufferPointer) -> Bool {
    let end = min(answer.count, listBytes)
    var place = 0
    while place < end {
      while place < end, answer[place] == 0x20 || answer[place] == 0x09 { place += 1 }
      if isListMark(answer, at: place, end) { return true }
      place = (UTF8Text.first(0x0A, in: answer, from: place) ?? end) + 1
    }
    return false
  }

  private static func isListMark(_ answer: UnsafeRawBufferPointer, at start: Int, _ end: Int) -> Bool {
    var place = start
    while place < end, (0x30...0x39).contains(answer[place]) { place += 1 }
    guard place + 1 < end, answer[place + 1] == 0x20 else { return false }
    return place > start
      ? answer[place] == 0x2E || answer[place] == 0x29 : answer[place] == 0x2D || answer[place] == 0x2A
  }

  static func hasCode(_ answer: UnsafeRawBufferPointer) -> Bool { UTF8Text.fence(in: answer) != nil }

  /// Whether the answer, white space at its ends left out, has fewer than 120 bytes; so has one that is not there.
  static func isShort(_ answer: UnsafeRawBufferPointer) -> Bool { UTF8Text.trimmed(answer).count < shortBytes }

  /// What stands at the beginning, as far as patterns look at it.
  private static func opening(_ answer: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UTF8Text.slice(answer, 0..<UTF8Text.floor(AnswerOpenings.bytes, in: answer))
  }

  /// Whether the answer opens with an apology or a refusal.
  static func refuses(_ answer: UnsafeRawBufferPointer, _ scratch: MatchScratch) throws(MatchFailure) -> Bool {
    try scratch.firstMatch(of: ContextPatterns.refusal, in: opening(answer)) != nil
  }

  /// Whether the answer opens with an apology and not with an excuse for leaving things undone.
  static func ownsUp(
    _ answer: UnsafeRawBufferPointer, _ openings: AnswerOpenings, _ scratch: MatchScratch
  ) throws(MatchFailure) -> Bool {
    guard try openings.say(.apology, answer) else { return false }
    return try scratch.firstMatch(of: ContextPatterns.decline, in: opening(answer)) == nil
  }
}
