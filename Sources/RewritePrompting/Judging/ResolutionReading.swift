/// What a judge said of two answers in one order of them.
public struct ResolutionReading: Hashable, Sendable {
  /// What it said of one answer.
  public struct Mark: Hashable, Sendable {
    /// Whether what the user wanted is done.
    public let isResolved: Bool
    /// How well, from 1 to 5.
    public let score: Int
    /// Whether something that the other answer has right is missing or broken.
    public let hasLost: Bool

    public init(isResolved: Bool, score: Int, hasLost: Bool) {
      self.isResolved = isResolved
      self.score = score
      self.hasLost = hasLost
    }
  }

  public let original: Mark
  public let rewrite: Mark
  /// The better one; nil for a tie.
  public let winner: AnswerSide?
  /// The answer that stood first.
  public let first: AnswerSide
  /// Why, in the judge's words; it belongs into no log.
  public let explanation: String

  public init(original: Mark, rewrite: Mark, winner: AnswerSide?, first: AnswerSide, explanation: String) {
    self.original = original
    self.rewrite = rewrite
    self.winner = winner
    self.first = first
    self.explanation = explanation
  }
}
