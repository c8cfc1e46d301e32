public import Records

/// Makes conversations whose last answer is worth imitating, for supervised fine-tuning.
public struct Demonstrations: Sendable {
  public struct Options: Hashable, Sendable {
    /// The least confidence of an approval.
    public var leastConfidence = 0.7
    /// The least confidence of thanks that stand alone; see `ApprovalReading`.
    public var leastThanksConfidence = 0.85
    /// Whether the answer that came after feedback is also shown behind the failed answer and the feedback, where the pair
    /// has another prompt: imitation learning from language feedback (Scheurer et al. 2023, arXiv 2303.16755) and hindsight.
    public var addsHindsight = false
    public var check = RowCheck()

    public init() {}
  }

  public let options: Options

  public init(_ options: Options = Options()) { self.options = options }

  /// The answers of a conversation that the user approved of. One candidate is counted for each approval.
  public func approved(in conversation: JudgedConversation) -> PairHarvest<Demonstration> {
    var harvest = PairHarvest<Demonstration>()
    for followUp in conversation.followUps where followUp.category == .positiveFeedback {
      switch demonstration(of: followUp, in: conversation) {
      case .failure(let fault): harvest.tally.leaveOut(fault.reason)
      case .success(let demonstration): harvest.keep(demonstration)
      }
    }
    return harvest
  }

  /// The answers that were taken after feedback. One candidate is counted for each pair of a chain of repair, and one more
  /// for each that is shown in hindsight.
  ///
  /// - Parameter pairs: What `RepairPairs` gave; they have passed its checks.
  public func repaired(_ pairs: some Sequence<PreferencePair>) -> PairHarvest<Demonstration> {
    var harvest = PairHarvest<Demonstration>()
    var answers: Set<String> = []
    for pair in pairs where pair.origin == .repair || pair.origin == .rewrite {
      // Pairs of one chain have the same chosen answer.
      let chain = "\(pair.source.recordID)\u{1F}\(pair.source.ids.last ?? pair.id)"
      if answers.insert(chain).inserted {
        take(demonstration(of: pair), into: &harvest)
      } else {
        harvest.tally.leaveOut(.duplicate)
      }
      if options.addsHindsight, let hindsight = hindsight(of: pair) { take(hindsight, into: &harvest) }
    }
    return harvest
  }

  private func take(_ demonstration: Demonstration, into harvest: inout PairHarvest<Demonstration>) {
    // What the source says of toxicity was asked when the pair was made.
    if let reason = options.check.fault(of: demonstration, isToxic: false) {
      harvest.tally.leaveOut(reason)
    } else {
      harvest.keep(demonstration)
    }
  }

  private func demonstration(
    of followUp: JudgedFollowUp, in conversation: JudgedConversation
  ) -> Result<Demonstration, Exclusion> {
    guard followUp.confidence >= options.leastConfidence else { return .failure(Exclusion(reason: .belowConfidence)) }
    guard let texts = followUp.texts, !texts.feedback.isBlank else { return .failure(Exclusion(reason: .textMissing)) }
    let approval = ApprovalReading(texts.feedback)
    if approval.isOnlyThanks, followUp.confidence < options.leastThanksConfidence {
      return .failure(Exclusion(reason: .onlyThanks))
    }
    return PromptShape.shaped(texts.prompt).flatMap { prompt in
      var demonstration = Demonstration()
      demonstration.id =
        "\(conversation.source.recordID)-\(Demonstration.Reason.approved.rawValue)-\(followUp.messageIndex)"
      demonstration.source = conversation.source.at(followUp)
      demonstration.messages = prompt + [Message(role: .assistant, content: texts.response)]
      demonstration.feedback = texts.feedback
      demonstration.category = followUp.category
      demonstration.confidence = followUp.confidence * approval.weight
      demonstration.scope =
        ScopeEstimate(of: texts.feedback, category: followUp.category, relation: followUp.relation).scope
      let reason = options.check.fault(of: demonstration, isToxic: conversation.isToxic)
      return reason.map { .failure(Exclusion(reason: $0)) } ?? .success(demonstration)
    }
  }

  private func demonstration(of pair: PreferencePair) -> Demonstration {
    var demonstration = Demonstration()
    demonstration.reason = pair.origin == .rewrite ? .rewritten : .repaired
    demonstration.id = "\(pair.id)-\(demonstration.reason.rawValue)"
    demonstration.source = pair.source
    demonstration.messages = pair.prompt + [Message(role: .assistant, content: pair.chosen)]
    demonstration.feedback = pair.feedback
    demonstration.category = pair.category
    demonstration.confidence = pair.confidence
    demonstration.scope = pair.scope
    demonstration.persona = pair.persona
    return demonstration
  }

  /// The chosen answer behind the failed one and the feedback; nil where the pair has that already, or would lie about what
  /// stood before the chosen answer: after several rounds the failed answer is not the one that was answered to.
  private func hindsight(of pair: PreferencePair) -> Demonstration? {
    guard pair.origin == .repair, pair.rounds == 1, pair.prompt.last?.content != pair.feedback,
      let request = pair.prompt.last
    else { return nil }
    var demonstration = demonstration(of: pair)
    demonstration.id = "\(pair.id)-hindsight"
    // A folded request ends with the feedback; what stands before it is the request. Where the feedback took the place of
    // the request, there is nothing to show in hindsight.
    var asked = request.content
    let ending = "\n\n" + pair.feedback
    if pair.feedbackInPrompt {
      guard asked.hasSuffix(ending) else { return nil }
      asked.removeLast(ending.count)
    }
    demonstration.messages =
      pair.prompt.dropLast() + [
        Message(role: .user, content: asked), Message(role: .assistant, content: pair.rejected),
        Message(role: .user, content: pair.feedback), Message(role: .assistant, content: pair.chosen),
      ]
    return demonstration
  }
}
