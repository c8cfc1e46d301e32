/// What a run of the second stage has asked, what came back and what it cost. Written to `_gleaner/classifications/<time>.json`;
/// it holds no text of a conversation.
public struct ClassificationReport: Codable, Hashable, Sendable {
  /// ISO 8601, UTC.
  public var started = ""
  public var seconds = 0.0
  public var judge = ""
  public var promptVersion = ""
  /// Follow-ups of the dataset, and those that were judged before.
  public var followUps = 0
  public var judgedBefore = 0
  /// What was to be asked about: drawn at random, and unsure; and what the budget left out.
  public var audited = 0
  public var uncertain = 0
  public var leftOut = 0
  /// What came of what was to be asked about, by the status of the row; they and `failed` and `pending` add up to `audited` and
  /// `uncertain`.
  public var statuses: [String: Int] = [:]
  /// Those that the server did not answer; the next run asks again.
  public var failed = 0
  /// Those that were not come to.
  public var pending = 0
  /// Replies that were paid for, that were kept from before, and questions without a reply by code.
  public var repliesPaid = 0
  public var repliesKept = 0
  public var failures: [String: Int] = [:]
  public var promptTokens = 0
  public var replyTokens = 0
  /// In currency.
  public var cost = 0.0
  /// Values that were replaced before text was sent, by kind.
  public var redacted: [String: Int] = [:]
  /// How the server was used: the mean and the greatest number of requests in flight, the share of the allowed number that was in use
  /// on average, how often the limit was halved.
  public var meanInFlight = 0.0
  public var peakInFlight = 0
  public var occupancy = 0.0
  public var limitHalvings = 0
  /// How a schema was asked for; empty where nothing was sent.
  public var schemaMode = ""
  /// Where questions were repeated: the share of pairs of replies that agree, and Krippendorff's alpha; -1 where they were not.
  public var agreement = -1.0
  public var alpha = -1.0
  /// Cohen's kappa between the chat model and this machine, over the audited; -1 where there are none.
  public var kappaWithThisMachine = -1.0
  /// Why it ended before all was asked: `budget`, `interrupted`, or the client's code; empty where it did not.
  public var stoppedBy = ""
  /// The client's sentence on that, with the next step.
  public var stopReason = ""

  public init() {}

  /// Whether what was to be asked adds up with what came of it.
  public var balances: Bool { audited + uncertain == statuses.values.reduce(0, +) + failed + pending }
}
