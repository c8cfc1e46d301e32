public import Records

/// A conversation as the tables of a dataset know it: what each follow-up says of the answer before it, and the texts of
/// those that carry feedback.
public struct JudgedConversation: Hashable, Sendable {
  /// Where it comes from. `targetIndex`, `messageIndex` and `ids` are not read.
  public var source = PairSource()
  /// In the order of the conversation.
  public var followUps: [JudgedFollowUp] = []
  /// The last answer, where nothing followed it.
  public var lastAnswer: LastAnswer?
  /// Whether the source marks the conversation as toxic; nil where it says nothing.
  public var isToxic: Bool?

  public init() {}
}

/// One follow-up: a row of the table `follow_ups`, with what `satisfaction` says of its target and `feedback` of itself.
public struct JudgedFollowUp: Hashable, Sendable {
  /// Its own place, and that of the answer it judges, among all messages from 0.
  public var messageIndex = 0
  public var targetIndex = 0
  /// The exchange that is judged, from 1.
  public var turn = 1
  /// Nil where it carries no feedback.
  public var category: FeedbackCategory?
  /// The probability that the category is right, and that there is feedback of any category.
  public var confidence = 0.0
  public var probability = 0.0
  /// How it follows on the user message before it; nil where no model was there to tell.
  public var relation: Relation?
  /// Whether praise stands beside the complaint.
  public var isMixed = false
  public var quote = ""
  /// What is known of the target's success; nil without a model.
  public var opinion: AnswerOpinion?
  /// What was seen behind the target.
  public var signals: [FollowUpSignal] = []
  /// ISO 8601, UTC; empty where unknown.
  public var timestamp = ""
  /// Only where `category` is not nil.
  public var texts: FollowUpTexts?

  public init() {}
}

/// What stands around a follow-up that carries feedback.
public struct FollowUpTexts: Hashable, Sendable {
  /// The messages before the target, oldest first, as far as they were kept.
  public var prompt: [Message]
  /// How many messages before those were left out.
  public var promptOmitted: Int
  /// The target.
  public var response: String
  /// The follow-up, whole.
  public var feedback: String
  /// The answer to the follow-up; empty where there is none.
  public var nextResponse: String

  public init(
    prompt: [Message], promptOmitted: Int = 0, response: String, feedback: String, nextResponse: String
  ) {
    self.prompt = prompt
    self.promptOmitted = promptOmitted
    self.response = response
    self.feedback = feedback
    self.nextResponse = nextResponse
  }
}

/// Probabilities that what followed an answer shows a satisfied or a dissatisfied user; the rest shows nothing.
public struct AnswerOpinion: Hashable, Sendable {
  public var satisfied: Double
  public var dissatisfied: Double

  public init(satisfied: Double, dissatisfied: Double) {
    self.satisfied = satisfied
    self.dissatisfied = dissatisfied
  }

  /// `satisfied` and half of what is unclear, 0 to 1: the column `satisfaction`.
  public var estimate: Double { satisfied + (1 - satisfied - dissatisfied) / 2 }

  /// By how much `satisfied` is ahead, -1 to 1.
  public var lead: Double { satisfied - dissatisfied }
}

/// An answer that nothing followed.
public struct LastAnswer: Hashable, Sendable {
  /// Its place among all messages, from 0.
  public var messageIndex: Int
  public var opinion: AnswerOpinion

  public init(messageIndex: Int, opinion: AnswerOpinion) {
    self.messageIndex = messageIndex
    self.opinion = opinion
  }
}
