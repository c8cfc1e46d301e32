internal import Records

/// Where a quantity lies, at a confidence of 95 %; both ends belong to it.
public struct Interval: Hashable, Sendable {
  public let lower: Double
  public let upper: Double

  public init(lower: Double, upper: Double) {
    precondition(lower <= upper, "an interval must not end before it starts")
    self.lower = lower
    self.upper = upper
  }

  /// All that a share can be.
  public static let unit = Interval(lower: 0, upper: 1)

  public var width: Double { upper - lower }
  public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  init(_ wilson: WilsonInterval) { self.init(lower: wilson.lower, upper: wilson.upper) }

  /// `value` plus and minus the normal quantile times the standard error.
  init(normal value: Double, standardError: Double) {
    let margin = WilsonInterval.quantile95 * standardError
    self.init(lower: value - margin, upper: value + margin)
  }

  /// The Wilson interval of `WilsonInterval`, for a share that is as uncertain as if it came from so many trials, which
  /// need not be whole: share · (1 − share) / variance.
  init(wilson share: Double, effectiveTrials count: Double) {
    guard count > 0 else {
      self = .unit
      return
    }
    guard count < .infinity else {
      self.init(lower: share, upper: share)
      return
    }
    let square = WilsonInterval.quantile95 * WilsonInterval.quantile95
    let centre = share + square / (2 * count)
    let margin =
      WilsonInterval.quantile95 * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
    let scale = 1 + square / count
    self.init(
      lower: share <= 0 ? 0 : max(0, min(share, (centre - margin) / scale)),
      upper: share >= 1 ? 1 : min(1, max(share, (centre + margin) / scale)))
  }

  /// The Clopper–Pearson interval, which holds the true share at least as often as it says however few the trials are,
  /// and is wider for it.
  ///
  /// Source: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404–413; for effective trials, which need not be
  /// whole, E. L. Korn and B. I. Graubard, Survey Methodology 24 (1998), 193–201.
  init(exact share: Double, effectiveTrials count: Double) {
    guard count > 0 else {
      self = .unit
      return
    }
    guard count < .infinity else {
      self.init(lower: share, upper: share)
      return
    }
    let successes = share * count
    let failures = count - successes
    self.init(
      lower: share <= 0
        ? 0 : BetaDistribution(a: successes, b: failures + 1).quantile(0.025),
      upper: share >= 1 ? 1 : BetaDistribution(a: successes + 1, b: failures).quantile(0.975))
  }

  /// The interval scaled and moved: `factor` · x + `offset`, for a factor that is not negative.
  func scaled(by factor: Double, plus offset: Double = 0) -> Interval {
    Interval(lower: lower * factor + offset, upper: upper * factor + offset)
  }

  /// The part of it in which a share can lie.
  var clippedToUnit: Interval { Interval(lower: min(1, max(0, lower)), upper: max(0, min(1, upper))) }
}
