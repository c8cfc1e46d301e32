internal import Synchronization

/// Lets so many in at a time, in the order of their coming; those who were in before go first.
///
/// The limit may change while tasks are inside: who is in stays, and nobody follows until there is room.
final class FairGate: Sendable {
  private struct State {
    var limit: Int
    var meter: UseMeter
    var returning = WaitingLine()
    var arriving = WaitingLine()
    var lastTicket: UInt64 = 0

    var hasRoom: Bool { meter.inside < limit }
    var waiting: Int { returning.count + arriving.count }

    /// Lets in whoever there is room for.
    mutating func admit() -> [WaitingLine.Continuation] {
      var admitted: [WaitingLine.Continuation] = []
      while hasRoom, let next = returning.popFirst() ?? arriving.popFirst() {
        meter.enter()
        admitted.append(next)
      }
      return admitted
    }

    mutating func join(_ ticket: UInt64, isReturning: Bool, _ continuation: WaitingLine.Continuation) {
      if isReturning { returning.append(ticket, continuation) } else { arriving.append(ticket, continuation) }
    }
  }

  private let state: Mutex<State>
  private let now: @Sendable () -> Duration

  init(limit: Int, now: @escaping @Sendable () -> Duration) {
    self.now = now
    state = Mutex(State(limit: limit, meter: UseMeter(start: now())))
  }

  /// How it was used so far.
  var use: UseMeter {
    state.withLock { state in
      state.meter.advance(to: now(), limit: state.limit, waiting: state.waiting)
      return state.meter
    }
  }

  /// How many wait.
  var waiting: Int { state.withLock { $0.waiting } }

  /// Comes back when there is room. Whoever comes back must `leave`.
  ///
  /// - Throws: `CancellationError` when the task is cancelled while it waits; it is not inside then.
  func enter(isReturning: Bool = false) async throws {
    let ticket = change { state -> UInt64? in
      if state.hasRoom, state.waiting == 0 {
        state.meter.enter()
        return nil
      }
      state.lastTicket += 1
      return state.lastTicket
    }
    guard let ticket else { return }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        wait(ticket, isReturning: isReturning, continuation)
      }
    } onCancel: {
      change { $0.returning.remove(ticket) ?? $0.arriving.remove(ticket) }?.resume(throwing: CancellationError())
    }
  }

  func leave() {
    let admitted = change { state in
      state.meter.leave()
      return state.admit()
    }
    admitted.forEach { $0.resume() }
  }

  func setLimit(_ limit: Int) {
    let admitted = change { state in
      state.limit = limit
      return state.admit()
    }
    admitted.forEach { $0.resume() }
  }

  private func wait(_ ticket: UInt64, isReturning: Bool, _ continuation: WaitingLine.Continuation) {
    let admitted = change { state -> [WaitingLine.Continuation]? in
      // The flag is up before the handler runs: a handler that found no ticket to remove has raised it by now, and one
      // that comes later finds the ticket.
      if Task.isCancelled { return nil }
      state.join(ticket, isReturning: isReturning, continuation)
      return state.admit()
    }
    if let admitted { admitted.forEach { $0.resume() } } else { continuation.resume(throwing: CancellationError()) }
  }

  private func change<Value>(_ body: (inout State) -> sending Value) -> sending Value {
    state.withLock { state in
      state.meter.advance(to: now(), limit: state.limit, waiting: state.waiting)
      return body(&state)
    }
  }
}
