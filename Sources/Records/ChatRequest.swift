/// What a chat model is asked, in the terms that all servers of the OpenAI kind share.
public struct ChatRequest: Hashable, Sendable {
  /// In the order they are read in: instructions first, what is to be judged last.
  public var messages: [ChatMessage]
  /// The shape that the reply must have; nil where prose is wanted.
  public var schema: ChatSchema?
  /// How long the reply may become, in tokens of the model.
  public var maxReplyTokens: Int
  /// 0 for the likeliest reply; up to 2.
  public var temperature: Double
  /// Makes sampling repeatable where the server honours it.
  public var seed: Int?

  public init(
    messages: [ChatMessage], schema: ChatSchema? = nil, maxReplyTokens: Int, temperature: Double = 0, seed: Int? = nil
  ) {
    self.messages = messages
    self.schema = schema
    self.maxReplyTokens = maxReplyTokens
    self.temperature = temperature
    self.seed = seed
  }
}

/// One message of a request to a chat model.
public struct ChatMessage: Hashable, Sendable {
  /// Who speaks, by the names of the protocol.
  public enum Role: String, Hashable, Sendable { case system, user, assistant }

  public var role: Role
  public var content: String

  public init(role: Role, content: String) {
    self.role = role
    self.content = content
  }
}

/// The shape of a reply, as a JSON Schema (draft 2020-12) that servers can constrain decoding with.
public struct ChatSchema: Hashable, Sendable {
  /// Letters, digits, `_` and `-`; also the name of the function where a server takes only tool calls.
  public var name: String
  /// The schema, one JSON object as text.
  public var json: String

  public init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}
