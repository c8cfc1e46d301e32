public import Records

/// One message as borrowed bytes.
public struct MessageView {
  public internal(set) var role: MessageRole
  /// UTF-8; empty where the message has no text.
  public internal(set) var content: UnsafeRawBufferPointer
  /// Seconds since 1970, where the source says when the message was written.
  public internal(set) var seconds: Int64?
}

/// One conversation as borrowed bytes: valid until the parser that gave it reads the next record.
public struct ConversationView {
  public internal(set) var format = LogFormat.openai
  /// The identifier in the source; empty where there is none, and not unique.
  public internal(set) var id = UnsafeRawBufferPointer.empty
  public internal(set) var model = UnsafeRawBufferPointer.empty
  /// As the source writes it; `LanguageName` makes a code of it.
  public internal(set) var language = UnsafeRawBufferPointer.empty
  /// Where the user was, as the source says.
  public internal(set) var country = UnsafeRawBufferPointer.empty
  /// Whether the source's moderation flagged any message; nil where it says nothing.
  public internal(set) var isToxic: Bool?
  /// The source's key of the user.
  public internal(set) var user = UnsafeRawBufferPointer.empty
  /// Seconds since 1970 of the conversation as a whole; in WildChat that is its last exchange.
  public internal(set) var seconds: Int64?
  public internal(set) var messages: [MessageView] = []
  /// Texts in which a lone half of a surrogate pair was replaced by U+FFFD.
  public internal(set) var repairedTexts = 0
  /// How many conversations the record holds; `TranscriptParser.select(path:)` gives each.
  public internal(set) var paths = 1
  /// Which of them this is, from 0.
  public internal(set) var path = 0
  /// The first message that no earlier path of the record has; those before it are this one's history, and were seen.
  /// Equal to the number of messages where the record holds the same conversation twice.
  public internal(set) var firstNew = 0

  /// When the message at `index` was written, as closely as the source says: its own time, else that of the answer to
  /// it (WildChat dates answers only), else that of the conversation.
  public func seconds(ofMessage index: Int) -> Int64? {
    if let own = messages[index].seconds { return own }
    if index + 1 < messages.count, let answered = messages[index + 1].seconds { return answered }
    return seconds
  }

  /// The conversation as plain values that outlive the parser.
  public func materialized() -> Conversation {
    Conversation(
      id: String(decoding: id, as: UTF8.self), format: format, model: String(decoding: model, as: UTF8.self),
      language: LanguageName.normalized(language), user: String(decoding: user, as: UTF8.self),
      timestamp: seconds.map(Timestamp.iso8601) ?? "",
      messages: messages.map { Message(role: $0.role, content: String(decoding: $0.content, as: UTF8.self)) })
  }
}

extension UnsafeRawBufferPointer {
  static var empty: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  func equals(_ text: StaticString) -> Bool {
    text.utf8CodeUnitCount == count && (count == 0 || memoryEquals(text))
  }

  private func memoryEquals(_ text: StaticString) -> Bool {
    let other = UnsafeBufferPointer(start: text.utf8Start, count: count)
    for index in 0..<count where self[index] != other[index] { return false }
    return true
  }
}
