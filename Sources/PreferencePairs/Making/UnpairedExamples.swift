public import Records

/// Makes examples of wanted and unwanted answers, for losses that need no pairs (KTO).
///
/// After Don-Yehiya et al. 2024 (arXiv 2407.10944): wanted is what got positive feedback; unwanted is what was pointed out
/// as wrong, with or without a correction. One candidate is counted for each follow-up with feedback.
public struct UnpairedExamples: Sendable {
  public struct Options: Hashable, Sendable {
    /// The categories that make an answer unwanted. The other two negative ones say less against it: people also ask again
    /// for more of the same, and ask about what they find good.
    public var unwanted: Set<FeedbackCategory> = [.makeAwareWithCorrection, .makeAwareWithoutCorrection]
    /// The least confidence of a category.
    public var leastConfidence = 0.5
    /// The least confidence of thanks that stand alone; see `ApprovalReading`.
    public var leastThanksConfidence = 0.8
    public var check = RowCheck()

    public init() {}
  }

  public let options: Options

  public init(_ options: Options = Options()) { self.options = options }

  public func harvest(_ conversation: JudgedConversation) -> PairHarvest<UnpairedExample> {
    var harvest = PairHarvest<UnpairedExample>()
    for followUp in conversation.followUps {
      guard let category = followUp.category else { continue }
      switch example(of: followUp, category, in: conversation) {
      case .failure(let fault): harvest.tally.leaveOut(fault.reason)
      case .success(let example): harvest.keep(example)
      }
    }
    return harvest
  }

  private func example(
    of followUp: JudgedFollowUp, _ category: FeedbackCategory, in conversation: JudgedConversation
  ) -> Result<UnpairedExample, Exclusion> {
    let isWanted = category == .positiveFeedback
    guard isWanted || options.unwanted.contains(category) else { return .failure(Exclusion(reason: .otherCategory)) }
    guard followUp.confidence >= options.leastConfidence else { return .failure(Exclusion(reason: .belowConfidence)) }
    guard let texts = followUp.texts, !texts.feedback.isBlank else { return .failure(Exclusion(reason: .textMissing)) }
    let approval = ApprovalReading(texts.feedback)
    if isWanted, approval.isOnlyThanks, followUp.confidence < options.leastThanksConfidence {
      return .failure(Exclusion(reason: .onlyThanks))
    }
    return PromptShape.shaped(texts.prompt).flatMap { prompt in
      var example = UnpairedExample()
      example.id = "\(conversation.source.recordID)-unpaired-\(followUp.messageIndex)"
      example.source = conversation.source.at(followUp)
      example.prompt = prompt
      example.completion = texts.response
      example.label = isWanted
      example.category = category
      example.feedback = texts.feedback
      example.confidence = isWanted ? followUp.confidence * approval.weight : followUp.confidence
      example.scope = ScopeEstimate(of: texts.feedback, category: category, relation: followUp.relation).scope
      let reason = options.check.fault(of: example, isToxic: conversation.isToxic)
      return reason.map { .failure(Exclusion(reason: $0)) } ?? .success(example)
    }
  }
}

extension PairSource {
  /// The same source at one follow-up.
  func at(_ followUp: JudgedFollowUp) -> PairSource {
    var source = self
    source.targetIndex = followUp.targetIndex
    source.messageIndex = followUp.messageIndex
    if !followUp.timestamp.isEmpty { source.timestamp = followUp.timestamp }
    source.ids = ["\(recordID)-\(followUp.messageIndex)"]
    return source
  }
}
