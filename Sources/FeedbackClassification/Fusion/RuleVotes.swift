public import FeedbackRules
import Foundation
public import Records

/// What the rules that matched say of one follow-up, as numbers: for each category the logit of the best value among its
/// rules, the logarithm of one plus how many matched, and whether any did. Rules on trial count here: what they are worth is measured too.
public struct RuleVotes: Hashable, Sendable {
  /// Logits, by the categories' priority; 0 where no rule matched.
  public private(set) var logits = [Float](repeating: 0, count: FeedbackCategory.allCases.count)
  public private(set) var counts = [Float](repeating: 0, count: FeedbackCategory.allCases.count)

  /// Appends all columns: logits, counts, whether a rule matched for each category, and whether any did at all.
  func append(to row: inout [Float]) {
    row += logits
    row += counts
    var any: Float = 0
    for count in counts {
      row.append(count > 0 ? 1 : 0)
      if count > 0 { any = 1 }
    }
    row.append(any)
  }

  /// How many columns there are.
  static let width = 3 * FeedbackCategory.allCases.count + 1

  /// Whether the rules alone would have made a verdict.
  public let hasVerdict: Bool

  /// - Parameter fusion: How the rules would decide alone; rules are worth what it has measured.
  public init(_ signals: [Signal], rules: RuleSet, fusion: SignalFusion) {
    hasVerdict = fusion.verdict(on: signals) != nil
    let values = fusion.values
    for signal in signals {
      let category = rules.rules[signal.rule].category.priority
      let value = min(max(values[signal.rule], 0.05), 0.95)
      let logit = Float(log(value / (1 - value)))
      logits[category] = counts[category] == 0 ? logit : max(logits[category], logit)
      counts[category] += 1
    }
    for category in counts.indices { counts[category] = log(1 + counts[category]) }
  }
}
