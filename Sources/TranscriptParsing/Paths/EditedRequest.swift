/// A user message that was edited and sent again, which began a new branch of the conversation.
public struct EditedRequest: Hashable, Sendable {
  public let earlier: MessagePlace
  public let later: MessagePlace
  /// The message that both follow; nil where they open the conversation.
  public let parent: MessagePlace?
}
