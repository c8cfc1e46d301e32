/// What a chat model answered to one `ChatRequest`.
public struct ChatReply: Hashable, Sendable {
  /// Why the model stopped writing.
  public enum Finish: Hashable, Sendable {
    case complete
    /// The limit of tokens was reached: the content is cut.
    case length
    /// The server's own filter held it back.
    case filtered
    /// What the server said, where it is none of these.
    case other(String)
  }

  /// The text, or the arguments of the tool call where that is how the schema was asked for. May be empty.
  public var content: String
  public var finish: Finish
  public var usage: TokenUsage
  /// The model by the name that the server gave it; empty where it gave none.
  public var servedModel: String

  public init(content: String, finish: Finish, usage: TokenUsage, servedModel: String) {
    self.content = content
    self.finish = finish
    self.usage = usage
    self.servedModel = servedModel
  }
}

/// What was paid for, in tokens of the model.
public struct TokenUsage: Hashable, Sendable {
  public var promptTokens: Int
  public var replyTokens: Int
  /// Whether the server said nothing of usage and these were estimated from the bytes.
  public var isEstimated: Bool

  public var totalTokens: Int { promptTokens + replyTokens }

  public init(promptTokens: Int, replyTokens: Int, isEstimated: Bool) {
    self.promptTokens = promptTokens
    self.replyTokens = replyTokens
    self.isEstimated = isEstimated
  }
}
