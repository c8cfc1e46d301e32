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
  let resemblance = Resemblance()
  private let answers = Resemblance(limit: answerBytes)
  private let openings: AnswerOpenings
  private let origin = GroupOrigin()
  private var rolePlay = RolePlayMemory()
  private let scratch: MatchScratch

  /// Bytes of an answer that are compared with another.
  private static let answerBytes = 1_000

  /// Conditions that are found out faster than a pattern fails.
  private static let quick = union([.firstFollowUp, .answerShort, .answerAsks, .answerHasCode])
  /// With those that match a pattern in the first 200 bytes of an answer.
  private static let moderate = quick.union(union([.answerRefuses, .answerApologizes, .nextApologizes]))

  private static func union(_ conditions: [RuleCondition]) -> RuleConditions {
    conditions.reduce(into: []) { $0.formUnion(RuleConditions($1)) }
  }

  private static let conditions = RuleCondition.allCases.map { (condition: $0, bit: RuleConditions($0)) }

  init(scratch: MatchScratch, openings: AnswerOpenings) {
    self.scratch = scratch
    self.openings = openings
  }

  func begin(_ followUp: FollowUp) {
    self.followUp = followUp
    text = followUp.text
    windows = MessageWindows(text)
    resemblance.begin(message: text, previous: followUp.previous)
    known = []
    holding = []
    hasRegions = false
  }

  /// Whether the conversation has been set up as role play. A look that is broken off at a limit says no.
  var isRolePlay: Bool { (try? allows(required: RuleConditions(.rolePlay), forbidden: [], group: nil)) ?? false }

  /// The answer behind a follow-up against the one before it.
  func answers(of followUp: FollowUp) -> Resemblance {
    answers.begin(message: followUp.next, previous: followUp.answer)
    return answers
  }

  /// The end of the furthest region of these kinds that holds a byte of the message; nil where none does.
  func endOfRegion(_ kinds: TextRegions, at offset: Int) -> Int? {
    if !hasRegions {
      hasRegions = true
      regions.find(
        in: text, opening: max(windows.opening.upperBound, windows.start.upperBound),
        close: min(windows.tail.lowerBound, windows.close.lowerBound))
    }
    return regions.end(of: kinds, at: offset)
  }

  /// Whether all of `required` and none of `forbidden` hold. `group` is what the match caught, if there is one.
  func allows(
    required: RuleConditions, forbidden: RuleConditions, group: Range<Int>?
  ) throws(MatchFailure) -> Bool {
    let asked = required.union(forbidden)
    if asked.isEmpty { return true }
    for (condition, bit) in Self.conditions where asked.contains(bit) {
      if condition == .groupFromAnswer {
        if comesFromAnswer(group) != required.contains(bit) { return false }
        continue
      }
      if !known.contains(bit) {
        if try holds(condition) { holding.formUnion(bit) }
        known.formUnion(bit)
      }
      if holding.contains(bit) != required.contains(bit) { return false }
    }
    return true
  }

  /// Whether `allows` may still say yes, by the conditions that are quick or known.
  ///
  /// `beforeUnguarded`: a pattern is next that no literal guards, so that conditions that match something short
  /// themselves come first as well.
  func mayAllow(required: RuleConditions, forbidden: RuleConditions, beforeUnguarded: Bool) -> Bool {
    let asked = required.union(forbidden)
    if asked.isEmpty { return true }
    let first = asked.intersection((beforeUnguarded ? Self.moderate : Self.quick).union(known))
    do {
      return try allows(required: required.intersection(first), forbidden: forbidden.intersection(first), group: nil)
    } catch {
      // The condition is asked again behind the pattern, where the failure is counted.
      return true
    }
  }

  /// Asked of each match anew, for each catches something else.
  private func comesFromAnswer(_ group: Range<Int>?) -> Bool {
    guard let followUp, let group else { return false }
    return origin.isAnswerAlone(UTF8Text.slice(text, group), followUp)
  }

  private func holds(_ condition: RuleCondition) throws(MatchFailure) -> Bool {
    guard let followUp else { return false }
    switch condition {
    case .firstFollowUp: return followUp.isFirst
    case .rolePlay: return try rolePlay.isSetUp(before: followUp, scratch)
    case .answerAsks: return AnswerWording.asks(followUp.answer)
    case .answerHasCode: return AnswerWording.hasCode(followUp.answer)
    case .answerShort: return AnswerWording.isShort(followUp.answer)
    case .answerRefuses: return try AnswerWording.refuses(followUp.answer, scratch)
    case .answerApologizes: return try openings.say(.apology, followUp.answer)
    case .nextApologizes: return try AnswerWording.ownsUp(followUp.next, openings, scratch)
    case .nextResemblesAnswer:
      return answers(of: followUp).resembles()
    case .messageHasCode: return resemblance.message.holdsCode
    case .repeatsPrevious: return resemblance.repeats()
    case .sameTemplate: return resemblance.sharesTemplate()
    case .resemblesPrevious: return resemblance.resembles()
    // Asked of each match by `allows`.
    case .groupFromAnswer: return false
    case .extendsPrevious: return resemblance.holdsAllWords() && resemblance.resembles()
    }
  }
}
