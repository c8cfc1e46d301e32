/// The life of a rule. Raw values are what the packs say.
public enum RuleStatus: String, CaseIterable, Hashable, Sendable {
  /// Being written: checked, never run.
  case draft
  /// Run and measured, but never decides.
  case trial
  case stable
  /// Kept for the record: checked, never run.
  case retired

  /// Whether detection runs the rule.
  public var isRun: Bool { self == .trial || self == .stable }
}

/// Where in a follow-up a rule looks. The *said text* begins at the first letter or number.
public enum RuleWindow: String, CaseIterable, Hashable, Sendable {
  /// The match begins where the said text begins; the first 1,000 bytes are looked at.
  case start
  /// Anywhere in the first 400 bytes of the said text.
  case head
  /// Anywhere in the last 300 bytes, white space behind them left out.
  case tail
  /// The match covers the said text, of at most 1,000 bytes, but for what is neither letter nor number behind it.
  case whole
  /// The first 4,000 bytes and the last 300.
  case anywhere
}

/// Regions of a follow-up in which a match may not count.
public struct TextRegions: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// Fenced blocks and inline code.
  public static let code = TextRegions(rawValue: 1)
  /// Quoted lines and text between quotation marks.
  public static let quote = TextRegions(rawValue: 2)

  /// The names that the packs use.
  public static let names: [(name: String, regions: TextRegions)] = [("code", .code), ("quote", .quote)]
}

/// What may be asked of a follow-up beside its wording. Raw values are what the packs say; the cases stand in the order
/// in which they are tried, cheap ones first.
public enum RuleCondition: String, CaseIterable, Hashable, Sendable {
  case firstFollowUp = "first_follow_up"
  case answerShort = "answer_short"
  case answerAsks = "answer_asks"
  case answerRefuses = "answer_refuses"
  case answerApologizes = "answer_apologizes"
  case nextApologizes = "next_apologizes"
  case answerHasCode = "answer_has_code"
  case messageHasCode = "message_has_code"
  case repeatsPrevious = "repeats_previous"
  case sameTemplate = "same_template"
  case extendsPrevious = "extends_previous"
  case resemblesPrevious = "resembles_previous"
  case nextResemblesAnswer = "next_resembles_answer"
  case rolePlay = "role_play"
  /// About the match itself: what its first group caught.
  case groupFromAnswer = "group_from_answer"
}

/// A set of conditions.
public struct RuleConditions: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public init(_ condition: RuleCondition) {
    // The place among the cases; `allCases` holds every case.
    let place = RuleCondition.allCases.firstIndex(of: condition) ?? 0
    rawValue = 1 << UInt32(place)
  }

  /// The members in the order in which they are tried.
  public var members: [RuleCondition] { RuleCondition.allCases.filter { contains(RuleConditions($0)) } }
}
