internal import AuditStatistics
internal import Foundation
internal import Records

extension Simulation {
  /// What predictions and weightings do for the prevalence: standard deviation over audits, in hundredths, and
  /// coverage.
  func controlVariates() {
    let count = 20_000
    print("\nPrevalence by weighting and predictions: \(draws / 10) audits each, N \(count)")
    print("deviation in hundredths, coverage of the normal interval and of the share's interval, per cent")
    for (prevalence, classifier, share) in [
      (0.10, Process.Classifier.good, 0.05), (0.10, .poor, 0.05), (0.10, .overconfident, 0.05), (0.35, .good, 0.05),
      (0.02, .good, 0.05), (0.10, .good, 0.01),
    ] {
      print("\(percent(prevalence)) \(classifier.rawValue), audit \(percent(share))")
      var generator = SeededGenerator(seed: 9)
      let population = Population(
        Process(prevalence: prevalence, classifier: classifier), count: count, generator: &generator)
      let truth = population.truth(.prevalence, .anyFeedback)
      let methods = Self.methods
      var sums = [Deviation](repeating: Deviation(), count: methods.count)
      for _ in 0..<draws / 10 {
        let isDrawn = population.items.map { _ in generator.uniform() < share }
        for (place, method) in methods.enumerated() {
          let items = zip(population.items, isDrawn).map { item, isDrawn in
            PredictionPoweredMean.Item(
              prediction: method.byProbability ? item.probability : item.decision.category == nil ? 0 : 1,
              drawn: isDrawn ? .init(value: item.reference.category == nil ? 0 : 1, probability: share) : nil)
          }
          if let mean = PredictionPoweredMean(items, weighting: method.weighting, tuning: method.tuning) {
            sums[place].add(mean, truth)
          }
        }
      }
      for (method, sum) in zip(methods, sums) { print("  " + Study.pad(method.name, 34) + sum.row) }
    }
  }

  private struct Method {
    let name: String
    let weighting: PredictionPoweredMean.Weighting
    let tuning: PredictionPoweredMean.Tuning
    var byProbability = false
  }

  private static let methods = [
    Method(name: "total, no predictions", weighting: .total, tuning: .fixed(0)),
    Method(name: "total, decisions, λ 1", weighting: .total, tuning: .fixed(1)),
    Method(name: "total, decisions, λ tuned", weighting: .total, tuning: .leastVariance),
    Method(name: "mean, no predictions", weighting: .mean, tuning: .fixed(0)),
    Method(name: "mean, decisions, λ 1", weighting: .mean, tuning: .fixed(1)),
    Method(name: "mean, decisions, λ tuned", weighting: .mean, tuning: .leastVariance),
    Method(name: "mean, probabilities, λ 1", weighting: .mean, tuning: .fixed(1), byProbability: true),
    Method(name: "mean, probabilities, λ tuned", weighting: .mean, tuning: .leastVariance, byProbability: true),
  ]

  private struct Deviation {
    var draws = 0.0
    var error = 0.0
    var square = 0.0
    var normal = 0.0
    var share = 0.0

    mutating func add(_ mean: PredictionPoweredMean, _ truth: Double) {
      draws += 1
      error += mean.value - truth
      square += (mean.value - truth) * (mean.value - truth)
      normal += mean.interval.contains(truth) ? 1 : 0
      share += mean.shareInterval.contains(truth) ? 1 : 0
    }

    var row: String {
      String(
        format: "bias %+6.3f  deviation %6.3f  coverage %5.1f  %5.1f", 100 * error / draws,
        100 * (square / draws).squareRoot(), 100 * normal / draws, 100 * share / draws)
    }
  }
}
