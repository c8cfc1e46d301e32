/// Solves a chain by Gauss–Seidel sweeps, for those whose elimination would fill too much memory.
///
/// The sum of a row's weights to other states is less than what leads away from it, so that sweeps converge. They stop
/// when the error is known to be small, not when the numbers hardly move: with A = I − D⁻¹ W, which has no negative entry in
/// its inverse, a residual r leaves an error of at most max |r| · max (A⁻¹ 1), and a vector u with A u ≥ ½ shows that
/// A⁻¹ 1 ≤ 2 u.
struct ChainSweeps: Hashable, Sendable {
  private let rows: [[AbsorbingChain.Transition]]
  private let columns: [[AbsorbingChain.Transition]]
  private let outflow: [Double]
  private let states: [Int]
  /// At least as large as every row sum of (I − D⁻¹ W)⁻¹.
  private let bound: Double

  private static let sweepLimit = 20_000
  /// A tenth of what is promised.
  private static let tolerance = 1e-10

  init(_ chain: AbsorbingChain, states included: [Bool], ends: [Double]) throws(GraphError) {
    let rows = chain.rows.enumerated().map { state, row in
      included[state] ? row.transitions.filter { $0.state != state && included[$0.state] } : []
    }
    var columns: [[AbsorbingChain.Transition]] = Array(repeating: [], count: rows.count)
    for (state, row) in rows.enumerated() {
      for next in row { columns[next.state].append(.init(to: state, weight: next.weight)) }
    }
    self.rows = rows
    self.columns = columns
    states = included.indices.filter { included[$0] }
    outflow = rows.enumerated().map { state, row in row.reduce(ends[state]) { $0 + $1.weight } }
    bound = try Self.bound(rows: rows, outflow: outflow, states: states)
  }

  /// Twice the largest entry of a vector u with (I − D⁻¹ W) u ≥ ½.
  private static func bound(
    rows: [[AbsorbingChain.Transition]], outflow: [Double], states: [Int]
  ) throws(GraphError) -> Double {
    var u = outflow.map { $0 > 0 ? 1.0 : 0.0 }
    for sweep in 0..<sweepLimit {
      for state in sweep % 2 == 0 ? states : states.reversed() {
        u[state] = 1 + rows[state].reduce(0) { $0 + $1.weight * u[$1.state] } / outflow[state]
      }
      let isEnough = states.allSatisfy { state in
        u[state] - rows[state].reduce(0) { $0 + $1.weight * u[$1.state] } / outflow[state] >= 0.5
      }
      if isEnough { return 2 * (states.map { u[$0] }.max() ?? 0) }
    }
    throw GraphError(.notConverged, states: states.count)
  }

  func solve(_ b: [Double]) throws(GraphError) -> [Double] {
    let scaled = b.indices.map { outflow[$0] > 0 ? b[$0] / outflow[$0] : 0 }
    return try sweep(scaled) { state, x in
      rows[state].reduce(0) { $0 + $1.weight * x[$1.state] } / outflow[state]
    }
  }

  func solveTransposed(_ b: [Double]) throws(GraphError) -> [Double] {
    // With z = y D the system is z (I − D⁻¹ W) = b: column sums, whose errors add up over the states.
    let z = try sweep(b, summing: true) { state, z in
      columns[state].reduce(0) { $0 + $1.weight / outflow[$1.state] * z[$1.state] }
    }
    return z.indices.map { outflow[$0] > 0 ? z[$0] / outflow[$0] : 0 }
  }

  /// x = b + A x by sweeps in both directions.
  private func sweep(
    _ b: [Double], summing: Bool = false, _ product: (Int, [Double]) -> Double
  ) throws(GraphError) -> [Double] {
    var x = b
    let size = max(1, b.map(abs).max() ?? 0)
    for number in 0..<Self.sweepLimit {
      for state in number % 2 == 0 ? states : states.reversed() { x[state] = b[state] + product(state, x) }
      var residual = 0.0
      for state in states {
        let miss = abs(b[state] + product(state, x) - x[state])
        residual = summing ? residual + miss : max(residual, miss)
      }
      if residual * bound <= Self.tolerance * size { return x }
    }
    throw GraphError(.notConverged, states: states.count)
  }
}
