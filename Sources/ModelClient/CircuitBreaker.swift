/// When a server that fails is left alone.
public struct BreakerSettings: Hashable, Sendable {
  /// How many failures in a row open the breaker: no connection, a broken one, a time limit, 5xx.
  public var failures: Int
  /// How long nothing is sent then.
  public var pause: Duration
  /// How often it may open with no success in between; the next time is for good.
  public var openings: Int

  public init(failures: Int = 8, pause: Duration = .seconds(30), openings: Int = 3) {
    self.failures = failures
    self.pause = pause
    self.openings = openings
  }
}

/// Counts failures in a row and says when to send.
///
/// Closed, everything is sent. After `failures` in a row it is open and nothing is. When the pause is over, one request
/// goes as a probe (half-open): its success closes the breaker, its failure opens it again. Any success closes it, also
/// that of a request which was still under way. Having opened more than `openings` times in a row it gives up for good.
struct CircuitBreaker {
  enum Advice: Equatable {
    case send
    /// Send this one, and nothing else until its outcome is known.
    case sendProbe
    case wait(Duration)
    case giveUp
  }

  private enum State {
    case closed(failures: Int)
    case open(until: Duration)
    case halfOpen
    case givenUp
  }

  private let settings: BreakerSettings
  private var state = State.closed(failures: 0)
  private var openingsInARow = 0
  /// How often it opened in all.
  private(set) var openings = 0

  init(_ settings: BreakerSettings) { self.settings = settings }

  mutating func advice(now: Duration) -> Advice {
    switch state {
    case .closed: return .send
    case .givenUp: return .giveUp
    case .halfOpen: preconditionFailure("whoever sends the probe keeps the others from asking")
    case .open(let until):
      if now < until { return .wait(until - now) }
      state = .halfOpen
      return .sendProbe
    }
  }

  mutating func succeeded() {
    if case .givenUp = state { return }
    state = .closed(failures: 0)
    openingsInARow = 0
  }

  mutating func failed(now: Duration, wasProbe: Bool) {
    switch state {
    case .closed(let failures) where failures + 1 < settings.failures: state = .closed(failures: failures + 1)
    case .closed: open(now)
    case .halfOpen where wasProbe: open(now)
    // The rest of a burst that is known already.
    case .halfOpen, .open, .givenUp: break
    }
  }

  /// The probe ended with no word about the server: the next request is one.
  mutating func abandonedProbe(now: Duration) {
    if case .halfOpen = state { state = .open(until: now) }
  }

  private mutating func open(_ now: Duration) {
    openings += 1
    openingsInARow += 1
    state = openingsInARow > settings.openings ? .givenUp : .open(until: now + settings.pause)
  }
}
