internal import Dispatch
internal import Synchronization

/// Tasks that are under way, and the wait for them on a thread that is none of theirs.
final class Crew: Sendable {
  private let group = DispatchGroup()
  private let tasks = Mutex<[Int: Task<Void, Never>]>([:])
  private let next = Mutex(0)

  /// How long requests may go on once a run is to stop, before they are given up: what they would bring is paid for.
  private static let grace = Duration.seconds(10)

  func send(_ work: @escaping @Sendable () async -> Void) {
    let number = next.withLock {
      $0 += 1
      return $0
    }
    group.enter()
    // Under the lock, so that a task that ends at once takes itself out after it was put in.
    tasks.withLock { tasks in
      tasks[number] = Task {
        await work()
        _ = self.tasks.withLock { $0.removeValue(forKey: number) }
        self.group.leave()
      }
    }
  }

  /// Waits until all have ended; those that go on for long after the run was asked to stop are cancelled.
  func wait(whileStopping shouldStop: () -> Bool) {
    var stopping: ContinuousClock.Instant?
    while group.wait(timeout: .now() + .milliseconds(100)) == .timedOut {
      guard shouldStop() else { continue }
      let since = stopping ?? .now
      stopping = since
      if since.duration(to: .now) > Self.grace { tasks.withLock { $0.values.forEach { $0.cancel() } } }
    }
  }
}
