/// The factors of a chain: its states eliminated one after the other, the least connected first.
///
/// This is the algorithm of Grassmann, Taksar and Heyman (1985) on sparse rows. An eliminated state hands what leads to it
/// on to where it leads. What remains of a row's diagonal is summed from the other weights and never found by
/// subtraction, so that every number is right to nearly the last bit, also where states hardly ever end.
struct StateElimination: Hashable, Sendable {
  private struct Pivot: Hashable, Sendable {
    var state: Int
    /// The weight of all that leads away from the state.
    var outflow: Double
    /// Where the state leads among those that are eliminated later.
    var row: [AbsorbingChain.Transition]
    /// What later states hand over to it, as parts of its outflow.
    var sources: [AbsorbingChain.Transition]
  }

  private var pivots: [Pivot] = []

  /// Nil where more than `entryLimit` weights would be kept. Only `states` are in it, all of which must reach an end;
  /// `ends` is what leads out of each.
  init?(_ chain: AbsorbingChain, states: [Bool], ends: [Double], entryLimit: Int) {
    pivots.reserveCapacity(chain.rows.count)
    var work = EliminationRows(chain, states: states, ends: ends)
    var entries = 0
    while let step = work.next() {
      entries += step.row.count + step.sources.count
      // Before the rows grow: each source can gain the whole row.
      guard entries + step.sources.count * step.row.count <= entryLimit else { return nil }
      pivots.append(
        Pivot(
          state: step.state, outflow: step.outflow, row: step.row,
          sources: step.sources.map { .init(to: $0.state, weight: $0.weight / step.outflow) }))
      work.eliminate(step)
    }
  }

  /// x with (D − W) x = b, where W are the weights between different states and D what leads away from each.
  func solve(_ b: [Double]) -> [Double] {
    var x = b
    for pivot in pivots {
      for source in pivot.sources { x[source.state] += source.weight * x[pivot.state] }
    }
    for pivot in pivots.reversed() {
      let sum = pivot.row.reduce(x[pivot.state]) { $0 + $1.weight * x[$1.state] }
      x[pivot.state] = sum / pivot.outflow
    }
    return x
  }

  /// y with yᵀ (D − W) = bᵀ.
  func solveTransposed(_ b: [Double]) -> [Double] {
    var y = b
    for pivot in pivots {
      y[pivot.state] /= pivot.outflow
      for next in pivot.row { y[next.state] += next.weight * y[pivot.state] }
    }
    for pivot in pivots.reversed() {
      y[pivot.state] = pivot.sources.reduce(y[pivot.state]) { $0 + $1.weight * y[$1.state] }
    }
    return y
  }
}
