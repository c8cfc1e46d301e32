internal import AuditStatistics
internal import Foundation
internal import Records

extension Simulation {
  /// Three verdicts an item, each the item's own class with some probability and else by habit: how often the intervals
  /// hold what very many items give.
  func kappas() {
    print("\nAgreement of three verdicts: \(draws) judges each; per cent of intervals that hold the truth")
    for (steadiness, count) in [(0.6, 50), (0.6, 200), (0.9, 50), (0.9, 200), (0.97, 50), (0.97, 200)] {
      var generator = SeededGenerator(seed: 10)
      func make(_ count: Int) -> [[Int]] {
        (0..<count).map { _ in
          let own = outcome(&generator)
          return (0..<3).map { _ in generator.uniform() < steadiness ? own : outcome(&generator) }
        }
      }
      func cohen(_ verdicts: [[Int]]) -> CohenKappa? {
        ConfusionTable(verdicts.map { (Outcome.allCases[$0[0]], Outcome.allCases[$0[1]]) }).kappa
      }
      let many = make(400_000)
      guard let truth = RepeatConsistency(many), let kappa = truth.fleissKappa, let pair = cohen(many) else { continue }
      var held = [0, 0, 0, 0, 0]
      for _ in 0..<draws {
        let verdicts = make(count)
        guard let found = RepeatConsistency(verdicts) else { continue }
        held[0] += found.agreement.interval.contains(truth.agreement.value) ? 1 : 0
        held[1] += found.unanimous.interval.contains(truth.unanimous.value) ? 1 : 0
        held[2] += found.fleissKappa.map { $0.interval.contains(kappa.value) } ?? true ? 1 : 0
        held[3] += found.krippendorffAlpha.map { $0.interval.contains(kappa.value) } ?? true ? 1 : 0
        held[4] += cohen(verdicts).map { $0.interval.contains(pair.value) } ?? true ? 1 : 0
      }
      let shares = held.map { String(format: "%5.1f", 100 * Double($0) / Double(draws)) }
      print(
        "κ \(String(format: "%.2f", kappa.value)), \(count) items: agreement \(shares[0])  unanimous \(shares[1])  "
          + "Fleiss \(shares[2])  Krippendorff \(shares[3])  Cohen \(shares[4])")
    }
  }

  private func outcome(_ generator: inout SeededGenerator) -> Int {
    var left = generator.uniform()
    for (place, weight) in [0.17, 0.02, 0.06, 0.09, 0.04].enumerated() {
      left -= weight
      if left < 0 { return place }
    }
    return Outcome.allCases.count - 1
  }
}
