/// Between how many and how few requests are under way at a time.
public struct ConcurrencyBounds: Hashable, Sendable {
  /// What a client begins with.
  public var start: Int
  /// What it never exceeds.
  public var maximum: Int
  /// The mean latency, as a multiple of the least one seen, beyond which the limit is halved. At least 1.5.
  public var latencyFactor: Double

  public init(start: Int = 4, maximum: Int = 32, latencyFactor: Double = 4) {
    self.start = start
    self.maximum = maximum
    self.latencyFactor = latencyFactor
  }
}

/// How many requests may be under way, found by additive increase and multiplicative decrease.
///
/// * A *window* is as many successes as the limit is. After a window the limit grows by one. Successes count only while
///   at least half of the limit is under way: a limit that nobody needs proves nothing.
/// * Too many requests (429), an overload (503, 529) or a time limit (ours, 408, 504) halves it, down to one.
/// * A window whose mean latency is more than `latencyFactor` times the least mean of any window halves it too, if it
///   is over 100 ms. The mean is taken since single replies differ in length. The least mean rises by 2 % a window, so
///   that a lucky one does not hold the limit down for good.
/// * Requests that were sent before a halving neither halve again nor count: their burst is one event.
///
/// The rule is TCP's (RFC 5681), with latency as in TCP Vegas.
struct AdaptiveLimit {
  private let bounds: ConcurrencyBounds
  private(set) var limit: Int
  /// How often it was halved; also the mark that a request carries of when it was sent.
  private(set) var halvings = 0
  private var successes = 0
  private var latencySum = Duration.zero
  private var leastMean: Duration?

  private static let alwaysFine = Duration.milliseconds(100)

  init(_ bounds: ConcurrencyBounds) {
    self.bounds = bounds
    limit = bounds.start
  }

  /// Takes a success into account.
  ///
  /// - Parameters:
  ///   - mark: `halvings` when the request was sent.
  ///   - inFlight: How many requests were under way when it ended, itself among them.
  mutating func succeeded(latency: Duration, mark: Int, inFlight: Int) {
    guard mark == halvings, inFlight * 2 >= limit else { return }
    successes += 1
    latencySum += latency
    guard successes >= limit else { return }
    let mean = latencySum / successes
    let least = leastMean.map { min($0 * 1.02, mean) } ?? mean
    leastMean = least
    if mean > max(least * bounds.latencyFactor, Self.alwaysFine) {
      halve()
    } else {
      limit = min(limit + 1, bounds.maximum)
      startWindow()
    }
  }

  /// Takes a sign of overload into account.
  mutating func overloaded(mark: Int) {
    if mark == halvings { halve() }
  }

  private mutating func halve() {
    limit = max(limit / 2, 1)
    halvings += 1
    startWindow()
  }

  private mutating func startWindow() {
    successes = 0
    latencySum = .zero
  }
}
