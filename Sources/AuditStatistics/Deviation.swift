internal import Records

/// How an estimate deviates by the draw and by the conversations, by linearization: from each item's influence.
struct Deviation {
  /// The variance over draws.
  let byDraw: Double
  /// The variance over conversations, had all items a reference.
  let byConversations: Double
  /// The variance of the influence over items: what one label drawn by chance tells.
  private let perLabel: Double

  init(
    _ table: AuditTable, _ cells: ClassCells, _ measure: AuditMeasure, _ measured: MeasuredClass, value: Double
  ) {
    let count = Double(table.items)
    let found = cells.decided.total(of: table.items, conservative: false).value
    let missed = cells.others.total(of: table.items, conservative: false).value
    let shares = JointShares(
      decided: Double(cells.decided.items) / count, isClass: found + missed, both: found)
    func influence(_ decided: Bool, _ isClass: Bool) -> Double {
      measure.influence(decided: decided, isClass: isClass, shares, value: value)
    }
    let sides = [(true, cells.decided), (false, cells.others)].map { isDecided, cell in
      let (hit, miss) = (influence(isDecided, true), influence(isDecided, false))
      return Side(
        hit: hit, miss: miss, expected: cell.share * hit + (1 - cell.share) * miss,
        variance: (hit - miss) * (hit - miss) * cell.variance * Double(cell.open) * Double(cell.open))
    }
    byDraw = (sides[0].variance + sides[1].variance) / (count * count)
    perLabel = [(true, true), (true, false), (false, true), (false, false)].reduce(0) { sum, kind in
      let influence = influence(kind.0, kind.1)
      return sum + shares.share(decided: kind.0, isClass: kind.1) * influence * influence
    }
    let total = Self.betweenConversations(table, measured, decided: sides[0], others: sides[1])
    // What is seen between conversations holds the draw's variance too. Few conversations have two items drawn, so that
    // the difference is rough; below that of single items it can only have fallen by chance.
    byConversations = max(perLabel / count, total - byDraw)
  }

  /// The influence of one side of a decision.
  private struct Side {
    let hit: Double
    let miss: Double
    /// The mean over the items of the side.
    let expected: Double
    /// Of the sum over the side's open items.
    let variance: Double
  }

  /// The variance of the mean influence between conversations, as if they had been drawn with replacement.
  private static func betweenConversations(
    _ table: AuditTable, _ measured: MeasuredClass, decided: Side, others: Side
  ) -> Double {
    var coefficients = [Double](repeating: 0, count: ConversationProducts.size)
    for decision in Outcome.allCases {
      let side = measured.contains(decision) ? decided : others
      coefficients[decision.place] = side.expected
      for reference in Outcome.allCases {
        coefficients[Outcome.count + AuditTable.cell(decision, reference)] =
          (measured.contains(reference) ? side.hit : side.miss) - side.expected
      }
    }
    let conversations = Double(table.conversations)
    let correction = conversations > 1 ? conversations / (conversations - 1) : 1
    return table.products.sumOfSquares(coefficients) * correction / (Double(table.items) * Double(table.items))
  }

  func standardError(_ scope: AuditScope) -> Double {
    (scope == .collection ? byDraw : byDraw + byConversations).squareRoot()
  }

  /// The interval with the chance of the conversations added to that of the draw, of which it is independent.
  func widened(_ estimate: Measured) -> Interval {
    let margin = WilsonInterval.quantile95 * byConversations.squareRoot()
    let (below, above) = (estimate.value - estimate.interval.lower, estimate.interval.upper - estimate.value)
    return Interval(
      lower: estimate.value - (below * below + margin * margin).squareRoot(),
      upper: estimate.value + (above * above + margin * margin).squareRoot())
  }

  /// The labels drawn by chance that give an interval of this width, of `items` (nil: of any number).
  func classicalLabels(width: Double, items: Int?) -> Double? {
    let deviation = width / (2 * WilsonInterval.quantile95)
    let needed = deviation * deviation + (items.map { perLabel / Double($0) } ?? 0)
    return perLabel > 0 ? perLabel / needed : nil
  }
}
