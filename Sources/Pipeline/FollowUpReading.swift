internal import FeedbackClassification
internal import FeedbackDetection
internal import Records

/// One follow-up of a conversation, and what was made of it.
struct FollowUpReading {
  /// The follow-up's and the judged answer's places among the messages, from 0.
  let message: Int
  let target: Int
  /// The place of the user message before; nil where only answers stand before.
  let previous: Int?
  /// The exchange that is judged, from 1.
  let turn: Int
  /// nil where it is no feedback.
  var verdict: Verdict?
  /// Without a model nil, as is all that comes from it.
  var opinion: ModelOpinion?
  var satisfaction: SatisfactionOpinion?
  /// How it follows on the user message before it.
  var relation: Relation?
  /// What spoke most for the verdict beside rules, as the model sees it.
  var reasons: [DenseFeature] = []
  /// The Dice coefficient of the n-grams of both messages.
  var similarity: Float = 0
  /// Whether the answer before it, and the answer to it, apologise or decline.
  var isRefused = false
  var isApologized = false

  init(message: Int, target: Int, previous: Int?, turn: Int) {
    self.message = message
    self.target = target
    self.previous = previous
    self.turn = turn
  }

  /// What speaks for or against the judged answer, by the cases' order.
  var signals: [FollowUpSignal] {
    guard let relation else { return [] }
    var found: [FollowUpSignal] = []
    if relation == .followUp, verdict == nil { found.append(.engagement) }
    switch verdict?.category {
    case .makeAwareWithCorrection: found.append(.correction)
    case .makeAwareWithoutCorrection: found.append(.frustration)
    case .askForClarification: found.append(.clarification)
    case .positiveFeedback: found.append(.gratitude)
    case .repeatOrRephrase, nil: break
    }
    switch relation {
    case .same: found.append(.repetition)
    case .rephrase, .refine: found.append(.reformulation)
    case .newTopic: found.append(.topicSwitch)
    case .followUp, .reaction: break
    }
    if isApologized { found.append(.apology) }
    if isRefused { found.append(.refusal) }
    return found
  }
}
