public import FeedbackClassification
public import FeedbackRules

/// What decides what is found: the rules and, unless they decide alone, the embedded model.
public struct DetectionSetup: Sendable {
  public let rules: RuleSet
  public let model: EmbeddedModel?
  /// A follow-up is feedback from this probability on.
  public let threshold: Double
  /// A message is a reformulation from this probability on.
  public let reformulationThreshold: Double

  /// - Parameter threshold: Where it is not to be the model's own.
  public init(rules: RuleSet, model: EmbeddedModel?, threshold: Double? = nil) {
    self.rules = rules
    self.model = model
    self.threshold = threshold ?? model?.header.threshold ?? 0
    reformulationThreshold = model?.header.reformulationThreshold ?? 0
  }

  /// What the recipe of a segment says of the model.
  var recipe: [String] {
    guard let model else { return ["model=none"] }
    return ["model=\(model.digest)", "threshold=\(threshold)"]
  }
}
