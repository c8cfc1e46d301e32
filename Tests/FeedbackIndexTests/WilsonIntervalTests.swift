import Records
import Testing

@Suite("The Wilson interval")
struct WilsonIntervalTests {
  @Test(arguments: [(8, 10, 0.4902, 0.9433), (80, 100, 0.7112, 0.8666), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1)])
  func `is as published`(successes: Int, trials: Int, lower: Double, upper: Double) {
    let interval = WilsonInterval(successes: successes, of: trials)
    #expect(abs(interval.lower - lower) < 0.00005)
    #expect(abs(interval.upper - upper) < 0.00005)
  }

  @Test func `says nothing where nothing was tried`() {
    let interval = WilsonInterval(successes: 0, of: 0)
    #expect(interval.lower == 0 && interval.upper == 1)
  }

  @Test func `stays inside 0 and 1 and around the share`() {
    for trials in [1, 2, 7, 1_000_000] {
      for successes in Set([0, 1, trials / 2, trials]) {
        let interval = WilsonInterval(successes: successes, of: trials)
        let share = Double(successes) / Double(trials)
        #expect(0 <= interval.lower && interval.lower <= share && share <= interval.upper && interval.upper <= 1)
      }
    }
  }
}
