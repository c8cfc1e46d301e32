/// The rows that remain while states are eliminated.
///
/// What leads to an eliminated state is left in the rows and lists until they are read, because taking it out at once
/// would cost a pass over the row of a state with very many neighbours for each of these.
struct EliminationRows {
  /// Ascending, never to the state itself.
  private var rows: [[AbsorbingChain.Transition]]
  private var ends: [Double]
  /// Who leads to each state.
  private var sources: [[Int]]
  /// How many of both remain.
  private var rowCounts: [Int]
  private var sourceCounts: [Int]
  private var remains: [Bool]
  private var queue = StateQueue()

  /// A state to be eliminated, with all that it takes.
  struct Step {
    var state: Int
    /// The weight of all that leads away from it.
    var outflow: Double
    var row: [AbsorbingChain.Transition]
    var sources: [AbsorbingChain.Transition]
  }

  init(_ chain: AbsorbingChain, states: [Bool], ends: [Double]) {
    rows = chain.rows.enumerated().map { state, row in
      states[state] ? row.transitions.filter { $0.state != state && states[$0.state] } : []
    }
    sources = Array(repeating: [], count: chain.rows.count)
    self.ends = ends
    remains = states
    for (state, row) in rows.enumerated() {
      for next in row { sources[next.state].append(state) }
    }
    rowCounts = rows.map(\.count)
    sourceCounts = sources.map(\.count)
    for state in rows.indices where states[state] { queue.push(state, cost: cost(of: state)) }
  }

  /// The remaining state whose elimination makes the fewest weights (Markowitz 1957), at equal cost the first.
  mutating func next() -> Step? {
    while let (state, cost) = queue.pop() {
      guard remains[state] else { continue }
      let now = self.cost(of: state)
      guard now <= cost else {
        queue.push(state, cost: now)
        continue
      }
      let row = rows[state].filter { remains[$0.state] }
      let outflow = row.reduce(ends[state]) { $0 + $1.weight }
      return Step(state: state, outflow: outflow, row: row, sources: sources(of: state))
    }
    return nil
  }

  private func cost(of state: Int) -> Int { rowCounts[state] * sourceCounts[state] }

  private func sources(of state: Int) -> [AbsorbingChain.Transition] {
    sources[state].filter { remains[$0] }.sorted().compactMap { source in
      Self.place(of: state, in: rows[source]).map { .init(to: source, weight: rows[source][$0].weight) }
    }
  }

  mutating func eliminate(_ step: Step) {
    remains[step.state] = false
    for source in step.sources {
      let part = source.weight / step.outflow
      ends[source.state] += part * ends[step.state]
      rowCounts[source.state] -= 1
      spread(step.row, times: part, onto: source.state)
      queue.push(source.state, cost: cost(of: source.state))
    }
    rows[step.state] = []
    sources[step.state] = []
    for next in step.row {
      sourceCounts[next.state] -= 1
      queue.push(next.state, cost: cost(of: next.state))
    }
  }

  /// Adds a part of a row to another, both ascending; what would lead back to the state itself changes nothing for it.
  private mutating func spread(_ added: [AbsorbingChain.Transition], times part: Double, onto state: Int) {
    guard added.contains(where: { $0.state != state }) else { return }
    let old = rows[state]
    var merged: [AbsorbingChain.Transition] = []
    merged.reserveCapacity(old.count + added.count)
    var place = 0
    for next in added where next.state != state {
      while place < old.count, old[place].state < next.state {
        if remains[old[place].state] { merged.append(old[place]) }
        place += 1
      }
      var weight = part * next.weight
      if place < old.count, old[place].state == next.state {
        weight += old[place].weight
        place += 1
      } else {
        sources[next.state].append(state)
        sourceCounts[next.state] += 1
        rowCounts[state] += 1
      }
      merged.append(.init(to: next.state, weight: weight))
    }
    for rest in old[place...] where remains[rest.state] { merged.append(rest) }
    rows[state] = merged
  }

  private static func place(of state: Int, in row: [AbsorbingChain.Transition]) -> Int? {
    var (low, high) = (0, row.count)
    while low < high {
      let middle = (low + high) / 2
      if row[middle].state < state { low = middle + 1 } else { high = middle }
    }
    return low < row.count && row[low].state == state ? low : nil
  }
}

/// States by their cost, the cheapest first, at equal cost the one of the smallest number: a binary heap.
struct StateQueue {
  private var entries: [(state: Int, cost: Int)] = []

  mutating func push(_ state: Int, cost: Int) {
    entries.append((state, cost))
    var child = entries.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (state: Int, cost: Int)? {
    guard let first = entries.first else { return nil }
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    var parent = 0
    while 2 * parent + 1 < entries.count {
      var child = 2 * parent + 1
      if child + 1 < entries.count, precedes(child + 1, child) { child += 1 }
      guard precedes(child, parent) else { break }
      entries.swapAt(child, parent)
      parent = child
    }
    return first
  }

  private func precedes(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (entries[one], entries[other])
    return left.cost != right.cost ? left.cost < right.cost : left.state < right.state
  }
}
