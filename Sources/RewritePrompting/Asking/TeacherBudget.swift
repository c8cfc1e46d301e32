/// How much of each text a request shows, in tokens as the caller estimates them.
///
/// The caps say what each text may take at most. Where a request would be longer than `promptTokens`, all are lowered,
/// older messages most.
public struct TeacherBudget: Hashable, Sendable {
  /// The most that one request may take, instructions included.
  public var promptTokens = 12_000
  /// The request that is answered; a rewrite answers what it sees of it.
  public var requestTokens = 2_500
  /// An answer: the one to be rewritten, or each that is judged.
  public var answerTokens = 2_500
  public var feedbackTokens = 800
  /// The message right before the request.
  public var previousTokens = 600
  /// The beginning of each older message.
  public var olderTokens = 150
  /// How many messages before the request are shown; the first one of the conversation is beside them.
  public var olderMessages = 6
  /// What is known of the user.
  public var personaTokens = 300
  /// Each earlier request that a card is made from.
  public var earlierRequestTokens = 120
  /// How long an answer that is written may become.
  public var writtenTokens = 3_000
  /// How long a judgement, an intent or a card may become, thoughts included.
  public var judgementTokens = 500

  public init() {}
}
