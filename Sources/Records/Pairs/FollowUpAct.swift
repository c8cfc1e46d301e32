/// What a user does in a follow-up, as the method of pairs from conversations tells them apart (RLHI: Jin et al. 2025,
/// arXiv 2509.25137, §1; the paper's own list is not public, the names are Gleaner's).
public enum FollowUpAct: String, CaseIterable, Hashable, Sendable, Codable {
  /// Another task in the same conversation, on the same subject or a near one.
  case newRequest = "new_request"
  /// The same request again, with nothing said about the answer.
  case reattemptWithoutFeedback = "reattempt_without_feedback"
  /// The same request again, or a repair of the answer, with what was wrong or wanted.
  case reattemptWithFeedback = "reattempt_with_feedback"
  /// A question about the answer.
  case clarification
  /// The answer is approved of.
  case approval
  /// The next step of the same task.
  case continuation
  /// Another subject; what stood before tells nothing of what follows.
  case topicSwitch = "topic_switch"
}
