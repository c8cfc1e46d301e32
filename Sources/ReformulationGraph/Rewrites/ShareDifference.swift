/// How far two shares are apart at least.
enum ShareDifference {
  /// The lower end of the interval of `one` − `other`, from Wilson intervals of both by the square-and-add rule
  /// (R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, method 10). Trials need not be whole numbers.
  static func lowerEnd(_ one: Double, trials: Double, _ other: Double, trials otherTrials: Double, quantile: Double)
    -> Double
  {
    let lower = wilson(one, trials: trials, quantile: quantile).lower
    let upper = wilson(other, trials: otherTrials, quantile: quantile).upper
    let (below, above) = (one - lower, upper - other)
    return one - other - (below * below + above * above).squareRoot()
  }

  /// The Wilson score interval; all of 0 … 1 where there are no trials.
  static func wilson(_ share: Double, trials: Double, quantile: Double) -> (lower: Double, upper: Double) {
    guard trials > 0 else { return (0, 1) }
    let square = quantile * quantile
    let centre = share + square / (2 * trials)
    let margin = quantile * (share * (1 - share) / trials + square / (4 * trials * trials)).squareRoot()
    let scale = 1 + square / trials
    return (max(0, min(share, (centre - margin) / scale)), min(1, max(share, (centre + margin) / scale)))
  }
}
