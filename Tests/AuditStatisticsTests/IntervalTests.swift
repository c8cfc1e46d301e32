import Records
import Testing

@testable import AuditStatistics

struct IntervalTests {
  @Test("Exact and Wilson intervals are those of statsmodels, for trials that need not be whole")
  func goldens() throws {
    for golden in try Goldens.load().intervals {
      let exact = Interval(exact: golden.share, effectiveTrials: golden.trials)
      #expect(agree(exact.lower, golden.exact[0]))
      #expect(agree(exact.upper, golden.exact[1]))
      let wilson = Interval(wilson: golden.share, effectiveTrials: golden.trials)
      #expect(agree(wilson.lower, golden.wilson[0]))
      #expect(agree(wilson.upper, golden.wilson[1]))
    }
  }

  @Test("For whole trials the Wilson interval is that of Records")
  func wilson() {
    for (successes, trials) in [(0, 9), (4, 9), (9, 9), (17, 1000)] {
      let own = Interval(wilson: Double(successes) / Double(trials), effectiveTrials: Double(trials))
      let other = WilsonInterval(successes: successes, of: trials)
      #expect(agree(own.lower, other.lower))
      #expect(agree(own.upper, other.upper))
    }
  }

  @Test("A ratio's interval is the reciprocal of the inverse ratio's")
  func reciprocal() {
    let left = Measured(0.2, Interval(lower: 0.13, upper: 0.31))
    let right = Measured(0.05, Interval(lower: 0.01, upper: 0.14))
    let (ratio, inverse) = (left / right, right / left)
    #expect(agree(ratio.interval.lower, 1 / inverse.interval.upper))
    #expect(agree(ratio.interval.upper, 1 / inverse.interval.lower))
  }

  @Test("A divisor that may be nothing leaves a ratio open above")
  func openAbove() {
    let ratio = Measured(0.2, Interval(lower: 0.1, upper: 0.3)) / Measured(0.05, Interval(lower: 0, upper: 0.2))
    #expect(ratio.interval.upper == .infinity)
    #expect(ratio.interval.lower > 0 && ratio.interval.lower < 4)
  }
}
