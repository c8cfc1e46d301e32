import FeedbackRules
import Patterns

/// One follow-up with all that rules may ask of it, each thing found out once and only when asked for.
final class FollowUpContext {
  private(set) var text = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var windows = MessageWindows(UnsafeRawBufferPointer(start: nil, count: 0))
  private var followUp: FollowUp?
  private var known: RuleConditions = []
  private var holding: RuleConditions = []
  private var hasRegions = false
  private let regions = RegionFinder()
  private let resemblance = Resemblance()
  private var rolePlay = RolePlayMemory()
  private let scratch: MatchScratch

  private static let conditions = RuleCondition.allCases.map { (condition: $0, bit: RuleConditions($0)) }

  init(scratch: MatchScratch) { self.scratch = scratch }

  func begin(_ followUp: FollowUp) {
    self.followUp = followUp
    text = followUp.text
    windows = MessageWindows(text)
    resemblance.begin(message: text, previous: followUp.previous)
    known = []
    holding = []
    hasRegions = false
  }

  /// The end of the furthest region of these kinds that holds a byte of the message; nil where none does.
  func endOfRegion(_ kinds: TextRegions, at offset: Int) -> Int? {
    if !hasRegions {
      hasRegions = true
      regions.find(
        in: text, opening: max(windows.opening.upperBound, windows.head.upperBound),
        close: min(windows.tail.lowerBound, windows.close.lowerBound))
    }
    return regions.end(of: kinds, at: offset)
  }

  /// Whether all of `required` and none of `forbidden` hold.
  func allows(required: RuleConditions, forbidden: RuleConditions) throws(MatchFailure) -> Bool {
    let asked = required.union(forbidden)
    if asked.isEmpty { return true }
    for (condition, bit) in Self.conditions where asked.contains(bit) {
      if !known.contains(bit) {
        if try holds(condition) { holding.formUnion(bit) }
        known.formUnion(bit)
      }
      if holding.contains(bit) != required.contains(bit) { return false }
    }
    return true
  }

  private func holds(_ condition: RuleCondition) throws(MatchFailure) -> Bool {
    guard let followUp else { return false }
    switch condition {
    case .firstFollowUp: return followUp.isFirst
    case .rolePlay: return try rolePlay.isSetUp(before: followUp, scratch)
    case .answerAsks: return AnswerBefore.asks(followUp.answer)
    case .answerHasCode: return AnswerBefore.hasCode(followUp.answer)
    case .answerRefuses: return try AnswerBefore.refuses(followUp.answer, scratch)
    case .messageHasCode: return PastedCode.isHeld(by: text)
    case .repeatsPrevious: return resemblance.repeats()
    case .sameTemplate: return resemblance.sharesTemplate()
    case .resemblesPrevious: return resemblance.resembles()
    case .extendsPrevious: return resemblance.holdsAllWords() && resemblance.resembles()
    }
  }
}
