/// An absorbing Markov chain by its counts: states that lead to each other, to success, to failure, or to an end of which
/// nothing is known.
///
/// Weights need not sum to 1: a row is divided by its sum.
public struct AbsorbingChain: Hashable, Sendable {
  public struct Transition: Hashable, Sendable {
    public let state: Int
    public let weight: Double

    public init(to state: Int, weight: Double) {
      self.state = state
      self.weight = weight
    }
  }

  public struct Row: Hashable, Sendable {
    /// To states of the chain, each once, ascending, with positive weights; also to the state itself.
    public let transitions: [Transition]
    public let success: Double
    public let failure: Double
    public let unknown: Double

    /// Transitions to the same state are added up, those of weight 0 left out.
    public init(_ transitions: [Transition], success: Double = 0, failure: Double = 0, unknown: Double = 0) {
      precondition(
        [success, failure, unknown].allSatisfy { $0 >= 0 && $0.isFinite }
          && transitions.allSatisfy { $0.weight >= 0 && $0.weight.isFinite }, "weights must be finite and not negative")
      var merged: [Transition] = []
      for next in transitions.filter({ $0.weight > 0 }).sorted(by: { ($0.state, $0.weight) < ($1.state, $1.weight) }) {
        if let last = merged.last, last.state == next.state {
          merged[merged.count - 1] = Transition(to: next.state, weight: last.weight + next.weight)
        } else {
          merged.append(next)
        }
      }
      self.transitions = merged
      self.success = success
      self.failure = failure
      self.unknown = unknown
    }

    var ends: Double { success + failure + unknown }
    var total: Double { transitions.reduce(ends) { $0 + $1.weight } }

    /// With ends added that were not seen.
    func adding(_ prior: EndingPrior.Weights) -> Row {
      Row(
        transitions, success: success + prior.success, failure: failure + prior.failure,
        unknown: unknown + prior.unknown)
    }
  }

  public let rows: [Row]

  public init(_ rows: [Row]) {
    precondition(
      rows.allSatisfy { $0.transitions.allSatisfy { rows.indices.contains($0.state) } },
      "transitions must lead to states of the chain")
    self.rows = rows
  }

  /// The states from which some of `targets` can be reached, these included.
  func reaching(_ targets: [Int]) -> [Bool] {
    var sources: [[Int]] = Array(repeating: [], count: rows.count)
    for (state, row) in rows.enumerated() {
      for next in row.transitions { sources[next.state].append(state) }
    }
    var reaches = Array(repeating: false, count: rows.count)
    for target in targets { reaches[target] = true }
    var queue = targets
    while let state = queue.popLast() {
      for source in sources[state] where !reaches[source] {
        reaches[source] = true
        queue.append(source)
      }
    }
    return reaches
  }

  /// Solves the chain. Depends on nothing else, so that chains can be solved at the same time.
  ///
  /// Costs what eliminating the states one by one costs, the least connected first: next to nothing for the small and
  /// thin components of such graphs. Where `entryLimit` weights would not be enough, sweeps take over.
  /// - Throws: `GraphError.notConverged` when these don't reach the end.
  public func solved(entryLimit: Int = 4_000_000) throws(GraphError) -> ChainSolution {
    try ChainSolution(self, entryLimit: entryLimit)
  }
}

/// What is added to the ends of each state before it is solved: a Dirichlet prior on them.
///
/// It keeps a state that was seen once from being sure of anything, and sees to it that every state comes to an end.
public struct EndingPrior: Hashable, Sendable, Codable {
  struct Weights: Hashable {
    var success = 0.0
    var failure = 0.0
    var unknown = 0.0
  }

  private enum Shape: Hashable, Sendable, Codable {
    case corpus(strength: Double)
    case fixed(success: Double, failure: Double, unknown: Double)
  }

  private let shape: Shape

  /// As many paths as `strength` that end as all paths do; where there are none, in equal parts.
  public static func corpus(strength: Double) -> EndingPrior {
    precondition(strength >= 0 && strength.isFinite, "the strength must be finite and not negative")
    return EndingPrior(shape: .corpus(strength: strength))
  }

  public static func fixed(success: Double, failure: Double, unknown: Double) -> EndingPrior {
    EndingPrior(shape: .fixed(success: success, failure: failure, unknown: unknown))
  }

  /// Nothing: what was counted is all.
  public static let none = fixed(success: 0, failure: 0, unknown: 0)

  func weights(for ending: Ending) -> Weights {
    switch shape {
    case .fixed(let success, let failure, let unknown):
      return Weights(success: success, failure: failure, unknown: unknown)
    case .corpus(let strength):
      let all = Double(ending.success + ending.failure + ending.unknown)
      guard all > 0 else { return Weights(success: strength / 3, failure: strength / 3, unknown: strength / 3) }
      let part = strength / all
      return Weights(
        success: Double(ending.success) * part, failure: Double(ending.failure) * part,
        unknown: Double(ending.unknown) * part)
    }
  }
}
