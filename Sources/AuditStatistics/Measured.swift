/// A value and where it lies.
///
/// Values that are independent of each other are combined by MOVER, the method of variance estimates recovery: each end
/// of an interval says how far the value may be off on that side, and these are added as variances are. Unlike the
/// delta method it keeps intervals as lopsided as few events make them.
public struct Measured: Hashable, Sendable {
  public let value: Double
  public let interval: Interval

  init(_ value: Double, _ interval: Interval) {
    self.value = value
    self.interval = interval
  }

  /// How far the true value may lie below, and above.
  private var below: Double { value - interval.lower }
  private var above: Double { interval.upper - value }

  /// The sum of two independent values.
  ///
  /// Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873–890, "square and add"; G. Y. Zou and A. Donner,
  /// Statistics in Medicine 27 (2008), 1693–1702.
  static func + (left: Measured, right: Measured) -> Measured {
    let sum = left.value + right.value
    let below = (left.below * left.below + right.below * right.below).squareRoot()
    let above = (left.above * left.above + right.above * right.above).squareRoot()
    return Measured(sum, Interval(lower: sum - below, upper: sum + above))
  }

  /// The ratio of two independent values, neither of which can be negative; infinite above where the divisor may be 0.
  ///
  /// `divisor.value > 0` is the caller's promise. Source: A. Donner and G. Y. Zou, Statistical Methods in Medical
  /// Research 21 (2012), 347–359, equations (9) and (10).
  static func / (dividend: Measured, divisor: Measured) -> Measured {
    let (a, b) = (dividend, divisor)
    let product = a.value * b.value
    func bound(_ end: Double, _ other: Double, sign: Double) -> Double {
      let over = end * (2 * a.value - end)
      let under = other * (2 * b.value - other)
      let root = max(0, product * product - over * under).squareRoot()
      // The two forms of a quadratic's root; the one that does not divide by what may be zero.
      return sign < 0 ? (product + root == 0 ? 0 : over / (product + root)) : (product + root) / under
    }
    let lower = bound(a.interval.lower, b.interval.upper, sign: -1)
    let upper = b.interval.lower <= 0 ? .infinity : bound(a.interval.upper, b.interval.lower, sign: 1)
    return Measured(a.value / b.value, Interval(lower: max(0, lower), upper: upper))
  }

  /// What a function that always rises makes of it.
  func mapped(_ rise: (Double) -> Double) -> Measured {
    Measured(rise(value), Interval(lower: rise(interval.lower), upper: rise(interval.upper)))
  }
}
