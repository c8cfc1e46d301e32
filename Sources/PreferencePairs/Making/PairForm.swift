/// How a chain of repair becomes a prompt with two answers.
public enum PairForm: String, CaseIterable, Hashable, Sendable, Codable {
  /// History and request; the feedback is nowhere. The chosen answer had the feedback before it and the rejected one had
  /// not: judged so, the next answer in a log loses 71 to 75 % of the time (Liu et al. 2025, arXiv 2507.23158). Never made
  /// unless asked for.
  case bare
  /// History, and the request with the feedback behind it in one message, as if the user had said all of it at once: both
  /// answers are answers to that.
  case folded
  /// History, request, the failed answer and the feedback, each in its turn. The chosen answer is the one that followed, and
  /// the rejected one is the failed answer given again.
  case conditioned
}

/// Which form a pair gets.
public enum FormChoice: Hashable, Sendable {
  /// Folded where the feedback reads as a part of the request and the chosen answer as an answer to it; else conditioned.
  case automatic
  case always(PairForm)
}
