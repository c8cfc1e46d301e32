internal import Synchronization

/// Where every attempt passes one by one before it is sent: here the circuit breaker and pauses hold it up.
///
/// Whoever must wait does so inside, and all others behind them. So a probe of the breaker is alone by construction: it
/// keeps the turnstile until its outcome is known.
final class Turnstile: Sendable {
  enum Passage { case ordinary, probe }

  enum Outcome {
    /// The server said something.
    case alive
    case failed
    /// Nothing was learned about the server.
    case unknown
  }

  private struct State {
    var breaker: CircuitBreaker
    var pausedUntil = Duration.zero

    mutating func advice(now: Duration) -> CircuitBreaker.Advice {
      now < pausedUntil ? .wait(pausedUntil - now) : breaker.advice(now: now)
    }
  }

  private let state: Mutex<State>
  private let gate: FairGate
  private let clock: ModelClock

  init(_ settings: BreakerSettings, clock: ModelClock) {
    state = Mutex(State(breaker: CircuitBreaker(settings)))
    gate = FairGate(limit: 1, now: clock.now)
    self.clock = clock
  }

  /// How often the breaker opened.
  var openings: Int { state.withLock { $0.breaker.openings } }

  /// Comes back when the request may be sent; the outcome must be reported.
  ///
  /// - Throws: `circuitOpen`, `cancelled`.
  func pass() async throws(ModelClientError) -> Passage {
    do { try await gate.enter() } catch { throw ModelClientError(.cancelled) }
    while true {
      switch state.withLock({ $0.advice(now: clock.now()) }) {
      case .send:
        gate.leave()
        return .ordinary
      case .sendProbe: return .probe
      case .giveUp:
        gate.leave()
        throw ModelClientError(.circuitOpen)
      case .wait(let duration):
        do { try await clock.sleep(duration) } catch {
          gate.leave()
          throw ModelClientError(.cancelled)
        }
      }
    }
  }

  func report(_ outcome: Outcome, of passage: Passage) {
    state.withLock { state in
      switch outcome {
      case .alive: state.breaker.succeeded()
      case .failed: state.breaker.failed(now: clock.now(), wasProbe: passage == .probe)
      case .unknown: if passage == .probe { state.breaker.abandonedProbe(now: clock.now()) }
      }
    }
    if passage == .probe { gate.leave() }
  }

  /// Holds everybody up for that long from now.
  func pause(for duration: Duration) {
    let until = clock.now() + duration
    state.withLock { $0.pausedUntil = max($0.pausedUntil, until) }
  }
}
