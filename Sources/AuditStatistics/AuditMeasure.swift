/// A quantity of one class that an audit tells.
public enum AuditMeasure: String, CaseIterable, Hashable, Sendable {
  /// The share of all items that are the class by the reference, found or not.
  case prevalence
  /// The share of what was decided as the class that is it by the reference.
  case precision
  /// The share of what is the class by the reference that was decided as it.
  case recall
  /// The harmonic mean of precision and recall.
  case f1

  /// What one item contributes to the deviation of the estimate: the measure's derivative by the item's weight (its
  /// influence), times the number of items. Sums to 0 over all items.
  func influence(decided: Bool, isClass: Bool, _ shares: JointShares, value: Double) -> Double {
    let (a, b) = (decided ? 1.0 : 0, isClass ? 1.0 : 0)
    switch self {
    case .prevalence: return b - value
    case .precision: return a * (b - value) / shares.decided
    case .recall: return b * (a - value) / shares.isClass
    case .f1: return (2 * a * b - value * (a + b)) / (shares.decided + shares.isClass)
    }
  }

  /// The measure from how many of all items are found (true positives), missed, and decided as the class.
  ///
  /// Found and missed are independent, as they are estimated from different items; what was decided is known. Nil where
  /// it is a share of nothing.
  func estimate(found: Measured, missed: Measured, decided: Double) -> Measured? {
    switch self {
    case .prevalence:
      return found + missed
    case .precision:
      guard decided > 0 else { return nil }
      return Measured(found.value / decided, found.interval.scaled(by: 1 / decided))
    case .recall:
      guard found.value > 0 || missed.value > 0 else { return nil }
      // Of the two ratios the one that has a divisor; recall is the same of both.
      if missed.value > 0 { return (found / missed).mapped { $0 == .infinity ? 1 : $0 / (1 + $0) } }
      let odds = missed / found
      return Measured(
        1, Interval(lower: odds.interval.upper == .infinity ? 0 : 1 / (1 + odds.interval.upper), upper: 1))
    case .f1:
      guard decided > 0 else { return nil }
      let rest = Measured(decided, Interval(lower: decided, upper: decided)) + missed
      return (found / rest).mapped { 2 * $0 / (1 + $0) }
    }
  }
}

/// The shares of all items that are decided as a class, are it by the reference, and both, as estimated.
struct JointShares {
  let decided: Double
  let isClass: Double
  let both: Double

  /// The share of items that are decided so and are so.
  func share(decided isDecided: Bool, isClass isIt: Bool) -> Double {
    switch (isDecided, isIt) {
    case (true, true): both
    case (true, false): decided - both
    case (false, true): isClass - both
    case (false, false): 1 - decided - isClass + both
    }
  }
}
