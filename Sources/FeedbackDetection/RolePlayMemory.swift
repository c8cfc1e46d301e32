import FeedbackRules
import Patterns

/// Whether a conversation's user messages have set up role play so far. Each message is looked at once, and only when
/// somebody asks.
struct RolePlayMemory {
  private let pattern = ScreenedPattern(.rolePlay)
  private var conversation: Int?
  private var seen = 0
  private var isSetUp = false

  private static let openingBytes = 4_000

  mutating func isSetUp(before followUp: FollowUp, _ scratch: MatchScratch) throws(MatchFailure) -> Bool {
    // Fewer messages than were seen: another conversation, whatever its number.
    if conversation != followUp.conversation || seen > followUp.earlier.count {
      conversation = followUp.conversation
      seen = 0
      isSetUp = false
    }
    while !isSetUp, seen < followUp.earlier.count {
      let message = followUp.earlier[seen]
      seen += 1
      let opening = UTF8Text.slice(message, 0..<UTF8Text.floor(Self.openingBytes, in: message))
      isSetUp = try pattern.matches(in: opening, scratch)
    }
    return isSetUp
  }
}
