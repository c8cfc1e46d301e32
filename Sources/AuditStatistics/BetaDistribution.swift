internal import Glibc

/// The beta distribution, for the exact intervals of shares. Both parameters are greater than 0.
struct BetaDistribution {
  let a: Double
  let b: Double

  /// The value below which the share `probability` of the distribution lies, by bisection to the last bit.
  func quantile(_ probability: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while true {
      let middle = (low + high) / 2
      // The interval can be halved no further.
      guard middle > low, middle < high else { return middle }
      if cumulative(middle) < probability { low = middle } else { high = middle }
      // Far below any use, and spares the long way to the smallest numbers near 0.
      if high - low < 1e-15 * high || high < 1e-300 { return middle }
    }
  }

  /// The regularized incomplete beta function at `x` in 0 … 1.
  func cumulative(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    // The fraction converges quickly on this side of the mean; the other side follows by symmetry.
    if x > (a + 1) / (a + b + 2) { return 1 - BetaDistribution(a: b, b: a).cumulative(1 - x) }
    let front = a * log(x) + b * log1p(-x) - log(a) - Self.logBeta(a, b)
    return exp(front) / continuedFraction(x)
  }

  /// The continued fraction of the function (NIST Digital Library of Mathematical Functions, 8.17.22) by Lentz's
  /// method.
  private func continuedFraction(_ x: Double) -> Double {
    let tiny = 1e-300
    var (value, c, d) = (1.0, 1.0, 0.0)
    // Needs about √max(a, b) steps, and there are never so many trials as to need more than this.
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
      if abs(c * d - 1) < 1e-15 { break }
    }
    return value
  }

  private static func logBeta(_ a: Double, _ b: Double) -> Double { logGamma(a) + logGamma(b) - logGamma(a + b) }

  /// `lgamma` writes the sign to a global variable, which is not safe from several threads.
  private static func logGamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }
}
