import Streams
import Synchronization
import Testing

/// A lane of numbers that are squared, with an account of what was done.
private final class Squares: Lane {
  let count: Int
  private var given = 0
  private let failsAt: Int?
  private(set) var taken: [Int] = []
  private(set) var isFinished = false
  private let underWay = Atomic(0)
  let mostUnderWay = Atomic(0)

  init(_ count: Int, failsAt: Int? = nil) {
    self.count = count
    self.failsAt = failsAt
  }

  struct Broken: Error {}

  func next() throws -> Int? {
    guard given < count else { return nil }
    given += 1
    let now = underWay.add(1, ordering: .relaxed).newValue
    _ = mostUnderWay.max(now, ordering: .relaxed)
    return given
  }

  func transform(_ item: Int, using scratch: Void) throws -> Int {
    if item == failsAt { throw Broken() }
    // Later items are quicker, so that products come out of order.
    var spin = (count - item) * 50
    while spin > 0 { spin -= 1 }
    return item * item
  }

  func accept(_ product: Int) throws {
    underWay.subtract(1, ordering: .relaxed)
    taken.append(product)
  }

  func finish() throws { isFinished = true }
}

@Suite("Ordered lanes") struct OrderedLanesTests {
  @Test("take the products in the order of the items", arguments: [1, 2, 8]) func order(workers: Int) throws {
    let lanes = [Squares(500), Squares(0), Squares(37), Squares(1)]
    var queue = lanes[...]
    let isComplete = try OrderedLanes<Squares>(workers: workers).run(nextLane: { queue.popFirst() }, scratch: {})
    #expect(isComplete)
    for lane in lanes {
      #expect(lane.taken == (1...lane.count + 1).dropLast().map { $0 * $0 })
      #expect(lane.isFinished)
    }
  }

  @Test("never have more items under way than allowed") func bounded() throws {
    let lane = Squares(300)
    var queue = [lane][...]
    _ = try OrderedLanes<Squares>(workers: 4, itemsInFlight: 3).run(nextLane: { queue.popFirst() }, scratch: {})
    #expect(lane.mostUnderWay.load(ordering: .relaxed) <= 3)
  }

  @Test("end with the first error and leave the lane unfinished", arguments: [1, 4]) func failure(workers: Int) {
    let lane = Squares(100, failsAt: 50)
    var queue = [lane][...]
    #expect(throws: Squares.Broken.self) {
      try OrderedLanes<Squares>(workers: workers).run(nextLane: { queue.popFirst() }, scratch: {})
    }
    #expect(!lane.isFinished)
    #expect(lane.taken == (1...lane.taken.count + 1).dropLast().map { $0 * $0 })
  }

  @Test("stop when they are told to") func stop() throws {
    let lane = Squares(100_000)
    var queue = [lane][...]
    let asked = Atomic(0)
    let isComplete = try OrderedLanes<Squares>(workers: 2).run(
      nextLane: { queue.popFirst() }, scratch: {},
      shouldStop: { asked.add(1, ordering: .relaxed).newValue > 100 })
    #expect(!isComplete)
    #expect(!lane.isFinished)
  }
}
