import FeedbackRules
import Records

/// A figure with its 95 % interval: percentiles over resampled conversations.
public struct Estimate: Hashable, Sendable {
  public let value: Double
  public let interval: ClosedRange<Double>
}

/// How good the model's opinions on labelled follow-ups are. The opinions must come from a model that was trained without
/// these follow-ups' conversations.
public struct ModelEvaluation: Sendable {
  /// A follow-up is called feedback from this probability on.
  public let threshold: Double
  public let followUpCount: Int
  public let categories: [DetectionScore]
  public let feedback: DetectionScore
  /// The mean of the F1 of the five categories and none.
  public let macroF1: Estimate
  /// The greatest recall of feedback at a precision of at least 0.9, over all thresholds.
  public let recallAtHighPrecision: Estimate
  /// Expected calibration error of the probability of feedback, over ten bins (Naeini et al. 2015).
  public let calibrationError: Estimate
  /// Repeat, rephrase or refine against the other relations.
  public let reformulation: DetectionScore
  /// The mean over relations of their F1.
  public let relationMacroF1: Estimate
  /// How many follow-ups of each labelled relation (the rows) were given each relation (the columns), in the order of
  /// `Relation`'s cases.
  public let relationCounts: [[Int]]

  private static let resamples = 1_000

  /// - Parameters:
  ///   - examples: The labelled follow-ups, those of one conversation one after the other.
  ///   - opinions: One for each.
  public init(
    _ examples: [TrainingExample], _ opinions: [ModelOpinion], threshold: Double, reformulationThreshold: Double = 0.35
  ) {
    let items = zip(examples, opinions).map { example, opinion in
      Item(example, opinion, threshold: threshold, reformulationThreshold: reformulationThreshold)
    }
    let groups = Self.groups(of: examples)
    func score(_ holds: @escaping (Item) -> (label: Bool, found: Bool)) -> DetectionScore {
      DetectionEvaluation.score(
        groups.map { group in
          group.reduce(into: Confusion()) {
            let (label, found) = holds(items[$1])
            $0.count(label: label, found: found)
          }
        })
    }
    func estimate(_ figure: ([Item]) -> Double) -> Estimate {
      Self.estimate(groups.map { $0.map { items[$0] } }, figure)
    }
    self.threshold = threshold
    followUpCount = examples.count
    categories = FeedbackCategory.allCases.map { category in
      score { ($0.category == category.priority, $0.found == category.priority) }
    }
    feedback = score { ($0.isFeedback, $0.found < EmbeddedModel.classCount - 1) }
    macroF1 = estimate { Self.macroF1($0.map { ($0.category, $0.found) }) }
    recallAtHighPrecision = estimate { Self.recall($0, atPrecision: 0.9) }
    calibrationError = estimate(Self.calibrationError)
    let related = items.contains { $0.relation != nil }
    reformulation = score { ($0.relation?.isReformulation ?? false, related && $0.relationFound.isReformulation) }
    relationCounts = items.reduce(
      into: Array(repeating: Array(repeating: 0, count: Relation.allCases.count), count: Relation.allCases.count)
    ) { counts, item in
      if let relation = item.relation { counts[relation.place][item.relationFound.place] += 1 }
    }
    relationMacroF1 = estimate {
      Self.macroF1($0.compactMap { item in item.relation.map { ($0.place, item.relationFound.place) } })
    }
  }

  /// One follow-up: its labels, and what was found.
  private struct Item {
    /// The class of the category, none included.
    let category: Int
    let found: Int
    let probability: Double
    let relation: Relation?
    let relationFound: Relation

    var isFeedback: Bool { category < EmbeddedModel.classCount - 1 }

    init(
      _ example: TrainingExample, _ opinion: ModelOpinion, threshold: Double, reformulationThreshold: Double
    ) {
      category = example.categoryClass
      probability = Double(opinion.feedback)
      found = opinion.isFeedback(from: threshold) ? opinion.category.priority : EmbeddedModel.classCount - 1
      relation = example.relation
      relationFound = opinion.relation(reformulationFrom: reformulationThreshold)
    }
  }

  /// The places of the follow-ups of each conversation.
  private static func groups(of examples: [TrainingExample]) -> [[Int]] {
    var groups: [[Int]] = []
    for (place, example) in examples.enumerated() {
      if place == 0 || examples[place - 1].conversation != example.conversation { groups.append([]) }
      groups[groups.count - 1].append(place)
    }
    return groups
  }

  // MARK: Figures

  private static func macroF1(_ pairs: [(label: Int, found: Int)]) -> Double {
    var confusions = Array(repeating: Confusion(), count: EmbeddedModel.classCount)
    for (label, found) in pairs {
      for place in confusions.indices { confusions[place].count(label: label == place, found: found == place) }
    }
    return confusions.reduce(0) { $0 + $1.f1 } / Double(confusions.count)
  }

  private static func recall(_ items: [Item], atPrecision precision: Double) -> Double {
    let sorted = items.sorted { $0.probability > $1.probability }
    let all = items.count(where: \.isFeedback)
    var (found, best) = (0, 0)
    for (place, item) in sorted.enumerated() {
      if item.isFeedback { found += 1 }
      let isLast = place + 1 == sorted.count || sorted[place + 1].probability < item.probability
      if isLast, Double(found) >= precision * Double(place + 1) { best = found }
    }
    return all == 0 ? 0 : Double(best) / Double(all)
  }

  private static func calibrationError(_ items: [Item]) -> Double {
    var bins = Array(repeating: (count: 0, probability: 0.0, right: 0.0), count: 10)
    for item in items {
      let bin = min(9, Int(item.probability * 10))
      bins[bin].count += 1
      bins[bin].probability += item.probability
      bins[bin].right += item.isFeedback ? 1 : 0
    }
    return bins.reduce(0) { $0 + abs($1.probability - $1.right) } / Double(max(1, items.count))
  }

  private static func estimate(_ groups: [[Item]], _ figure: ([Item]) -> Double) -> Estimate {
    var random = SplitMix64(seed: 20_240_501)
    let samples = (0..<resamples).map { _ in
      figure(groups.indices.flatMap { _ in groups[Int.random(in: groups.indices, using: &random)] })
    }.sorted()
    return Estimate(
      value: figure(groups.flatMap { $0 }), interval: samples[resamples / 40 - 1]...samples[resamples - resamples / 40])
  }
}
