internal import Records

extension AuditTable {
  /// With fewer drawn items than this (of precision: among those decided as the class), or fewer verdicts of the kind the
  /// measure hangs on than `fewestEvents`, the interval is a conservative one. With 3 events instead of 5, the interval
  /// of F1 held the truth in as few as 92.8 of 100 simulated audits.
  private static let fewestDrawn = 30
  private static let fewestEvents = 5

  /// Estimates one measure of one class for all items, from those with a reference.
  ///
  /// The drawn items are weighted by the inverse of their probability, within what was decided as the class and within
  /// the rest: there the number of items is known, so that the decisions themselves steady the estimate. For equal
  /// probabilities this is the prediction-powered estimate (arXiv 2301.09633) with the decision as prediction, tuned to
  /// the greatest power (PPI++, arXiv 2311.01453). Certain items are counted as they are and add no variance.
  ///
  /// The reference's own errors are not seen by this.
  public func estimate(
    _ measure: AuditMeasure, of measured: MeasuredClass = .anyFeedback, scope: AuditScope = .collection
  ) -> AuditEstimate {
    let cells = ClassCells(self, measured)
    let drawn = cells.decided.drawn + cells.others.drawn
    let certain = cells.decided.certain + cells.others.certain
    // What was not decided as the class says nothing of precision.
    let used = measure == .precision ? [cells.decided] : [cells.decided, cells.others]
    let few = Self.isFew(measure, cells)
    guard items > 0, !used.contains(where: \.isUnseen),
      let estimate = measure.estimate(
        found: cells.decided.total(of: items, conservative: few),
        missed: cells.others.total(of: items, conservative: few),
        decided: Double(cells.decided.items) / Double(items))
    else { return .tooFew(drawn: drawn, certain: certain) }
    let deviation = Deviation(self, cells, measure, measured, value: estimate.value)
    let interval = scope == .collection ? estimate.interval : deviation.widened(estimate)
    return AuditEstimate(
      value: estimate.value, interval: interval.clippedToUnit, standardError: deviation.standardError(scope),
      basis: few ? .few : .usual, drawn: drawn, certain: certain,
      classicalLabels: deviation.classicalLabels(width: interval.width, items: scope == .collection ? items : nil))
  }

  /// Whether the verdicts are too few for intervals that hold on average only.
  private static func isFew(_ measure: AuditMeasure, _ cells: ClassCells) -> Bool {
    let (decided, others) = (cells.decided, cells.others)
    let events =
      switch measure {
      case .prevalence: min(decided.hits.count + others.hits.count, decided.misses.count + others.hits.count)
      case .precision: min(decided.hits.count, decided.misses.count)
      case .recall: min(decided.hits.count, others.hits.count)
      case .f1: min(decided.hits.count, decided.misses.count + others.hits.count)
      }
    let sides = measure == .precision ? [decided] : [decided, others]
    let drawn = sides.reduce(0) { $0 + $1.drawn }
    // Where everything is certain, nothing is estimated.
    guard sides.contains(where: { $0.open > 0 }) else { return false }
    return drawn < fewestDrawn || events < fewestEvents
  }
}
