internal import AuditStatistics
internal import Glibc
internal import Records

/// How the items of a made-up collection come about.
struct Process {
  /// The local model, by how well its score tells feedback from the rest, and what it says of its own certainty.
  enum Classifier: String, CaseIterable {
    case good, poor
    /// As good as `good`, but sure of itself where it should not be, and with a threshold that takes too much.
    case overconfident

    /// How many standard deviations lie between the scores of feedback and of the rest.
    var distance: Double { self == .poor ? 1.3 : 2.6 }
  }

  var prevalence: Double
  var classifier: Classifier
  /// How much of the leaning towards feedback the items of a conversation share, as a variance on the logit scale.
  var likeness = 0.0
  var meanConversation = 1.0

  /// The categories of feedback, about as frequent as in the labelled data.
  static let weights: [Double] = [0.47, 0.05, 0.15, 0.24, 0.09]
  /// How often the category is right where feedback is.
  static let rightCategory = 0.8
}

/// A made-up collection of items of which everything is known.
struct Population {
  struct Item {
    var decision: Outcome
    var reference: Outcome
    /// The local model's probability of feedback.
    var probability: Double
    var conversation: Int
    var isCertain = false
  }

  private(set) var items: [Item] = []

  init(_ process: Process, count: Int, generator: inout SeededGenerator) {
    let base = log(process.prevalence / (1 - process.prevalence))
    let spread = process.likeness.squareRoot()
    var (conversation, left, leaning) = (-1, 0, 0.0)
    let shift = process.likeness > 0 ? Self.shift(base, spread) : base
    for _ in 0..<count {
      if left == 0 {
        conversation += 1
        left = process.meanConversation > 1 ? 1 + generator.gap(1 / process.meanConversation) : 1
        leaning = spread > 0 ? spread * generator.normal() : 0
      }
      left -= 1
      let isFeedback = generator.uniform() < 1 / (1 + exp(-(shift + leaning)))
      items.append(Self.item(process, base, isFeedback, leaning, conversation, &generator))
    }
  }

  private static func item(
    _ process: Process, _ base: Double, _ isFeedback: Bool, _ leaning: Double, _ conversation: Int,
    _ generator: inout SeededGenerator
  ) -> Item {
    let distance = process.classifier.distance
    // Where items of a conversation are alike, so are the local model's errors on them.
    let score =
      (isFeedback ? distance : 0) + 0.9 * generator.normal()
      + (leaning == 0 ? 0.436 * generator.normal() : 0.3 * leaning)
    var logit = base + distance * score - distance * distance / 2
    if process.classifier == .overconfident { logit = 1.8 * logit + 1.5 }
    let probability = 1 / (1 + exp(-logit))
    // About where F1 is greatest for the calibrated ones: low where feedback is rare.
    let threshold = process.classifier == .poor ? min(0.3, 2.2 * process.prevalence) : 0.4
    let reference = isFeedback ? category(&generator) : nil
    var decision: FeedbackCategory?
    if probability >= threshold {
      let isRight = generator.uniform() < Process.rightCategory
      decision = isRight ? reference ?? category(&generator) : category(&generator)
    }
    return Item(
      decision: Outcome(decision), reference: Outcome(reference), probability: probability,
      conversation: conversation)
  }

  private static func category(_ generator: inout SeededGenerator) -> FeedbackCategory {
    var left = generator.uniform()
    for (place, weight) in Process.weights.enumerated() {
      left -= weight
      if left < 0 { return FeedbackCategory.allCases[place] }
    }
    return .positiveFeedback
  }

  /// The logit whose mean over leanings gives the prevalence, by bisection over a grid of leanings.
  private static func shift(_ base: Double, _ spread: Double) -> Double {
    func mean(_ shift: Double) -> Double {
      var (sum, total) = (0.0, 0.0)
      for step in -60...60 {
        let z = Double(step) / 12
        let density = exp(-z * z / 2)
        sum += density / (1 + exp(-(shift + spread * z)))
        total += density
      }
      return sum / total
    }
    var (low, high) = (base - 20, base + 20)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if mean(middle) < 1 / (1 + exp(-base)) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Buys the verdicts of the most uncertain items: what was decided is then what the reference says.
  mutating func buyBand(share: Double, threshold: Double) {
    let order = items.indices.sorted {
      (abs(items[$0].probability - threshold), $0) < (abs(items[$1].probability - threshold), $1)
    }
    for place in order.prefix(Int(share * Double(items.count))) {
      items[place].isCertain = true
      items[place].decision = items[place].reference
    }
  }

  /// Puts another decision in an item's place.
  mutating func decide(_ place: Int, _ decision: Outcome) { items[place].decision = decision }

  /// The true value of a measure.
  func truth(_ measure: AuditMeasure, _ measured: MeasuredClass) -> Double {
    let (decided, isClass, both) = items.reduce((0.0, 0.0, 0.0)) { sums, item in
      let (a, b) = (measured.contains(item.decision) ? 1.0 : 0, measured.contains(item.reference) ? 1.0 : 0)
      return (sums.0 + a, sums.1 + b, sums.2 + a * b)
    }
    return switch measure {
    case .prevalence: isClass / Double(items.count)
    case .precision: both / decided
    case .recall: both / isClass
    case .f1: 2 * both / (decided + isClass)
    }
  }
}
