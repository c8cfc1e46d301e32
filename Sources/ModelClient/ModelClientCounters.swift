internal import Records

/// What a client did since it was made. Numbers only.
public struct ModelClientCounters: Hashable, Sendable {
  /// Requests that were asked for with `reply(to:)` and are done: those with a reply, and those with an error.
  public internal(set) var replies = 0
  public internal(set) var failures: [ModelClientError.Code: Int] = [:]
  /// How often something was sent; each attempt counts.
  public internal(set) var sent = 0
  /// Attempts after the first, by what made them necessary.
  public internal(set) var retries: [ModelClientError.Code: Int] = [:]
  /// How often the server answered 429.
  public internal(set) var rateLimited = 0
  /// Of the replies. Where the server said nothing of usage, estimates are in the sums.
  public internal(set) var promptTokens = 0
  public internal(set) var replyTokens = 0
  /// Replies whose tokens are estimates.
  public internal(set) var estimatedReplies = 0

  /// The limit of requests under way at a time, now.
  public internal(set) var limit = 0
  /// How often the limit was halved.
  public internal(set) var halvings = 0
  /// Requests under way: now, at most, and on average while there was anything to do. Those that a pause or the breaker
  /// holds up are among them.
  public internal(set) var inFlight = 0
  public internal(set) var peakInFlight = 0
  public internal(set) var meanInFlight = 0.0
  /// How much of the limit was used while there was anything to do, from 0 to 1: the integral of the requests under way
  /// over that of the limit. Above 1 only while requests from before a halving end.
  public internal(set) var occupancy = 0.0
  /// The sum of all waits for the limit.
  public internal(set) var secondsWaited = 0.0
  /// How often the circuit breaker opened.
  public internal(set) var breakerOpenings = 0
  /// How schemas are asked for; nil while that is not known.
  public internal(set) var schemaMode: SchemaMode?

  public init() {}

  mutating func take(_ usage: TokenUsage) {
    replies += 1
    promptTokens += usage.promptTokens
    replyTokens += usage.replyTokens
    if usage.isEstimated { estimatedReplies += 1 }
  }

  mutating func take(_ use: UseMeter) {
    inFlight = use.inside
    peakInFlight = use.peak
    meanInFlight = use.busySeconds > 0 ? use.insideSeconds / use.busySeconds : 0
    occupancy = use.limitSeconds > 0 ? use.insideSeconds / use.limitSeconds : 0
    secondsWaited = use.waitedSeconds
  }
}
