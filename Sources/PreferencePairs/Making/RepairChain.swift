internal import Records

/// What was said of one answer: usually one follow-up, sometimes several in a row.
struct FeedbackRound {
  /// All that judge the same answer, in order; never empty.
  var followUps: [JudgedFollowUp]

  var first: JudgedFollowUp { followUps[0] }
  var last: JudgedFollowUp { followUps[followUps.count - 1] }
  var targetIndex: Int { first.targetIndex }

  /// Whether the answer did not do, so that another attempt was asked for.
  var isFailure: Bool { failures.first != nil }

  /// The follow-ups that ask for another attempt.
  private var failures: [JudgedFollowUp] {
    followUps.filter { followUp in
      switch followUp.category {
      case .makeAwareWithCorrection, .makeAwareWithoutCorrection: true
      // The category alone is wide: what does not ask for the same is a question of its own.
      case .repeatOrRephrase: followUp.relation?.isReformulation ?? true
      case .askForClarification, .positiveFeedback, nil: false
      }
    }
  }

  /// Whether the answer was said to be wrong or unwanted, and not only asked for again.
  var isComplaint: Bool { failures.contains { $0.category != .repeatOrRephrase } }

  /// The one that speaks most clearly: by the order of the categories.
  var failure: JudgedFollowUp? { failures.min { ($0.category?.priority ?? 9) < ($1.category?.priority ?? 9) } }

  func holds(_ act: FollowUpAct) -> Bool { followUps.contains { $0.act == act } }

  /// The feedback, word for word; of several messages one after the other.
  var feedback: String { failures.compactMap(\.texts?.feedback).filter { !$0.isBlank }.joined(separator: "\n\n") }

  /// The texts around: prompt and response of the first message that has them.
  var texts: FollowUpTexts? { failures.compactMap(\.texts).first { !$0.response.isBlank && !$0.feedback.isBlank } }

  var nextResponse: String { followUps.compactMap(\.texts?.nextResponse).last { !$0.isBlank } ?? "" }

  /// The probability that the answer failed. The category and the dissatisfaction are two signs of one thing, each of
  /// which is enough, so that it is at least as likely as the likelier of the two.
  var failureProbability: Double { max(failure?.confidence ?? 0, first.opinion?.dissatisfied ?? 0) }

  /// How good the answer is estimated to be, 0 to 1.
  var estimate: Double { first.opinion?.estimate ?? (1 - failureProbability) }

  /// Puts follow-ups on one answer together.
  static func rounds(of followUps: [JudgedFollowUp]) -> [FeedbackRound] {
    var result: [FeedbackRound] = []
    for followUp in followUps {
      if let last = result.indices.last, result[last].targetIndex == followUp.targetIndex {
        result[last].followUps.append(followUp)
      } else {
        result.append(FeedbackRound(followUps: [followUp]))
      }
    }
    return result
  }
}

/// An answer, feedback on it, the next answer, feedback on that, and so on, up to what became of the last one.
struct RepairChain {
  /// How one knows that the last answer was taken.
  struct Acceptance {
    /// Ids of the follow-up that shows it; empty where nothing followed.
    var ids: [String] = []
    /// The probability that the answer was taken.
    var probability: Double
    /// How good the answer is estimated to be, 0 to 1.
    var estimate: Double
  }

  enum Outcome {
    case accepted(Acceptance)
    case lost(ExclusionReason)
  }

  /// Never empty; each is a failure.
  var rounds: [FeedbackRound]
  var outcome: Outcome
}

/// Finds the chains of a conversation.
struct RepairChainFinder {
  let options: RepairOptions

  /// The chains in order. Every failure of the conversation is in one of them.
  func chains(of conversation: JudgedConversation) -> [RepairChain] {
    var result: [RepairChain] = []
    var open: [FeedbackRound] = []
    func close(_ outcome: RepairChain.Outcome) {
      if !open.isEmpty { result.append(RepairChain(rounds: open, outcome: outcome)) }
      open = []
    }
    for round in FeedbackRound.rounds(of: conversation.followUps) {
      if let last = open.last, !Self.follows(round, last) { close(.lost(.brokenChain)) }
      if isTaskSwitch(round) {
        close(.lost(.taskSwitch))
        if round.isFailure { result.append(RepairChain(rounds: [round], outcome: .lost(.taskSwitch))) }
      } else if round.isFailure {
        open.append(round)
      } else {
        close(outcome(of: round, after: open, in: conversation))
      }
    }
    close(outcomeAtTheEnd(of: conversation, after: open.last))
    return result
  }

  /// Whether a round judges the very answer that the feedback before it got.
  private static func follows(_ round: FeedbackRound, _ previous: FeedbackRound) -> Bool {
    guard round.targetIndex > previous.last.messageIndex else { return false }
    guard let response = round.first.texts?.response, !previous.nextResponse.isEmpty else { return true }
    return response == previous.nextResponse
  }

  private func isTaskSwitch(_ round: FeedbackRound) -> Bool {
    // "Thanks! And now to something else" is both; the thanks are for the answer before.
    if round.first.act == .approval { return false }
    return round.first.relation == .newTopic || round.holds(.topicSwitch) || round.first.signals.contains(.topicSwitch)
  }

  private func outcome(
    of round: FeedbackRound, after rounds: [FeedbackRound], in conversation: JudgedConversation
  ) -> RepairChain.Outcome {
    let followUp = round.first
    let id = "\(conversation.source.recordID)-\(followUp.messageIndex)"
    switch followUp.act {
    case .approval:
      guard followUp.confidence >= options.leastApproval else { return .lost(.notAccepted) }
      let estimate = followUp.opinion?.estimate ?? followUp.confidence
      return .accepted(.init(ids: [id], probability: followUp.confidence, estimate: estimate))
    case .clarification: return .lost(.clarified)
    case .topicSwitch: return .lost(.taskSwitch)
    case .continuation, .newRequest:
      guard mayContinue(after: rounds), followUp.probability <= options.mostDoubt, let opinion = followUp.opinion,
        opinion.lead >= options.continuationLead
      else { return .lost(.notAccepted) }
      let probability = (1 - followUp.probability) * (1 + opinion.lead) / 2
      return .accepted(.init(ids: [id], probability: probability, estimate: opinion.estimate))
    case .reattemptWithFeedback, .reattemptWithoutFeedback: return .lost(.notAccepted)
    }
  }

  private func mayContinue(after rounds: [FeedbackRound]) -> Bool {
    switch options.continuation {
    case .never: false
    case .afterComplaint: rounds.last?.isComplaint == true
    case .always: true
    }
  }

  private func outcomeAtTheEnd(
    of conversation: JudgedConversation, after last: FeedbackRound?
  ) -> RepairChain.Outcome {
    guard options.acceptsTheEnd, let answer = conversation.lastAnswer, let last,
      answer.messageIndex > last.last.messageIndex
    else { return .lost(.conversationEnds) }
    return .accepted(.init(probability: answer.opinion.estimate, estimate: answer.opinion.estimate))
  }
}
