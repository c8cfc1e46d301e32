internal import Foundation

/// What there is to do, and who does what: all of the scheduler's state, under one lock.
final class LaneBoard<L: Lane>: @unchecked Sendable {
  // Unchecked because the lock guards every stored property, and a lane's own state is handed to one thread at a time.
  private let workers: Int
  private let itemsInFlight: Int
  private let nextLane: () throws -> L?
  private let shouldStop: () -> Bool
  private let condition = NSCondition()
  private var open: [LaneState<L>] = []
  private var isOpening = false
  private var hasMoreLanes = true
  private var isStopped = false
  private var failure: (any Error)?

  init(workers: Int, itemsInFlight: Int, nextLane: @escaping () throws -> L?, shouldStop: @escaping () -> Bool) {
    self.workers = workers
    self.itemsInFlight = itemsInFlight
    self.nextLane = nextLane
    self.shouldStop = shouldStop
  }

  /// Works until nothing is left to do.
  func work(with scratch: L.Scratch) {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if !isStopped, shouldStop() { isStopped = true }
      if isStopped || failure != nil { break }
      guard let task = takeTask() else {
        if isOver { break }
        condition.wait()
        continue
      }
      condition.unlock()
      let result = Result { try perform(task, with: scratch) }
      condition.lock()
      settle(task, result)
      condition.broadcast()
    }
    condition.broadcast()
  }

  /// - Throws: What a lane threw.
  func outcome() throws -> Bool {
    if let failure { throw failure }
    return !isStopped
  }

  private var isOver: Bool { open.isEmpty && !hasMoreLanes && !isOpening }

  // MARK: Choosing

  private enum Task {
    case accept(LaneState<L>, L.Product)
    case finish(LaneState<L>)
    case transform(LaneState<L>, Int, L.Item)
    case read(LaneState<L>)
    case open
  }

  private enum Outcome {
    case done
    case product(L.Product)
    case item(L.Item?)
    case lane(L?)
  }

  private func takeTask() -> Task? {
    for state in open {
      if let product = state.takeProduct() { return .accept(state, product) }
      if state.takeFinish() { return .finish(state) }
    }
    for state in open { if let (number, item) = state.takeItem() { return .transform(state, number, item) } }
    if open.reduce(0, { $0 + $1.inFlight }) < itemsInFlight + workers {
      for state in open where state.takeReading(limit: itemsInFlight) { return .read(state) }
    }
    if hasMoreLanes, !isOpening, open.count < workers {
      isOpening = true
      return .open
    }
    return nil
  }

  private func perform(_ task: Task, with scratch: L.Scratch) throws -> Outcome {
    switch task {
    case .accept(let state, let product): try state.lane.accept(product)
    case .finish(let state): try state.lane.finish()
    case .transform(let state, _, let item): return .product(try state.lane.transform(item, using: scratch))
    case .read(let state): return .item(try state.lane.next())
    case .open: return .lane(try nextLane())
    }
    return .done
  }

  private func settle(_ task: Task, _ result: Result<Outcome, any Error>) {
    switch (task, result) {
    case (_, .failure(let error)): failure = failure ?? error
    case (.accept(let state, _), _): state.accepted()
    case (.finish(let state), _): open.removeAll { $0 === state }
    case (.transform(let state, let number, _), .success(.product(let product))): state.transformed(number, product)
    case (.read(let state), .success(.item(let item))): state.didRead(item)
    case (.open, .success(.lane(let lane))):
      isOpening = false
      if let lane { open.append(LaneState(lane)) } else { hasMoreLanes = false }
    default: preconditionFailure("a task ended as another kind of task")
    }
  }
}

/// One open lane: what was read, what is being made of it, and what waits to be taken.
private final class LaneState<L: Lane> {
  let lane: L
  private var waiting: [(number: Int, item: L.Item)] = []
  private var products: [Int: L.Product] = [:]
  private var nextNumber = 0
  private var nextToAccept = 0
  private var isReading = false
  private var isAccepting = false
  private var isAtEnd = false
  private var isFinishing = false

  init(_ lane: L) { self.lane = lane }

  /// Items between `next` and the end of `accept`.
  var inFlight: Int { nextNumber - nextToAccept }

  func takeProduct() -> L.Product? {
    guard !isAccepting, let product = products.removeValue(forKey: nextToAccept) else { return nil }
    isAccepting = true
    return product
  }

  func takeFinish() -> Bool {
    guard isAtEnd, nextToAccept == nextNumber, !isFinishing else { return false }
    isFinishing = true
    return true
  }

  func takeItem() -> (Int, L.Item)? {
    guard !waiting.isEmpty else { return nil }
    let first = waiting.removeFirst()
    return (first.number, first.item)
  }

  func takeReading(limit: Int) -> Bool {
    guard !isAtEnd, !isReading, inFlight < limit else { return false }
    isReading = true
    return true
  }

  func didRead(_ item: L.Item?) {
    isReading = false
    guard let item else {
      isAtEnd = true
      return
    }
    waiting.append((nextNumber, item))
    nextNumber += 1
  }

  func transformed(_ number: Int, _ product: L.Product) { products[number] = product }

  func accepted() {
    isAccepting = false
    nextToAccept += 1
  }
}
