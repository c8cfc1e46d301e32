internal import FeedbackClassification
internal import Records

/// Precision, recall and F1 of classes as a table.
struct ScoreTable {
  private var table = TextTable([
    .init(title: "class"), .init(title: "labelled", alignment: .right), .init(title: "found", alignment: .right),
    .init(title: "precision (95 %)"), .init(title: "recall (95 %)"), .init(title: "F1 (95 %)"),
  ])

  /// The five categories and feedback against none.
  init(categories: [DetectionScore], feedback: DetectionScore) {
    for (category, score) in zip(FeedbackCategory.allCases, categories) { add(category.rawValue, score) }
    add("feedback or none", feedback)
  }

  var lines: [String] { table.lines }

  mutating func add(_ name: String, _ score: DetectionScore) {
    table.add([
      name, String(score.truePositives + score.falseNegatives), String(score.truePositives + score.falsePositives),
      Self.cell(score.precision), Self.cell(score.recall), Self.cell(score.f1, score.f1Interval),
    ])
  }

  static func cell(_ share: Proportion) -> String {
    share.value.map { cell($0, share.interval) } ?? "–"
  }

  static func cell(_ estimate: Estimate) -> String { cell(estimate.value, estimate.interval) }

  private static func cell(_ value: Double, _ interval: ClosedRange<Double>) -> String {
    "\(Amount.fixed(value, 3)) (\(Amount.fixed(interval.lowerBound, 3))–\(Amount.fixed(interval.upperBound, 3)))"
  }
}
