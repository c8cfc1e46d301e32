public import Records

extension JudgedFollowUp {
  /// What the user does in it.
  ///
  /// | category | relation | act |
  /// |---|---|---|
  /// | with or without correction | any | reattempt with feedback |
  /// | repeat or rephrase | any | reattempt without feedback; with feedback where it says something of the answer |
  /// | clarification | any | clarification |
  /// | positive | any | approval |
  /// | none | new topic | topic switch |
  /// | none | repeat | reattempt without feedback |
  /// | none | rephrase, refine | new request: the same instruction for another thing, or the answer would be at fault |
  /// | none | reaction | continuation: "yes", "go on", an answer to a question |
  /// | none | follow-up | continuation where the user builds on the answer (`engagement`), else new request |
  /// | none | unknown | new request, which claims least |
  public var act: FollowUpAct {
    switch category {
    case .makeAwareWithCorrection, .makeAwareWithoutCorrection: .reattemptWithFeedback
    case .repeatOrRephrase: saysSomethingOfTheAnswer ? .reattemptWithFeedback : .reattemptWithoutFeedback
    case .askForClarification: .clarification
    case .positiveFeedback: .approval
    case nil: actWithoutFeedback
    }
  }

  private var actWithoutFeedback: FollowUpAct {
    switch relation {
    case .newTopic: .topicSwitch
    case .same: .reattemptWithoutFeedback
    case .reaction: .continuation
    case .followUp: signals.contains(.engagement) ? .continuation : .newRequest
    case .rephrase, .refine, nil: .newRequest
    }
  }

  /// Whether a repeated request also complains: a signal says so, or its words speak to the assistant of its answer.
  private var saysSomethingOfTheAnswer: Bool {
    if isMixed || signals.contains(.correction) || signals.contains(.frustration) { return true }
    guard let texts, relation != .same else { return false }
    return AnswerCues.speaksOfTheAnswer.matches(CueText(prose: texts.feedback))
  }
}
