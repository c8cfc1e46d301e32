/// The Wilson score interval of a share: where the true share lies, given `successes` among `trials`.
///
/// It stays inside 0 … 1 and is honest for few trials and for shares near 0 and 1, where the textbook interval is not.
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
/// Statistical Association 22 (1927), 209–212; without continuity correction.
public struct WilsonInterval: Hashable, Sendable, Codable {
  /// The quantile of the normal distribution for 95 %, both sides.
  public static let quantile95 = 1.959963984540054

  public let lower: Double
  public let upper: Double

  /// The interval at the confidence that belongs to `quantile`; all of 0 … 1 where there are no trials.
  ///
  /// `0 <= successes <= trials` is the caller's promise.
  public init(successes: Int, of trials: Int, quantile: Double = WilsonInterval.quantile95) {
    precondition(successes >= 0 && successes <= trials, "successes must lie between 0 and the trials")
    guard trials > 0 else {
      lower = 0
      upper = 1
      return
    }
    let count = Double(trials)
    let share = Double(successes) / count
    let square = quantile * quantile
    let centre = share + square / (2 * count)
    let margin = quantile * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
    let scale = 1 + square / count
    lower = successes == 0 ? 0 : max(0, (centre - margin) / scale)
    upper = successes == trials ? 1 : min(1, (centre + margin) / scale)
  }
}
