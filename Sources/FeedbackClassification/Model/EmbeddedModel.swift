public import FeedbackDetection
public import Records

/// What the model says of one follow-up.
public struct ModelOpinion: Hashable, Sendable {
  /// Probabilities of the categories by priority, then of no feedback; they add up to 1.
  public let categories: [Float]
  /// Probabilities of the relations, in the order of `Relation.allCases`.
  public let relations: [Float]

  /// The probability that the follow-up is feedback of any category.
  public var feedback: Float { 1 - categories[FeedbackCategory.allCases.count] }
  /// The likeliest of the five categories.
  public var category: FeedbackCategory { FeedbackCategory.allCases[Self.greatest(categories.dropLast())] }
  /// The probability that the message asks for the same as the one before it.
  public var reformulation: Float {
    relations[Relation.same.place] + relations[Relation.rephrase.place] + relations[Relation.refine.place]
  }

  /// Whether it is feedback from a threshold on. Where no category is likelier than one in five there is nothing to say.
  func isFeedback(from threshold: Double) -> Bool {
    Double(feedback) >= threshold && categories[category.priority] >= Self.leastOfACategory
  }

  private static let leastOfACategory: Float = 0.2

  /// The same but for the categories, of which none is left.
  var withoutFeedback: ModelOpinion {
    let none = FeedbackCategory.allCases.map { _ in Float(0) } + [1]
    return ModelOpinion(categories: none, relations: relations)
  }

  /// The relation where the probability of a reformulation reaches a threshold: the likeliest of those that are one, or of
  /// those that are none.
  public func relation(reformulationFrom threshold: Double) -> Relation {
    Double(reformulation) >= threshold ? likeliest { $0.isReformulation } : likeliest { !$0.isReformulation }
  }

  private func likeliest(_ counts: (Relation) -> Bool) -> Relation {
    var best: Relation?
    for relation in Relation.allCases where counts(relation) {
      if best.map({ relations[$0.place] < relations[relation.place] }) ?? true { best = relation }
    }
    return best ?? .followUp
  }

  private static func greatest(_ values: ArraySlice<Float>) -> Int {
    values.indices.max { (values[$0], $1) < (values[$1], $0) } ?? 0
  }
}

/// The embedded classifier: two linear stages over hashed n-grams, dense features and rule votes.
public struct EmbeddedModel: Sendable {
  let stage: PackedStage
  let categoryFusion: StageTwo
  let relationFusion: StageTwo
  let satisfaction: StageTwo
  /// The mean probability of negative feedback in the training data.
  let base: Float
  /// How rare words are; the detector must measure with the same.
  public let wordWeights: WordWeights

  /// What the model's file says of itself.
  public let header: ModelHeader
  /// The first 16 hexadecimal digits of the SHA-256 of the file that it was read from; empty where there is none yet.
  public let digest: String

  /// Five categories and none; as many relations.
  static let classCount = FeedbackCategory.allCases.count + 1

  /// The opinions on the follow-ups of one conversation, in their order.
  func opinions(_ scores: [StageOneScores], _ votes: [RuleVotes]) -> [ModelOpinion] {
    StageTwoRow.rows(scores, votes, base: base).map { row in
      ModelOpinion(
        categories: Self.list(categoryFusion.probabilities(row, classCount: Self.classCount)),
        relations: Self.list(relationFusion.probabilities(row, classCount: Self.classCount)))
    }
  }

  private static func list(_ probabilities: SIMD8<Float>) -> [Float] { (0..<classCount).map { probabilities[$0] } }
}
