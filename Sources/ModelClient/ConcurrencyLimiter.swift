internal import Synchronization

/// The gate before the server, whose limit follows how the server fares.
final class ConcurrencyLimiter: Sendable {
  /// What a request holds while it is under way.
  struct Pass {
    /// How often the limit had been halved when it was given.
    fileprivate let mark: Int
  }

  enum Outcome {
    case success(latency: Duration)
    case overload
    /// Anything that says nothing about load.
    case other
  }

  private let gate: FairGate
  private let adaptive: Mutex<AdaptiveLimit>

  init(_ bounds: ConcurrencyBounds, now: @escaping @Sendable () -> Duration) {
    gate = FairGate(limit: bounds.start, now: now)
    adaptive = Mutex(AdaptiveLimit(bounds))
  }

  var use: UseMeter { gate.use }
  var limit: Int { adaptive.withLock { $0.limit } }
  var halvings: Int { adaptive.withLock { $0.halvings } }

  func acquire(isReturning: Bool) async throws -> Pass {
    try await gate.enter(isReturning: isReturning)
    return Pass(mark: halvings)
  }

  func release(_ pass: Pass, _ outcome: Outcome) {
    let inFlight = gate.use.inside
    // The gate is told under the lock, so that of two changes the later one stands.
    adaptive.withLock { adaptive in
      switch outcome {
      case .success(let latency): adaptive.succeeded(latency: latency, mark: pass.mark, inFlight: inFlight)
      case .overload: adaptive.overloaded(mark: pass.mark)
      case .other: return
      }
      gate.setLimit(adaptive.limit)
    }
    gate.leave()
  }
}
