public import FeedbackRules
import Foundation
public import Records

/// What the rules that matched say of one follow-up, as numbers: for each category the logit of the best value among its
/// rules, and the logarithm of one plus how many matched. Rules on trial count here: what they are worth is measured too.
public struct RuleVotes: Hashable, Sendable {
  /// Logits, by the categories' priority; 0 where no rule matched.
  public private(set) var logits = [Float](repeating: 0, count: FeedbackCategory.allCases.count)
  public private(set) var counts = [Float](repeating: 0, count: FeedbackCategory.allCases.count)

  public init(_ signals: [Signal], rules: RuleSet, values: RuleValues) {
    for signal in signals {
      let category = rules.rules[signal.rule].category.priority
      let value = min(max(values[signal.rule], 0.02), 0.98)
      let logit = Float(log(value / (1 - value)))
      logits[category] = counts[category] == 0 ? logit : max(logits[category], logit)
      counts[category] += 1
    }
    for category in counts.indices { counts[category] = log(1 + counts[category]) }
  }
}
