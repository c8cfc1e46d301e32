/// A prompt with two answers, of which one is preferred: a row of the table `pairs`.
public struct PreferencePair: Hashable, Sendable {
  /// Unique in a dataset, and the same in every run: the record, the origin and the place of what it comes from.
  public var id = ""
  public var origin = PairOrigin.repair
  /// Where it comes from.
  public var source = PairSource()
  /// What both answers answer, oldest message first. The last one is the user's; no message of the system.
  public var prompt: [Message] = []
  public var chosen = ""
  public var rejected = ""
  /// How much better the chosen answer is, 0 to 1: the difference of the two scores.
  public var margin = 0.0
  /// Estimates of how good each is, 0 to 1; what they are depends on the origin.
  public var chosenScore = 0.0
  public var rejectedScore = 0.0
  /// The probability that the chosen one is preferred, for losses with soft targets (MMPO: Kim et al. 2024,
  /// arXiv 2410.03145): the logistic of `scale × margin`.
  public var softTarget = 0.5
  /// How far to trust the preference, 0 to 1.
  public var confidence = 0.0
  /// Whether the feedback stands in the prompt, so that the chosen answer had it before it.
  public var feedbackInPrompt = false
  /// Whether the feedback says what the request had not: facts, files, constraints.
  public var usesNewInformation = false
  public var scope = FeedbackScope.answer
  /// How sure the scope is, 0 to 1.
  public var scopeConfidence = 0.0
  /// What the user did in the follow-up; nil where no follow-up is behind the pair.
  public var act: FollowUpAct?
  /// The category of the feedback; nil where none is behind the pair.
  public var category: FeedbackCategory?
  /// The feedback, word for word; of several rounds the last.
  public var feedback = ""
  /// How many rounds of feedback lie between the two answers; 0 where none does.
  public var rounds = 0
  /// What is known of the user, as text for a system message; empty where the pair is meant for everyone, or nothing is known.
  public var persona = ""

  public init() {}
}

/// The places that a pair, or an example, comes from.
public struct PairSource: Hashable, Sendable {
  public var recordID = ""
  public var conversationID = ""
  public var archive = ArchiveID(rawValue: "")
  public var member = ""
  public var row = 0
  public var format = ""
  public var model = ""
  /// ISO 639-1, or the source's own name; empty where unknown.
  public var language = ""
  /// ISO 8601, UTC, to the second; empty where unknown.
  public var timestamp = ""
  /// The source's key of the user; empty where unknown.
  public var user = ""
  /// The place of the rejected answer among the messages of the record, from 0.
  public var targetIndex = 0
  /// The place of the message that gave the preference; -1 where none did.
  public var messageIndex = -1
  /// Ids of rows of other tables, and of other records, that it was made from.
  public var ids: [String] = []

  public init() {}
}
