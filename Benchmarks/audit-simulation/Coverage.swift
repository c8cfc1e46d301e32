internal import AuditStatistics
internal import Foundation

/// What many audits said of one quantity, against the truth.
struct Coverage {
  private(set) var draws = 0
  private var few = 0
  private var tooFew = 0
  private var held = 0
  private var heldFew = 0
  private var error = 0.0
  private var width = 0.0
  private var ratio = 0.0
  private var ratios = 0

  mutating func add(_ estimate: AuditEstimate, truth: Double) {
    draws += 1
    guard let value = estimate.value else {
      tooFew += 1
      return
    }
    let holds = estimate.interval.contains(truth)
    held += holds ? 1 : 0
    heldFew += holds && estimate.basis == .few ? 1 : 0
    error += value - truth
    width += estimate.interval.width
    few += estimate.basis == .few ? 1 : 0
    if let labels = estimate.classicalLabels, estimate.drawn > 0 {
      ratio += labels / Double(estimate.drawn)
      ratios += 1
    }
  }

  var told: Int { draws - tooFew }
  /// The share of intervals that hold the truth, of all that were given.
  var covered: Double { Double(held) / Double(max(1, told)) }
  var usualShare: Double { Double(told - few) / Double(draws) }

  /// Intervals of each basis, and how many of them hold the truth.
  var usual: (held: Int, all: Int) { (held - heldFew, told - few) }
  var fewOnly: (held: Int, all: Int) { (heldFew, few) }

  /// Whether the aim is missed: fewer than 93 of 100 hold, or more than 97 though nine of ten audits are of the usual
  /// kind.
  var isOff: Bool { told > 0 && (covered < 0.93 || (usualShare >= 0.9 && covered > 0.97)) }

  /// `95.1  3  0`: per cent of intervals that hold the truth, of audits that say few, and of audits that say too few.
  var cell: String {
    String(
      format: "%5.1f%@%3.0f %3.0f", 100 * covered, isOff ? "*" : " ", 100 * Double(few) / Double(draws),
      100 * Double(tooFew) / Double(draws))
  }

  /// The bias and the mean width in hundredths, and how many classical labels one label of the audit is worth.
  var second: String {
    String(
      format: "%+6.2f %5.1f %5.1f", 100 * error / Double(max(1, told)), 100 * width / Double(max(1, told)),
      ratio / Double(max(1, ratios)))
  }
}
