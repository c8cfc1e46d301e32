/// One conversation with its messages in order, as plain values that outlive the parser.
///
/// The extraction itself works on borrowed bytes (`TranscriptParsing.ConversationView`); this is for what is shown,
/// tested and stored.
public struct Conversation: Hashable, Sendable, Codable {
  /// The identifier in the source; not unique there, and empty where the source has none.
  public var id: String
  public var format: LogFormat
  public var model: String
  /// ISO 639-1 code where the source's own name for the language is known, else that name; empty when absent.
  public var language: String
  /// The source's key of the user; empty when absent.
  public var user: String
  /// ISO 8601 in UTC, to the second (`2024-05-01T12:00:00.000Z`); empty when absent.
  public var timestamp: String
  public var messages: [Message]

  public init(
    id: String, format: LogFormat, model: String, language: String, user: String, timestamp: String,
    messages: [Message]
  ) {
    self.id = id
    self.format = format
    self.model = model
    self.language = language
    self.user = user
    self.timestamp = timestamp
    self.messages = messages
  }
}

/// One message of a conversation.
public struct Message: Hashable, Sendable, Codable {
  public var role: MessageRole
  public var content: String

  public init(role: MessageRole, content: String) {
    self.role = role
    self.content = content
  }
}
