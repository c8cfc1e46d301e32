internal import DatasetWriting
internal import FeedbackClassification
internal import FeedbackRules

extension RuleSet {
  /// The rules that are run, as a dataset keeps them.
  var summaries: [RuleSummary] {
    let values = RuleValues(rules: self)
    return rules.indices.filter { rules[$0].status.isRun }.map { place in
      let rule = rules[place]
      let measured = measured(place)
      return RuleSummary(
        id: rule.id, title: rule.title, category: rule.category, language: rule.language, status: rule.status.rawValue,
        hits: measured.hits, right: measured.right, value: values[place])
    }
  }
}
