import ReformulationGraph

/// The fundamental matrix by Gaussian elimination with pivoting, as in a textbook.
struct DenseSolver {
  let visits: [[Double]]
  let success: [Double]
  let steps: [Double]

  /// Only of chains all of whose states reach an end.
  init(_ chain: AbsorbingChain) {
    let rows = chain.rows
    let totals = rows.map { row in
      row.transitions.reduce(row.success + row.failure + row.unknown) { $0 + $1.weight }
    }
    var left = rows.indices.map { state in
      var row = rows.indices.map { $0 == state ? 1.0 : 0.0 }
      for next in rows[state].transitions { row[next.state] -= next.weight / totals[state] }
      return row
    }
    var right = rows.indices.map { state in rows.indices.map { $0 == state ? 1.0 : 0.0 } }
    for column in rows.indices {
      let pivot = (column..<rows.count).max { abs(left[$0][column]) < abs(left[$1][column]) } ?? column
      left.swapAt(column, pivot)
      right.swapAt(column, pivot)
      for row in rows.indices where row != column {
        let part = left[row][column] / left[column][column]
        for place in rows.indices {
          left[row][place] -= part * left[column][place]
          right[row][place] -= part * right[column][place]
        }
      }
    }
    let visits = rows.indices.map { row in right[row].map { $0 / left[row][row] } }
    self.visits = visits
    success = rows.indices.map { state in
      rows.indices.reduce(0) { $0 + visits[state][$1] * rows[$1].success / totals[$1] }
    }
    steps = visits.map { $0.reduce(0, +) }
  }
}
