/// One piece of evidence on one follow-up: a rule that matched, or a structure that was seen.
public struct Signal: Hashable, Sendable {
  /// The rule's place in its `RuleSet`.
  public let rule: Int
  /// Where in the follow-up's text the evidence stands.
  public let span: ByteSpan

  public init(rule: Int, span: ByteSpan) {
    self.rule = rule
    self.span = span
  }
}

/// What one classifier says of one follow-up.
public struct Verdict: Hashable, Sendable {
  public let category: FeedbackCategory
  /// Whether praise and complaint stand together in the follow-up; the category is then the negative one.
  public let isMixed: Bool
  /// The probability that the category is right, from 0 to 1, calibrated on the labelled data.
  public let confidence: Double
  /// The verbatim piece of the follow-up that carries the feedback.
  public let span: ByteSpan
  /// The rules that speak for the category, strongest first. Places in the `RuleSet`.
  public let evidence: [Int]
  public let decidedBy: Decider

  /// What a verdict comes from.
  public enum Decider: String, CaseIterable, Hashable, Sendable, Codable {
    case rules, model
    /// The model, and a rule that may decide speaks for the same category.
    case both
  }

  public init(
    category: FeedbackCategory, isMixed: Bool, confidence: Double, span: ByteSpan, evidence: [Int],
    decidedBy: Decider = .rules
  ) {
    self.category = category
    self.isMixed = isMixed
    self.confidence = confidence
    self.span = span
    self.evidence = evidence
    self.decidedBy = decidedBy
  }
}
