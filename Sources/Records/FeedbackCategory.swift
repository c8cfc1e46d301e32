/// What a follow-up says about the answer before it.
///
/// The names are Gleaner's own and are stored in full: the published codes clash (UR1 is "rephrase" in the data of
/// Don-Yehiya et al., arXiv 2407.10944, and "ignore and continue" in Petrak et al. 2023). The cases stand in order of
/// priority (Liu et al., arXiv 2507.23158): where several apply to one follow-up, the first wins.
public enum FeedbackCategory: String, CaseIterable, Hashable, Sendable, Codable {
  /// The error is pointed out, and what is wrong or wanted instead is said.
  case makeAwareWithCorrection = "make_aware_with_correction"
  /// The answer is called wrong or unwanted, with nothing usable on what to change.
  case makeAwareWithoutCorrection = "make_aware_without_correction"
  /// Asks to explain, justify or confirm something in the answer just given.
  case askForClarification = "ask_for_clarification"
  /// Asks for substantially the same thing again.
  case repeatOrRephrase = "repeat_or_rephrase"
  /// Approves, thanks, praises or confirms that it worked.
  case positiveFeedback = "positive_feedback"

  /// Whether the category speaks for the answer or against it.
  public var polarity: Polarity { self == .positiveFeedback ? .positive : .negative }

  /// The place in the order of priority, from 0; the smallest wins.
  public var priority: Int {
    switch self {
    case .makeAwareWithCorrection: 0
    case .makeAwareWithoutCorrection: 1
    case .askForClarification: 2
    case .repeatOrRephrase: 3
    case .positiveFeedback: 4
    }
  }
}

/// The direction of feedback.
public enum Polarity: String, CaseIterable, Hashable, Sendable, Codable {
  case positive, negative
}
