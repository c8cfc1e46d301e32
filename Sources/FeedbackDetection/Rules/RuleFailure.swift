public import Patterns

/// A kind of failure of one rule, to be counted: a match that was broken off at a limit.
public struct RuleFailure: Hashable, Sendable {
  /// The rule's place in the rule set.
  public let rule: Int
  public let code: MatchFailure.Code

  public init(rule: Int, code: MatchFailure.Code) {
    self.rule = rule
    self.code = code
  }
}
