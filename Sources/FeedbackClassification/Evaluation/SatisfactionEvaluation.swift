import FeedbackDetection
import Records

/// How well estimates tell answers that users were shown to be satisfied with from those they were not: the area under
/// the ROC curve over the labelled follow-ups that show one or the other.
public struct SatisfactionEvaluation: Sendable {
  public let satisfied: Int
  public let dissatisfied: Int
  public let area: Estimate

  private static let resamples = 400

  /// - Parameter estimates: One for each example.
  public init(_ examples: [TrainingExample], _ estimates: [Float]) {
    var groups: [[(value: Float, isSatisfied: Bool)]] = []
    var last: Int?
    for (example, estimate) in zip(examples, estimates) {
      guard let shown = example.satisfaction, shown != .unclear else { continue }
      if example.conversation != last { groups.append([]) }
      last = example.conversation
      groups[groups.count - 1].append((estimate, shown == .satisfied))
    }
    let items = groups.flatMap { $0 }
    satisfied = items.count(where: \.isSatisfied)
    dissatisfied = items.count - satisfied
    var random = SplitMix64(seed: 20_240_501)
    let samples = (0..<Self.resamples).map { _ in
      Self.area(groups.indices.flatMap { _ in groups[Int.random(in: groups.indices, using: &random)] })
    }.sorted()
    let edge = Self.resamples / 40
    area = Estimate(value: Self.area(items), interval: samples[edge - 1]...samples[Self.resamples - edge])
  }

  /// The baseline: the fewer user messages follow, the more satisfied.
  public init(byLaterTurns examples: [TrainingExample]) {
    self.init(examples, examples.map { -$0.dense[DenseFeature.later.column] })
  }

  private static func area(_ items: [(value: Float, isSatisfied: Bool)]) -> Double {
    let sorted = items.sorted { $0.value < $1.value }
    var (place, sum) = (0, 0.0)
    while place < sorted.count {
      var end = place
      while end < sorted.count, sorted[end].value == sorted[place].value { end += 1 }
      // Equal values share the mean of their ranks.
      let rank = Double(place + end + 1) / 2
      sum += rank * Double(sorted[place..<end].count(where: \.isSatisfied))
      place = end
    }
    let positives = Double(items.count(where: \.isSatisfied))
    let negatives = Double(items.count) - positives
    if positives == 0 || negatives == 0 { return 0.5 }
    return (sum - positives * (positives + 1) / 2) / (positives * negatives)
  }
}
