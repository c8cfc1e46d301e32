public import Records

/// What is known of one conversation of a user: facts, and of the text the first message and short quotes only.
public struct PersonaConversation: Hashable, Sendable {
  /// Unique.
  public var recordID = ""
  /// The identifier in the source; several records may share it; empty where unknown.
  public var conversationID = ""
  /// The source's key of the user.
  public var user = ""
  /// The latest moment known of the conversation and of all that is told of it here; nil where none is.
  public var time: UTCSecond?
  /// ISO 639-1, or the source's own name; empty where unknown.
  public var language = ""
  /// The country that the log gives; empty where unknown.
  public var country = ""
  public var topic = ConversationTopic.other
  /// The first user message, or its first 2,000 bytes; empty in datasets without text.
  public var firstMessage = ""
  /// UTF-8 bytes of the whole first user message.
  public var requestBytes = 0
  /// How many messages it has, and their bytes: tells short conversations that begin alike from copies of one.
  public var messages = 0
  public var contentBytes = 0
  public var preferences: [PreferenceFact] = []
  public var complaints: [ComplaintFact] = []

  public init() {}
}

/// A row of the table `preferences`.
public struct PreferenceFact: Hashable, Sendable {
  public var preferenceID: String
  public var kind: PreferenceKind
  public var value: String
  public var polarity: PreferencePolarity
  public var messageIndex: Int
  public var quote: String

  public init(
    preferenceID: String, kind: PreferenceKind, value: String, polarity: PreferencePolarity, messageIndex: Int,
    quote: String
  ) {
    self.preferenceID = preferenceID
    self.kind = kind
    self.value = value
    self.polarity = polarity
    self.messageIndex = messageIndex
    self.quote = quote
  }
}

/// A follow-up that carries negative feedback.
public struct ComplaintFact: Hashable, Sendable {
  public var feedbackID: String
  public var category: FeedbackCategory
  public var messageIndex: Int

  public init(feedbackID: String, category: FeedbackCategory, messageIndex: Int) {
    self.feedbackID = feedbackID
    self.category = category
    self.messageIndex = messageIndex
  }
}
