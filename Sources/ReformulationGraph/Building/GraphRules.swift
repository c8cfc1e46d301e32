public import NearDuplicates

/// How requests become states, and what is assumed of their ends.
public struct GraphRules: Hashable, Sendable {
  /// When two requests are so nearly the same that they are one state; nil for never.
  ///
  /// Similarity is that of shingles of three words, so that short requests are only merged where they agree: two wordings
  /// of one question are what the graph is about and must stay apart.
  public var nearDuplicates: SimilarityRule?
  /// Requests that differ in numbers alone become one state if each occurs in fewer sessions than this…
  public var templateSessions: Int
  /// …and there are at least so many of them.
  public var templateForms: Int
  public var prior: EndingPrior

  public init(
    nearDuplicates: SimilarityRule? = .standard, templateSessions: Int = 5, templateForms: Int = 3,
    prior: EndingPrior = .corpus(strength: 1)
  ) {
    self.nearDuplicates = nearDuplicates
    self.templateSessions = templateSessions
    self.templateForms = templateForms
    self.prior = prior
  }
}
