public import Records

/// What a chat model says of one follow-up, as far as it could be read.
public struct ModelVerdict: Hashable, Sendable {
  /// The message's index in the conversation.
  public let followUp: Int
  /// nil for no feedback.
  public let category: FeedbackCategory?
  /// Whether praise and complaint stand together; the category is then negative.
  public let isMixed: Bool
  /// The quote as the model wrote it; empty for no feedback.
  public let quote: String
  /// Where the quote stands in the message; nil for no feedback, and where it does not stand there.
  public let span: ByteSpan?
  /// How sure the model says it is, from 0 to 1. Not a probability: models overstate it. nil where it said nothing.
  public let confidence: Double?
  /// Why, in the model's words: one line, shortened. It may quote the conversation, so it belongs into no log, and it may be
  /// whatever a message talked the model into.
  public let explanation: String
}

/// What came of one follow-up that a model was asked about.
public enum FollowUpOutcome: Hashable, Sendable {
  /// A well-formed verdict; feedback is backed by a quote out of that very message.
  case verdict(ModelVerdict)
  /// A well-formed verdict of feedback whose quote does not back it.
  case ungrounded(ModelVerdict, GroundingFault)
  /// The reply says nothing of it.
  case missing
  case malformed(ReplyFault)

  /// The verdict that may be used; nil where there is none.
  public var verdict: ModelVerdict? { if case .verdict(let verdict) = self { verdict } else { nil } }

  /// The name that is stored: `verdict`, `ungrounded`, `missing` or `malformed`.
  public var status: String {
    switch self {
    case .verdict: "verdict"
    case .ungrounded: "ungrounded"
    case .missing: "missing"
    case .malformed: "malformed"
    }
  }
}

/// What came of one reply.
public struct ParsedReply: Hashable, Sendable {
  /// For each follow-up that was asked about, and for no other.
  public let outcomes: [Int: FollowUpOutcome]
  /// How many answers were for no follow-up that was asked about, or named none; they are not looked at.
  public let strays: Int
  /// Whether the reply ended within its list.
  public let isCut: Bool

  /// The follow-ups without a verdict, ascending.
  public var unanswered: [Int] { outcomes.keys.filter { outcomes[$0]?.verdict == nil }.sorted() }

  /// These outcomes with those of a repair in place of what was not a verdict. What was a verdict stays: a second try
  /// cannot turn it.
  public func completed(by repair: ParsedReply) -> ParsedReply {
    let outcomes = outcomes.merging(repair.outcomes) { first, second in first.verdict == nil ? second : first }
      .filter { self.outcomes[$0.key] != nil }
    return ParsedReply(outcomes: outcomes, strays: strays + repair.strays, isCut: isCut)
  }
}
