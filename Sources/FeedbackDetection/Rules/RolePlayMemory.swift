import FeedbackRules
import Patterns

/// Whether a conversation's instructions or user messages have set up role play so far. Each message is looked at once, and only when
/// somebody asks.
struct RolePlayMemory {
  private let pattern = ScreenedPatterns(.rolePlay)
  private var conversation: Int?
  private var seen = 0
  private var isSetUp = false

  private static let openingBytes = 1_500

  mutating func isSetUp(before followUp: FollowUp, _ scratch: MatchScratch) throws(MatchFailure) -> Bool {
    // Fewer messages than were seen: another conversation, whatever its number.
    if conversation != followUp.conversation || seen > followUp.earlier.count {
      conversation = followUp.conversation
      seen = 0
      isSetUp = try matches(followUp.instructions, scratch)
    }
    while !isSetUp, seen < followUp.earlier.count {
      let message = followUp.earlier[seen]
      seen += 1
      isSetUp = try matches(message, scratch)
    }
    return isSetUp
  }

  private func matches(_ text: UnsafeRawBufferPointer, _ scratch: MatchScratch) throws(MatchFailure) -> Bool {
    if text.isEmpty { return false }
    let opening = UTF8Text.slice(text, 0..<UTF8Text.floor(Self.openingBytes, in: text))
    if pattern.candidates(in: opening) == 0 { return false }
    return try pattern.matches(0, in: opening, scratch)
  }
}
