internal import Glibc

/// What is believed of a share after successes and failures were seen. Both parameters are at least 1.
struct BetaDistribution: Hashable {
  let a: Double
  let b: Double

  var mean: Double { a / (a + b) }
  private var deviation: Double { (a * b / (a + b + 1)).squareRoot() / (a + b) }

  /// The probability that a share of this distribution is greater than an independent one of the other by more than
  /// `margin`.
  ///
  /// Integrates the density times the other's distribution function by Simpson's rule over thirty deviations, as skewed
  /// distributions need; both are smooth for parameters from 1 on. The error is below 10⁻⁶.
  func probability(exceeding other: BetaDistribution, by margin: Double = 0) -> Double {
    let (start, end) = (max(0, mean - 30 * deviation), min(1, mean + 30 * deviation))
    let parts = 2_000
    let width = (end - start) / Double(parts)
    var (mass, sum) = (0.0, 0.0)
    for part in 0...parts {
      let x = start + Double(part) * width
      let weight = (part == 0 || part == parts ? 1.0 : part % 2 == 0 ? 2.0 : 4.0) * density(x)
      mass += weight
      if weight > 0 { sum += weight * other.cumulative(x - margin) }
    }
    return mass > 0 ? min(1, max(0, sum / mass)) : 0
  }

  func density(_ x: Double) -> Double {
    // 0 · log 0 at the ends where the parameter is 1.
    let left = a == 1 ? 0 : (a - 1) * log(x)
    let right = b == 1 ? 0 : (b - 1) * log1p(-x)
    return exp(left + right - logBeta)
  }

  /// The regularized incomplete beta function.
  func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    // The fraction converges quickly on this side of the mean; the other side follows by symmetry.
    if x > (a + 1) / (a + b + 2) { return 1 - BetaDistribution(a: b, b: a).cumulative(1 - x) }
    return exp(a * log(x) + b * log1p(-x) - log(a) - logBeta) / continuedFraction(x)
  }

  /// NIST Digital Library of Mathematical Functions, 8.17.22, by Lentz's method.
  private func continuedFraction(_ x: Double) -> Double {
    let tiny = 1e-300
    var (value, c, d) = (1.0, 1.0, 0.0)
    // About √max(a, b) steps are enough.
    for step in 1...100_000 {
      let m = Double(step / 2)
      let numerator =
        step % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 + numerator * d
      d = 1 / (abs(d) < tiny ? tiny : d)
      c = 1 + numerator / c
      c = abs(c) < tiny ? tiny : c
      value *= c * d
      if abs(c * d - 1) < 1e-14 { break }
    }
    return value
  }

  private var logBeta: Double { Self.logGamma(a) + Self.logGamma(b) - Self.logGamma(a + b) }

  /// `lgamma` writes the sign to a global variable, which is not safe from several threads.
  private static func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }
}
