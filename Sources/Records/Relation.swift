/// How a user message follows on the user message before it.
public enum Relation: String, CaseIterable, Hashable, Sendable, Codable {
  /// The same text but for trivial edits.
  case same = "repeat"
  /// The same intent in other words.
  case rephrase
  /// The same intent with constraints added, removed or changed.
  case refine
  /// The next step of the same topic or task.
  case followUp = "follow_up"
  case newTopic = "new_topic"
  /// A reaction alone (thanks, a complaint, yes or no) with no request of its own.
  case reaction

  /// Whether both messages have the same intent: what a reformulation is.
  public var isReformulation: Bool { self == .same || self == .rephrase || self == .refine }

  /// The place among the cases, from 0.
  public var place: Int {
    switch self {
    case .same: 0
    case .rephrase: 1
    case .refine: 2
    case .followUp: 3
    case .newTopic: 4
    case .reaction: 5
    }
  }
}

/// What a follow-up shows of the user's satisfaction with the answer before it, as people label it.
public enum ShownSatisfaction: String, CaseIterable, Hashable, Sendable, Codable {
  case satisfied, dissatisfied, unclear
}
