/// Where a preference comes from.
public enum PairOrigin: String, CaseIterable, Hashable, Sendable, Codable {
  /// A chain in one conversation: an answer, negative feedback on it, and in the end an answer that was taken.
  case repair
  /// The same request sent again as another conversation, which got another answer.
  case resent
  /// Branches of one tree: an answer made anew, or a request edited.
  case regenerated
  /// Two answers side by side, and a vote for one of them.
  case vote
  /// Answers to one request that people put in an order.
  case rank
  /// An answer that a model wrote anew in the light of the feedback (RLHI's user-guided rewrites).
  case rewrite
  /// The best and the worst of several answers of a model, under what is known of the user (RLHI's user-based rewards).
  case reward
}
