/// What becomes of those who are in a state.
public struct Absorption: Hashable, Sendable {
  /// Probabilities that the path ends so. With `never` their sum is 1.
  public let success: Double
  public let failure: Double
  public let unknown: Double
  /// Probability that the path comes among states that lead to no end; 0 with a prior.
  public let never: Double
  /// How many requests are made on average until the end, this one included; infinite where there may be none.
  public let steps: Double
}

/// A solved chain.
public struct ChainSolution: Hashable, Sendable {
  private enum Factors: Hashable, Sendable {
    case eliminated(StateElimination)
    case swept(ChainSweeps)

    func solve(_ b: [Double]) throws(GraphError) -> [Double] {
      switch self {
      case .eliminated(let factors): factors.solve(b)
      case .swept(let sweeps): try sweeps.solve(b)
      }
    }

    func solveTransposed(_ b: [Double]) throws(GraphError) -> [Double] {
      switch self {
      case .eliminated(let factors): factors.solveTransposed(b)
      case .swept(let sweeps): try sweeps.solveTransposed(b)
      }
    }
  }

  /// By the place of the state in the chain.
  public let absorptions: [Absorption]
  private let factors: Factors
  private let totals: [Double]
  /// States from which an end can be reached.
  private let ending: [Bool]

  init(_ chain: AbsorbingChain, entryLimit: Int) throws(GraphError) {
    let rows = chain.rows
    totals = rows.map(\.total)
    let ending = chain.reaching(rows.indices.filter { rows[$0].ends > 0 })
    self.ending = ending
    let lost = rows.map { row in row.transitions.reduce(0) { $0 + (ending[$1.state] ? 0 : $1.weight) } }
    let ends = rows.indices.map { rows[$0].ends + lost[$0] }
    if let factors = StateElimination(chain, states: ending, ends: ends, entryLimit: entryLimit) {
      self.factors = .eliminated(factors)
    } else {
      factors = .swept(try ChainSweeps(chain, states: ending, ends: ends))
    }
    let mayLose = chain.reaching(rows.indices.filter { !ending[$0] })
    let factors = self.factors
    func solution(_ b: (Int) -> Double) throws(GraphError) -> [Double] {
      try factors.solve(rows.indices.map { ending[$0] ? b($0) : 0 })
    }
    let success = try solution { rows[$0].success }
    let failure = try solution { rows[$0].failure }
    let unknown = try solution { rows[$0].unknown }
    let never = try solution { lost[$0] }
    let totals = self.totals
    let steps = try solution { totals[$0] }
    absorptions = rows.indices.map { state in
      Absorption(
        success: success[state], failure: failure[state], unknown: unknown[state],
        never: ending[state] ? never[state] : 1, steps: mayLose[state] ? .infinity : steps[state])
    }
  }

  /// The row of the fundamental matrix N = (I − Q)⁻¹: how often each state is visited by those who begin in `state`, that
  /// beginning included. States that lead to no end have 0, and so has all that is visited from them.
  public func visits(from state: Int) throws(GraphError) -> [Double] {
    guard ending[state] else { return totals.map { _ in 0 } }
    var unit = totals.map { _ in 0.0 }
    unit[state] = 1
    let y = try factors.solveTransposed(unit)
    return y.indices.map { ending[$0] ? y[$0] * totals[$0] : 0 }
  }

  /// The column of the fundamental matrix: how often `state` is visited by those who begin in each state.
  public func visits(to state: Int) throws(GraphError) -> [Double] {
    guard ending[state] else { return totals.map { _ in 0 } }
    var unit = totals.map { _ in 0.0 }
    unit[state] = totals[state]
    return try factors.solve(unit)
  }

  /// The probability that those who begin in each state ever come to `state`: N[i, j] / N[j, j]; 1 for the state itself.
  public func reach(to state: Int) throws(GraphError) -> [Double] {
    let visits = try visits(to: state)
    guard visits[state] > 0 else { return visits.indices.map { $0 == state ? 1 : 0 } }
    return visits.map { $0 / visits[state] }
  }
}
