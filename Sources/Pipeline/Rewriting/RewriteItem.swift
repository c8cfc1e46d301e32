internal import PreferencePairs
internal import Records

/// Feedback that an answer is to be written anew for, or a request that several are to be written for, with its texts.
struct RewriteItem: Sendable {
  enum Task: Sendable {
    /// In the light of the feedback on an answer.
    case rewrite(answer: String, feedback: String)
    /// Several answers, none of which is known.
    case reward
  }

  /// The row's id: the record and the message index.
  let id: String
  let source: PairSource
  /// Up to the request that is answered.
  let history: [Message]
  let task: Task
  var category: FeedbackCategory?
  var act: FollowUpAct?
  var confidence = 0.0
  var scope = FeedbackScope.everyone
  var scopeConfidence = 0.0
  var usesNewInformation = false
  /// What is known of the user; empty where nothing is.
  var persona = ""
  /// The beginnings of the user's earlier requests, for a card that a model writes.
  var earlierRequests: [String] = []
}

extension RewriteItem {
  /// Tells it from all others of the dataset.
  var key: String { isReward ? "\(PairOrigin.reward.rawValue) \(id)" : "\(PairOrigin.rewrite.rawValue) \(id)" }

  var isReward: Bool { if case .reward = task { true } else { false } }

  /// A first request, for a user of whom something is known.
  init(request: String, from source: PairSource, persona: String, earlierRequests: [String] = []) {
    var source = source
    (source.targetIndex, source.messageIndex, source.ids) = (1, -1, [source.recordID])
    self.init(
      id: source.recordID, source: source, history: [Message(role: .user, content: request)], task: .reward,
      scope: .user, scopeConfidence: 1, persona: persona, earlierRequests: earlierRequests)
  }

  /// nil where a follow-up asks for no other answer, or its texts are not there.
  init?(_ followUp: JudgedFollowUp, in conversation: JudgedConversation) {
    guard followUp.act == .reattemptWithFeedback, let texts = followUp.texts, !texts.feedback.isEmpty,
      case .success(let history) = PromptShape.shaped(texts.prompt)
    else { return nil }
    let scope = ScopeEstimate(of: texts.feedback, category: followUp.category, relation: followUp.relation)
    var source = conversation.source
    (source.targetIndex, source.messageIndex) = (followUp.targetIndex, followUp.messageIndex)
    if !followUp.timestamp.isEmpty { source.timestamp = followUp.timestamp }
    source.ids = ["\(source.recordID)-\(followUp.messageIndex)"]
    self.init(
      id: "\(source.recordID)-\(followUp.messageIndex)", source: source, history: history,
      task: .rewrite(answer: texts.response, feedback: texts.feedback), category: followUp.category, act: followUp.act,
      confidence: followUp.confidence, scope: scope.scope, scopeConfidence: scope.confidence,
      usesNewInformation: NewInformation(in: texts.feedback, history: texts.prompt, answer: texts.response).isUsed)
  }
}
