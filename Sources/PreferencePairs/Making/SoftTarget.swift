internal import Foundation

/// The probability that the better of two answers is preferred, from how much better it is.
///
/// The logistic of `scale × margin`, as Margin Matching Preference Optimization takes it from the Bradley–Terry model (Kim
/// et al. 2024, arXiv 2410.03145; `bt_beta` 2.2 in the authors' settings).
public enum SoftTarget {
  public static let defaultScale = 2.2

  /// 0.5 for a margin of 0, towards 1 for larger ones.
  public static func probability(margin: Double, scale: Double = defaultScale) -> Double {
    1 / (1 + exp(-scale * margin))
  }
}
