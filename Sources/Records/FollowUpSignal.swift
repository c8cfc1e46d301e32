/// What can be seen behind an answer that speaks for or against it, so that an estimate of satisfaction can be read
/// (after SPUR, Lin et al. 2024, arXiv 2403.12388). Cases may be added.
public enum FollowUpSignal: String, CaseIterable, Hashable, Sendable, Codable {
  /// Thanks, praise or confirmation.
  case gratitude
  /// The user builds on the answer: the next step of the same task.
  case engagement
  /// An error is pointed out, or a change asked for.
  case correction
  /// A complaint that gives no reason.
  case frustration
  /// A question back about the answer.
  case clarification
  /// The same message again.
  case repetition
  /// The same request in other words or with other constraints.
  case reformulation
  /// A new task or topic; what stood before tells nothing of what follows.
  case topicSwitch = "topic_switch"
  /// The next answer owns up to a mistake.
  case apology
  /// The answer did not do what was asked.
  case refusal
  /// Nothing followed.
  case end
}
