public import Records

/// How well one class is found: precision and recall with Wilson's 95 % intervals, and F1 with a bootstrap interval.
public struct DetectionScore: Hashable, Sendable {
  public let truePositives: Int
  public let falsePositives: Int
  public let falseNegatives: Int
  /// The 2.5th and the 97.5th percentile of F1 over resampled conversations.
  public let f1Interval: ClosedRange<Double>

  /// Of what was found, what is right.
  public var precision: Proportion { Proportion(truePositives, of: truePositives + falsePositives) }
  /// Of what is there, what was found.
  public var recall: Proportion { Proportion(truePositives, of: truePositives + falseNegatives) }
  /// The harmonic mean of both; 0 where nothing was right.
  public var f1: Double { Confusion(truePositives, falsePositives, falseNegatives).f1 }
}

/// Verdicts against labels.
///
/// Precision and recall have Wilson's intervals, which take follow-ups for independent; the interval of F1 comes from
/// 1,000 resamples of whole conversations (with a fixed seed), because follow-ups of one conversation are not.
public struct DetectionEvaluation: Hashable, Sendable {
  public let followUpCount: Int
  /// By the category's priority.
  public let categories: [DetectionScore]
  /// Feedback of any category against none.
  public let feedback: DetectionScore
  /// Of follow-ups that are labelled as feedback and were found to be, those with the right category.
  public let agreement: Proportion

  private static let resamples = 1_000

  public init(_ followUps: [LabelledFollowUp], fusion: SignalFusion) {
    self.init(
      followUps.map {
        (conversation: $0.conversation, label: $0.label, found: fusion.verdict(on: $0.signals)?.category)
      })
  }

  /// - Parameter pairs: What is labelled and what was found, nil for none; those of a conversation one after the other.
  public init(_ pairs: [(conversation: Int, label: FeedbackCategory?, found: FeedbackCategory?)]) {
    var groups: [[Int]] = []
    for (place, pair) in pairs.enumerated() {
      if place == 0 || pairs[place - 1].conversation != pair.conversation { groups.append([]) }
      groups[groups.count - 1].append(place)
    }
    func score(_ holds: (FeedbackCategory?) -> Bool) -> DetectionScore {
      let counts = groups.map { group in
        group.reduce(into: Confusion()) { $0.count(label: holds(pairs[$1].label), found: holds(pairs[$1].found)) }
      }
      return Self.score(counts)
    }
    followUpCount = pairs.count
    categories = FeedbackCategory.allCases.map { category in score { $0 == category } }
    feedback = score { $0 != nil }
    let both = pairs.filter { $0.label != nil && $0.found != nil }
    agreement = Proportion(both.filter { $0.label == $0.found }.count, of: both.count)
  }

  static func score(_ conversations: [Confusion]) -> DetectionScore {
    let total = conversations.reduce(Confusion(), +)
    return DetectionScore(
      truePositives: total.truePositives, falsePositives: total.falsePositives, falseNegatives: total.falseNegatives,
      f1Interval: interval(conversations))
  }

  private static func interval(_ conversations: [Confusion]) -> ClosedRange<Double> {
    if conversations.isEmpty { return 0...1 }
    var random = SplitMix64(seed: 20_240_501)
    let sorted = (0..<resamples).map { _ in
      var sum = Confusion()
      for _ in conversations.indices {
        sum = sum + conversations[Int.random(in: conversations.indices, using: &random)]
      }
      return sum.f1
    }.sorted()
    return sorted[resamples / 40 - 1]...sorted[resamples - resamples / 40]
  }
}

/// Counts of right and wrong for one class.
struct Confusion: Hashable {
  private(set) var truePositives = 0
  private(set) var falsePositives = 0
  private(set) var falseNegatives = 0

  init() {}

  init(_ truePositives: Int, _ falsePositives: Int, _ falseNegatives: Int) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.falseNegatives = falseNegatives
  }

  var f1: Double {
    let all = 2 * truePositives + falsePositives + falseNegatives
    return all == 0 ? 0 : 2 * Double(truePositives) / Double(all)
  }

  mutating func count(label: Bool, found: Bool) {
    switch (label, found) {
    case (true, true): truePositives += 1
    case (false, true): falsePositives += 1
    case (true, false): falseNegatives += 1
    case (false, false): break
    }
  }

  static func + (left: Confusion, right: Confusion) -> Confusion {
    Confusion(
      left.truePositives + right.truePositives, left.falsePositives + right.falsePositives,
      left.falseNegatives + right.falseNegatives)
  }
}

/// Random numbers that are the same in every run (Steele, Lea and Flood 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
