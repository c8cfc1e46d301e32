public import FeedbackRules
import Records

/// What each rule's match is worth: the probability that the follow-up is of the rule's category.
///
/// It is the precision measured on labelled follow-ups, shrunk towards the pooled precision of the category's
/// stable rules: `(right + k · prior) / (hits + k)`, the mean of a beta distribution whose prior counts for `k` hits. Three
/// lucky hits are no certainty, and a rule that was never measured has the prior of its category; a category that was
/// never measured has 0.5.
public struct RuleValues: Hashable, Sendable {
  /// By place in the rule set.
  public let values: [Double]

  /// For how many hits the prior counts; chosen small, so that ten hits of a rule's own outweigh it.
  public static let priorHits = 4.0

  /// The values under `measurements`; by default those that were loaded with the rules.
  public init(rules: RuleSet, measurements: Measurements?) {
    let priors = FeedbackCategory.allCases.map { category in
      let pooled = measurements?.categories[category.rawValue] ?? MeasuredPrecision()
      return pooled.hits == 0 ? 0.5 : Double(pooled.right) / Double(pooled.hits)
    }
    values = rules.rules.map { rule in
      let measured = measurements?.rules[rule.id.rawValue] ?? MeasuredPrecision()
      return (Double(measured.right) + Self.priorHits * priors[rule.category.priority])
        / (Double(measured.hits) + Self.priorHits)
    }
  }

  public init(rules: RuleSet) { self.init(rules: rules, measurements: rules.measurements) }

  public subscript(rule: Int) -> Double { values[rule] }
}
