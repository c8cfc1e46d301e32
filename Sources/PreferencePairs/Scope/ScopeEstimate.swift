public import Records

/// To whom a piece of feedback applies, how sure that is, and what it was read from.
public struct ScopeEstimate: Hashable, Sendable {
  /// What speaks for a scope, the first that applies.
  public enum Evidence: String, CaseIterable, Hashable, Sendable, Codable {
    /// "From now on", "always", "in this chat".
    case standingInstruction = "standing_instruction"
    /// A standing instruction or a wish that says what the user likes.
    case taste
    /// A program failed, or its output was sent.
    case programFailure = "program_failure"
    /// Something is called wrong, missing, or not what was asked for.
    case fault
    /// The user tells of themselves, of what they have, or of a game that is played.
    case situation
    /// The language to answer in.
    case language
    /// The answer is to be changed: shorter, simpler, other words.
    case change
    /// No cue: what the category and the relation leave.
    case category
  }

  public let scope: FeedbackScope
  /// How often this evidence was right on labelled feedback, 0 to 1.
  public let confidence: Double
  public let evidence: Evidence

  /// Reads a piece of feedback.
  ///
  /// - Parameters:
  ///   - feedback: The follow-up, whole.
  ///   - category: What it was found to be; nil where that is not known.
  ///   - relation: How it follows on the user message before it; nil where that is not known.
  public init(of feedback: String, category: FeedbackCategory?, relation: Relation?) {
    let (scope, evidence) = Self.reading(of: feedback, category: category, relation: relation)
    self.scope = scope
    self.evidence = evidence
    confidence = Self.confidence(of: evidence)
  }

  private static func reading(
    of feedback: String, category: FeedbackCategory?, relation: Relation?
  ) -> (FeedbackScope, Evidence) {
    let text = CueText(prose: feedback)
    if ScopeCues.standing.matches(text) {
      return ScopeCues.liking.matches(text) ? (.user, .taste) : (.conversation, .standingInstruction)
    }
    if ScopeCues.liking.matches(text), ScopeCues.form.matches(text) { return (.user, .taste) }
    if isProgramFailure(feedback, text) { return (.everyone, .programFailure) }
    if ScopeCues.play.matches(text) { return (.conversation, .situation) }
    if ScopeCues.fault.matches(text) { return (.everyone, .fault) }
    if ScopeCues.situation.matches(text) { return (.conversation, .situation) }
    if ScopeCues.language.matches(text) { return (.user, .language) }
    if ScopeCues.change.matches(text) { return (.answer, .change) }
    if ScopeCues.form.matches(text) { return (.answer, .change) }
    return (remainder(category, relation), .category)
  }

  /// Whether output of a program was sent, or its failure told.
  private static func isProgramFailure(_ feedback: String, _ text: CueText) -> Bool {
    if ScopeCues.failure.matches(text) { return true }
    if MachineText.holdsAnOutcry(feedback) { return true }
    // Hardly anything but code or output: the user shows what came of the answer.
    return !MachineText.pasted(in: feedback).isEmpty && text.bytes.count * 4 < feedback.utf8.count
  }

  /// A complaint that is not a request stands against the answer as such, a request for a change against this one.
  private static func remainder(_ category: FeedbackCategory?, _ relation: Relation?) -> FeedbackScope {
    switch category {
    case .makeAwareWithCorrection: relation?.isReformulation == true ? .answer : .everyone
    case .makeAwareWithoutCorrection, .repeatOrRephrase, .askForClarification, .positiveFeedback, nil: .answer
    }
  }

  /// The shares of a small labelled set, rounded towards one half where few were seen; see the guide.
  private static func confidence(of evidence: Evidence) -> Double {
    switch evidence {
    case .programFailure: 0.9
    case .change: 0.75
    case .fault: 0.65
    case .situation, .standingInstruction: 0.6
    case .taste, .language, .category: 0.5
    }
  }
}
