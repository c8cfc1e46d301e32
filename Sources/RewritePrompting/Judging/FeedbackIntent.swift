public import Records

/// What a user wants to be different about an answer, in a model's words.
public struct FeedbackIntent: Hashable, Sendable {
  /// One sentence; it may quote the conversation, so it belongs into no log.
  public let intent: String
  /// A second opinion on the scope of the feedback.
  public let scope: FeedbackScope
  /// A second opinion on whether the feedback says what nobody could know before.
  public let usesNewInformation: Bool
  public let explanation: String
}
