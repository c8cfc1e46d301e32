/// How often a request is sent again and how long it waits before.
public struct RetryPolicy: Hashable, Sendable {
  /// How often a request is sent in all; 1 never sends it again. From 1 to 20.
  public var attempts: Int
  /// The longest wait before the second attempt; it doubles with each attempt.
  public var firstWait: Duration
  /// The longest wait of all.
  public var longestWait: Duration
  /// The longest wait that a server may ask for with `Retry-After`; a longer one is cut to this.
  public var longestRetryAfter: Duration

  public init(
    attempts: Int = 6, firstWait: Duration = .seconds(1), longestWait: Duration = .seconds(60),
    longestRetryAfter: Duration = .seconds(120)
  ) {
    self.attempts = attempts
    self.firstWait = firstWait
    self.longestWait = longestWait
    self.longestRetryAfter = longestRetryAfter
  }

  /// The wait before the next attempt: exponential with full jitter, and never shorter than the server asked for.
  ///
  /// - Parameters:
  ///   - attempt: How often the request was sent.
  ///   - random: From 0 up to 1. Full jitter spreads requests that failed together over the whole wait.
  func wait(after attempt: Int, retryAfter: Duration?, random: Double) -> Duration {
    // Doubling twenty times reaches eleven days from one second: longer than any limit.
    let ceiling = min(firstWait * (1 << min(attempt - 1, 20)), longestWait)
    let jittered = ceiling * random
    guard let retryAfter else { return jittered }
    return max(jittered, min(retryAfter, longestRetryAfter))
  }
}
