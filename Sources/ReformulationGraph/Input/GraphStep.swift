public import Records

/// A user message of a conversation, and what became of the answer to it: what the graph is made from.
///
/// Steps of a session stand in their order, those of one conversation together. All user messages of a conversation
/// should be there, also those that ask for something else: they end the paths.
public struct GraphStep: Hashable, Sendable {
  /// What `SessionJoiner` says; the record where conversations are not joined.
  public var session: String
  /// The conversation.
  public var record: String
  /// The source's key of the user; empty where it has none.
  public var user: String
  public var messageIndex: Int
  /// The message, whole; may be empty where it is not at hand.
  public var text: String
  /// Stands for the message where the text is not at hand.
  public var request: RequestKey?
  public var language: String
  /// How the message follows on the user message before it; nil where there is none. In the first message of a
  /// conversation, how it follows on the first message of the conversation before it in its session.
  public var relation: Relation?
  /// Probabilities that what followed shows that the answer satisfied or did not, 0 to 1, with a sum of at most 1.
  public var satisfied: Double
  public var dissatisfied: Double
  /// The wording that was run in the place of this one, if the system had rewritten it.
  public var appliedRewrite: String?

  public init(
    session: String, record: String, user: String = "", messageIndex: Int, text: String, request: RequestKey? = nil,
    language: String, relation: Relation?, satisfied: Double, dissatisfied: Double, appliedRewrite: String? = nil
  ) {
    self.session = session
    self.record = record
    self.user = user
    self.messageIndex = messageIndex
    self.text = text
    self.request = request
    self.language = language
    self.relation = relation
    self.satisfied = satisfied
    self.dissatisfied = dissatisfied
    self.appliedRewrite = appliedRewrite
  }
}
