import FeedbackRules
import Records

/// Thresholds by what they gave in cross-validation, on what rules were not tuned on where there is enough of it.
struct ThresholdChoice {
  /// Where F1 of feedback is greatest, among thresholds from 0.3 to 0.6; of those as good as the best the highest, because
  /// rows that are right are worth more than rows that may be.
  let feedback: Double
  /// The same for reformulation.
  let reformulation: Double
  /// Precision and recall of feedback from 0.05 to 0.95.
  let operatingPoints: [OperatingPoint]

  init(_ examples: [TrainingExample], _ opinions: [ModelOpinion]) {
    let pairs = Array(zip(examples, opinions))
    let untouched = pairs.filter { $0.0.split == .holdOut }
    let chosen = untouched.count >= Self.fewest ? untouched : pairs
    let feedback = chosen.map { (label: $0.category != nil, probability: Double($1.feedback)) }
    let related = chosen.compactMap { example, opinion in
      example.relation.map { (label: $0.isReformulation, probability: Double(opinion.reformulation)) }
    }
    self.feedback = Self.best(feedback)
    reformulation = Self.best(related)
    operatingPoints = stride(from: 5, through: 95, by: 5).map { percent in
      let confusion = Self.confusion(feedback, threshold: Double(percent) / 100)
      let (right, wrong, missed) = (confusion.truePositives, confusion.falsePositives, confusion.falseNegatives)
      return OperatingPoint(
        threshold: Double(percent) / 100, precision: right + wrong == 0 ? 1 : Double(right) / Double(right + wrong),
        recall: right + missed == 0 ? 0 : Double(right) / Double(right + missed))
    }
  }

  /// Fewer follow-ups that rules were not tuned on say too little.
  private static let fewest = 300

  /// Differences of F1 below this say nothing.
  private static let asGood = 0.01

  private static func best(_ items: [(label: Bool, probability: Double)]) -> Double {
    let candidates = (30...60).map { Double($0) / 100 }
    let scores = candidates.map { confusion(items, threshold: $0).f1 }
    let best = scores.max() ?? 0
    return candidates[scores.lastIndex { $0 >= best - asGood } ?? 0]
  }

  private static func confusion(_ items: [(label: Bool, probability: Double)], threshold: Double) -> Confusion {
    items.reduce(into: Confusion()) { $0.count(label: $1.label, found: $1.probability >= threshold) }
  }
}

extension ModelHeader {
  /// The threshold from which on feedback was at least so precise in cross-validation, and the recall there; nil where
  /// none was.
  public func operatingPoint(precision: Double) -> OperatingPoint? {
    // From the first point on behind which all are precise enough: a lucky dip does not count.
    let imprecise = operatingPoints.lastIndex { $0.precision < precision }
    let first = imprecise.map { $0 + 1 } ?? 0
    return operatingPoints.indices.contains(first) ? operatingPoints[first] : nil
  }
}
