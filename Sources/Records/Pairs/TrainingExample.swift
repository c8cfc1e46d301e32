/// A prompt with one answer and whether it was wanted (KTO: Ethayarajh et al. 2024, arXiv 2402.01306).
public struct UnpairedExample: Hashable, Sendable {
  public var id = ""
  public var source = PairSource()
  /// Oldest message first; the last one is the user's; no message of the system.
  public var prompt: [Message] = []
  public var completion = ""
  /// Whether the answer is desirable.
  public var label = false
  public var category: FeedbackCategory?
  public var feedback = ""
  public var confidence = 0.0
  public var scope = FeedbackScope.answer
  public var persona = ""

  public init() {}
}

/// A conversation whose last message is an answer to imitate (supervised fine-tuning).
public struct Demonstration: Hashable, Sendable {
  /// Why the answer is taken for good.
  public enum Reason: String, CaseIterable, Hashable, Sendable, Codable {
    /// The user approved of it.
    case approved
    /// It came after feedback, and was taken.
    case repaired
    /// A model wrote it in the light of the feedback.
    case rewritten
  }

  public var id = ""
  public var source = PairSource()
  public var reason = Reason.approved
  /// Oldest first; the last one is the assistant's; no message of the system.
  public var messages: [Message] = []
  /// The feedback that the answer meets, as text; empty where there is none.
  public var feedback = ""
  public var category: FeedbackCategory?
  public var confidence = 0.0
  public var scope = FeedbackScope.answer
  public var persona = ""

  public init() {}
}
