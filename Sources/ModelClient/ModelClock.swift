internal import Foundation

/// The time as the client sees it where it waits on purpose: between attempts, while the server asks for a pause, and
/// while the circuit breaker is open. The limits of connecting and of a whole request are the network's own time.
public struct ModelClock: Sendable {
  /// The time since some fixed moment; it never goes back.
  public var now: @Sendable () -> Duration
  /// Comes back after that long, or throws at once when the task is cancelled.
  public var sleep: @Sendable (Duration) async throws -> Void
  /// Seconds since 1970, for dates in `Retry-After` where the server does not send its own time beside them.
  public var unixTime: @Sendable () -> Double

  public init(
    now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void,
    unixTime: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.sleep = sleep
    self.unixTime = unixTime
  }

  /// The machine's time.
  public static let system: ModelClock = {
    let start = ContinuousClock.now
    return ModelClock(
      now: { ContinuousClock.now - start }, sleep: { try await Task.sleep(for: $0) },
      unixTime: { Date().timeIntervalSince1970 })
  }()
}

extension Duration {
  /// The same in seconds, for sums and reports.
  var seconds: Double { self / .seconds(1) }
}
