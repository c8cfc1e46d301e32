public import FeedbackRules
import Records

/// How often each rule matched and was right on labelled follow-ups.
public struct RuleEvaluation: Sendable {
  /// By place in the rule set.
  public let rules: [MeasuredPrecision]
  /// All stable rules of a category pooled, by the category's priority. Rules on trial do not decide, and what they are
  /// worth says nothing of those that do.
  public let categories: [MeasuredPrecision]
  private let names: [String]
  private let followUpCount: Int

  public init(_ followUps: [LabelledFollowUp], rules: RuleSet) {
    var counts = Array(repeating: MeasuredPrecision(), count: rules.rules.count)
    for followUp in followUps {
      for signal in followUp.signals {
        counts[signal.rule].count(label: followUp.label, expected: rules.rules[signal.rule].category)
      }
    }
    var pooled = Array(repeating: MeasuredPrecision(), count: FeedbackCategory.allCases.count)
    for (place, rule) in rules.rules.enumerated() where rule.status == .stable {
      pooled[rule.category.priority] += counts[place]
    }
    self.rules = counts
    categories = pooled
    names = rules.rules.map(\.id.rawValue)
    followUpCount = followUps.count
  }

  /// What is to be written to `Rules/measured.json`: rules that matched, and every category.
  public func measurements(dataName: String, split: String) -> Measurements {
    let measured = zip(names, rules).filter { $0.1.hits > 0 }
    return Measurements(
      data: Measurements.DataSet(name: dataName, split: split, followUps: followUpCount),
      categories: Dictionary(
        uniqueKeysWithValues: FeedbackCategory.allCases.map { ($0.rawValue, categories[$0.priority]) }),
      rules: Dictionary(uniqueKeysWithValues: measured.map { ($0, $1) }))
  }
}
