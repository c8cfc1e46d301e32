internal import Foundation

/// The one place where Gleaner is concurrent: an ordered, bounded parallel map over several lanes at once.
///
/// Threads take whatever is ready: products before transforms before reading, so that what is under way is finished
/// before more is begun; a further lane is opened when a thread would have nothing to do. At most `workers` lanes are
/// open; at most `itemsInFlight` items of each, and about `itemsInFlight + workers` of all, are between `next` and
/// `accept`: that bounds memory. With one worker everything happens on one thread, item after item.
public struct OrderedLanes<L: Lane> {
  private let workers: Int
  private let itemsInFlight: Int

  /// - Parameters:
  ///   - workers: Threads, at least 1.
  ///   - itemsInFlight: Items of one lane that may be under way at once; by default twice the workers and one.
  public init(workers: Int, itemsInFlight: Int? = nil) {
    self.workers = max(1, workers)
    self.itemsInFlight = max(1, itemsInFlight ?? (workers == 1 ? 1 : 2 * workers + 1))
  }

  /// Runs lanes until there are no more.
  ///
  /// - Parameters:
  ///   - nextLane: Gives the lanes in order, called by one thread at a time; nil when there are no more.
  ///   - scratch: Makes what one thread works with.
  ///   - shouldStop: Asked before each step; once it is true nothing further is begun.
  /// - Returns: Whether every lane came to its end; false when `shouldStop` ended the run.
  /// - Throws: The first error that a lane threw; lanes that had not ended are left as they stand, unfinished.
  public func run(
    nextLane: @escaping () throws -> L?, scratch: @escaping () -> L.Scratch,
    shouldStop: @escaping () -> Bool = { false }
  ) throws -> Bool {
    let board = LaneBoard(
      workers: workers, itemsInFlight: itemsInFlight, nextLane: nextLane, shouldStop: shouldStop)
    let crew = Crew(count: workers - 1) { board.work(with: scratch()) }
    crew.start()
    board.work(with: scratch())
    crew.join()
    return try board.outcome()
  }
}

/// Threads beside the calling one.
private final class Crew: @unchecked Sendable {
  // Unchecked because the body captures the lanes' types, which are not Sendable; `LaneBoard` hands each of them to one
  // thread at a time.
  private let body: () -> Void
  private let count: Int
  private let done = DispatchGroup()

  init(count: Int, body: @escaping () -> Void) {
    self.count = count
    self.body = body
  }

  func start() {
    for number in 0..<count {
      done.enter()
      let thread = Thread { [self] in
        body()
        done.leave()
      }
      thread.name = "gleaner-\(number + 1)"
      thread.stackSize = 4 << 20
      thread.start()
    }
  }

  func join() { done.wait() }
}
