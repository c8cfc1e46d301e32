internal import Records

/// The books of an audit, seen from one class: decided as it or not, and it or not by the reference.
struct ClassCells {
  let items: Int
  /// What was decided as the class, of which the hits are the true positives.
  let decided: Cell
  /// All else, of which the hits were missed.
  let others: Cell

  /// The items of one side of the decision.
  struct Cell {
    /// Items that are not certain: what the audit stands for.
    var open = 0
    /// Certain items, and how many of them are the class by the reference.
    var certain = 0
    var certainHits = 0
    /// Drawn items that are the class by the reference, and that are not.
    var hits = DrawnSums()
    var misses = DrawnSums()

    var items: Int { open + certain }
    var drawn: Int { hits.count + misses.count }
    /// Whether there are items of which nothing is known at all.
    var isUnseen: Bool { open > 0 && drawn == 0 }

    /// The share of the class among open items, by the weighted (Hájek) mean; 0 where none is drawn.
    var share: Double { drawn == 0 ? 0 : hits.weight / (hits.weight + misses.weight) }

    /// The variance of `share` over the draw.
    var variance: Double {
      guard drawn > 0 else { return 0 }
      let total = hits.weight + misses.weight
      return ((1 - share) * (1 - share) * hits.spread + share * share * misses.spread) / (total * total)
    }

    /// From how many simple trials a share would be as uncertain. Where all verdicts are alike, the variance seen is
    /// zero and says nothing: then by the weights alone (Kish's effective sample size, with the finite population's
    /// correction).
    private var effectiveTrials: Double {
      if variance > 0 { return share * (1 - share) / variance }
      let total = hits.weight + misses.weight
      return total * total / (hits.spread + misses.spread)
    }

    /// How many items are the class by the reference, as a share of `all` items.
    func total(of all: Int, conservative: Bool) -> Measured {
      let offset = Double(certainHits) / Double(all)
      guard open > 0 else { return Measured(offset, Interval(lower: offset, upper: offset)) }
      let interval =
        conservative
        ? Interval(exact: share, effectiveTrials: effectiveTrials)
        : Interval(wilson: share, effectiveTrials: effectiveTrials)
      let factor = Double(open) / Double(all)
      return Measured(share * factor + offset, interval.scaled(by: factor, plus: offset))
    }
  }

  init(_ table: AuditTable, _ measured: MeasuredClass) {
    var (decided, others) = (Cell(), Cell())
    for decision in Outcome.allCases {
      let isDecided = measured.contains(decision)
      var cell = isDecided ? decided : others
      cell.open += table.open[decision.place]
      for reference in Outcome.allCases {
        let place = AuditTable.cell(decision, reference)
        let isHit = measured.contains(reference)
        cell.certain += table.certain[place]
        cell.certainHits += isHit ? table.certain[place] : 0
        if isHit {
          cell.hits = cell.hits + table.drawn[place]
        } else {
          cell.misses = cell.misses + table.drawn[place]
        }
      }
      if isDecided { decided = cell } else { others = cell }
    }
    items = table.items
    self.decided = decided
    self.others = others
  }
}
