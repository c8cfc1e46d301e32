internal import Records
internal import RewritePrompting

/// What became of one attempt at a better answer.
struct RewriteOutcome: Sendable {
  /// `kept`, or why there is no pair.
  var status: String
  /// The better and the worse answer, as the log would have them; empty where there is none.
  var chosen = ""
  var rejected = ""
  var chosenScore = 0.0
  var rejectedScore = 0.0
  var softTarget = 0.5
  /// What the model was told of the user.
  var persona = ""
  /// What the user wanted to be different, in the model's words.
  var intent = ""
  /// The model's opinion on the scope and on new information; nil where it was not asked.
  var scope: FeedbackScope?
  var usesNewInformation: Bool?
  /// The share of what both orders of a judgement say alike.
  var agreement = 0.0
  var bias: JudgeBias?

  var margin: Double { chosenScore - rejectedScore }

  static let kept = "kept"
  static let refused = "refused"

  init(status: String) { self.status = status }
}
