public import FeedbackDetection
public import FeedbackRules
public import Records

/// Lets the model look at the follow-ups of one conversation after the other; one for each thread.
public final class ConversationClassifier {
  private let model: EmbeddedModel
  private let rules: RuleSet
  private let fusion: SignalFusion
  private var scores: [StageOneScores] = []
  private var votes: [RuleVotes] = []
  private var dense: [[Float]] = []

  public init(model: EmbeddedModel, rules: RuleSet) {
    self.model = model
    self.rules = rules
    fusion = SignalFusion(rules: rules)
  }

  /// Begins another conversation.
  public func begin() {
    scores.removeAll(keepingCapacity: true)
    votes.removeAll(keepingCapacity: true)
    dense.removeAll(keepingCapacity: true)
  }

  /// Takes the next follow-up of the conversation: what the rules said of it, and its features.
  public func take(_ signals: [Signal], _ features: FollowUpFeatures) {
    scores.append(model.stage.scores(features))
    votes.append(RuleVotes(signals, rules: rules, fusion: fusion))
    dense.append(Array(features.dense))
  }

  /// The model's opinions on all follow-ups that were taken, in their order.
  public func opinions() -> [ModelOpinion] {
    model.opinions(scores, votes).enumerated().map { place, opinion in
      StageTwoRow.isMuted(dense[place], votes[place]) ? opinion.withoutFeedback : opinion
    }
  }

  /// What the model makes of the answer before a follow-up.
  public func satisfaction(beforeFollowUp place: Int, _ opinion: ModelOpinion) -> SatisfactionOpinion {
    let row = SatisfactionStage.row(dense: dense[place], scaling: model.stage.scaling, opinion: opinion)
    return SatisfactionStage.opinion(row, model.satisfaction)
  }

  /// The dense features that spoke most for a category of a follow-up against no feedback, the strongest first.
  public func reasons(for category: FeedbackCategory, ofFollowUp place: Int, most: Int = 3) -> [DenseFeature] {
    let (own, none) = (category.priority, FeedbackCategory.allCases.count)
    let shares = DenseFeature.allCases.enumerated().map { column, feature in
      let weights = model.stage.dense[column]
      let value = model.stage.scaling.scaled(dense[place][column], column)
      return (feature: feature, share: (weights[own] - weights[none]) * value)
    }
    return shares.filter { $0.share > 0 }.sorted { $0.share > $1.share }.prefix(most).map(\.feature)
  }
}
