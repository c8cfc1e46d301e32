public import Records

/// Answers to one prompt that people compared: a vote between two, or an order of several.
public struct JudgedAnswers: Hashable, Sendable {
  /// What people said of the answers.
  public enum Judgement: Hashable, Sendable {
    /// The place of the better answer.
    case winner(Int)
    case tie
    case bothBad
    /// For each answer its rank, 0 for the best; nil where it has none. Equal ranks are ties.
    case ranks([Int?])
  }

  /// `targetIndex` is the place of the answers in their record.
  public var source = PairSource()
  /// Oldest message first; the last one is the user's.
  public var prompt: [Message] = []
  public var answers: [String] = []
  public var judgement = Judgement.tie
  /// Whether the source marks it as toxic; nil where it says nothing.
  public var isToxic: Bool?

  public init() {}
}
