internal import Synchronization

/// Counts who is inside, so that closing can wait until nobody is.
final class OpenDoor: Sendable {
  private struct State {
    var inside = 0
    var isClosed = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// - Throws: `shutDown` once the door was closed; whoever is not inside must not `leave`.
  func enter() throws(ModelClientError) {
    let isOpen = state.withLock { state in
      if !state.isClosed { state.inside += 1 }
      return !state.isClosed
    }
    guard isOpen else { throw ModelClientError(.shutDown) }
  }

  func leave() {
    let waiting = state.withLock { state in
      state.inside -= 1
      guard state.inside == 0 else { return [CheckedContinuation<Void, Never>]() }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }

  /// - Throws: `shutDown` once the door was closed.
  func check() throws(ModelClientError) {
    if state.withLock({ $0.isClosed }) { throw ModelClientError(.shutDown) }
  }

  /// Lets nobody in any more and comes back when all have left.
  func close() async {
    await withCheckedContinuation { continuation in
      let isEmpty = state.withLock { state in
        state.isClosed = true
        if state.inside > 0 { state.waiting.append(continuation) }
        return state.inside == 0
      }
      if isEmpty { continuation.resume() }
    }
  }
}
