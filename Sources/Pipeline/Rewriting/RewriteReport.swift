internal import AuditStatistics

/// What a run that had answers written anew has asked, what came of it and what it cost. Written to
/// `_gleaner/rewritings/<time>.json`; it holds no text of a conversation.
public struct RewriteReport: Codable, Hashable, Sendable {
  /// ISO 8601, UTC.
  public var started = ""
  public var seconds = 0.0
  public var judge = ""
  public var promptVersion = ""
  /// Feedback that an answer could be written anew for, requests that candidates could be sampled for, and what of both was
  /// done before.
  public var eligible = 0
  public var doneBefore = 0
  /// What was to be attempted, and what the budget left out.
  public var planned = 0
  public var leftOut = 0
  /// What came of it, by status, that of candidates with `reward_` before it; with `failed` and `pending` they add up to `planned`.
  public var statuses: [String: Int] = [:]
  /// Those that the server did not answer; the next run tries again.
  public var failed = 0
  /// Those that were not come to, or not finished.
  public var pending = 0
  public var repliesPaid = 0
  public var repliesKept = 0
  public var failures: [String: Int] = [:]
  public var promptTokens = 0
  public var replyTokens = 0
  public var cost = 0.0
  public var redacted: [String: Int] = [:]
  /// Judgements in both orders of two answers.
  public var judged = 0
  /// The share of them that say the same in both orders, and the share of verdicts for the answer that stood first, where
  /// 0.5 shows no bias; -1 where nothing was judged.
  public var consistent = -1.0
  public var forFirst = -1.0
  /// The share of verdicts for the longer answer, over pairs of unequal length; -1 where there are none.
  public var longerChosen = -1.0
  /// The same for tenths of the pairs, from nearly equal to most unequal lengths.
  public var longerChosenByDecile: [Double] = []
  /// Why it ended before all was attempted: `budget`, `interrupted`, or the client's code; empty where it did not.
  public var stoppedBy = ""
  public var stopReason = ""

  public init() {}

  /// Whether what was planned adds up with what came of it.
  public var balances: Bool { planned == statuses.values.reduce(0, +) + failed + pending }

  mutating func take(_ position: PositionBias?, _ verbosity: VerbosityBias?) {
    if let position {
      (judged, consistent, forFirst) = (position.pairs, position.consistent.value, position.forFirst.value)
    }
    if let verbosity {
      longerChosen = verbosity.longerChosen.value
      longerChosenByDecile = verbosity.deciles.map { ($0.longerChosen.value * 10_000).rounded() / 10_000 }
    }
  }
}
