internal import FeedbackClassification
internal import FeedbackRules
internal import Foundation
internal import Records

/// What cross-validation says of a model.
struct TrainingReport {
  private let model: EmbeddedModel
  private let examples: [TrainingExample]
  private let all: ModelEvaluation
  private let holdOut: ModelEvaluation?
  private let languages: [(language: String, evaluation: ModelEvaluation)]
  private let behaviour: SatisfactionEvaluation
  private let voiced: SatisfactionEvaluation
  private let turns: SatisfactionEvaluation

  /// A language has figures of its own from so many follow-ups on.
  private static let fewestOfALanguage = 50

  init(_ examples: [TrainingExample], _ opinions: [ModelOpinion], model: EmbeddedModel, trainer: ModelTrainer) {
    self.model = model
    self.examples = examples
    let header = model.header
    func evaluation(_ keep: (TrainingExample) -> Bool) -> ModelEvaluation {
      let places = examples.indices.filter { keep(examples[$0]) && !examples[$0].isJudged }
      return ModelEvaluation(
        places.map { examples[$0] }, places.map { opinions[$0] }, threshold: header.threshold,
        reformulationThreshold: header.reformulationThreshold)
    }
    all = evaluation { _ in true }
    holdOut = examples.contains { $0.split == .holdOut } ? evaluation { $0.split == .holdOut } : nil
    let counts = Dictionary(grouping: examples.filter { !$0.isJudged }, by: \.language).mapValues(\.count)
    languages = counts.filter { !$0.key.isEmpty && $0.value >= Self.fewestOfALanguage }.keys.sorted()
      .map { language in (language, evaluation { $0.language == language }) }
    behaviour = SatisfactionEvaluation(examples, trainer.crossValidatedSatisfaction(examples, nil).map(\.estimate))
    voiced = SatisfactionEvaluation(examples, trainer.crossValidatedSatisfaction(examples, opinions).map(\.estimate))
    turns = SatisfactionEvaluation(byLaterTurns: examples)
  }

  var lines: [String] {
    var lines = Self.section(
      "cross-validated: \(all.followUpCount) follow-ups, feedback from \(Amount.fixed(all.threshold, 2)) on", all)
    if let holdOut {
      lines += Self.section(
        "of these, \(holdOut.followUpCount) in conversations that nobody looked at while rules were written", holdOut)
    }
    lines += languages.map { language, evaluation in
      "\(language): \(evaluation.followUpCount) follow-ups, feedback or none F1 \(Self.f1(evaluation.feedback)), "
        + "calibration error \(ScoreTable.cell(evaluation.calibrationError))"
    }
    lines.append("")
    lines.append(
      "satisfaction, area under the ROC curve (\(behaviour.satisfied) satisfied, \(behaviour.dissatisfied) not)")
    lines.append("  from behaviour alone       \(ScoreTable.cell(behaviour.area))")
    lines.append("  with what was voiced       \(ScoreTable.cell(voiced.area))")
    lines.append("  fewer turns follow         \(ScoreTable.cell(turns.area))")
    lines.append("")
    lines.append("thresholds: precision and recall of feedback, on what rules were not tuned on")
    for point in model.header.operatingPoints where Int((point.threshold * 100).rounded()) % 10 == 0 {
      lines.append(
        "  \(Amount.fixed(point.threshold, 2))  \(Amount.fixed(point.precision, 3))  \(Amount.fixed(point.recall, 3))")
    }
    return lines
  }

  private static func section(_ title: String, _ evaluation: ModelEvaluation) -> [String] {
    var table = ScoreTable(categories: evaluation.categories, feedback: evaluation.feedback)
    table.add("reformulation or none", evaluation.reformulation)
    return [title] + table.lines + [
      "macro-F1 of the six classes       \(ScoreTable.cell(evaluation.macroF1))",
      "recall at a precision of 0.9      \(ScoreTable.cell(evaluation.recallAtHighPrecision))",
      "expected calibration error        \(ScoreTable.cell(evaluation.calibrationError))",
      "macro-F1 of the six relations     \(ScoreTable.cell(evaluation.relationMacroF1))", "",
    ] + relationLines(evaluation) + [""]
  }

  /// What each relation is taken for: where reformulations are missed, and what is mistaken for one.
  private static func relationLines(_ evaluation: ModelEvaluation) -> [String] {
    var table = TextTable(
      [.init(title: "labelled, found as")]
        + Relation.allCases.map { .init(title: $0.rawValue, alignment: .right) })
    for (relation, counts) in zip(Relation.allCases, evaluation.relationCounts) {
      table.add([relation.rawValue] + counts.map(String.init))
    }
    return table.lines
  }

  private static func f1(_ score: DetectionScore) -> String {
    "\(Amount.fixed(score.f1, 3)) (\(Amount.fixed(score.f1Interval.lowerBound, 3))–\(Amount.fixed(score.f1Interval.upperBound, 3)))"
  }

  // MARK: Card

  /// The model's card, Markdown.
  var card: String {
    """
    # Model card
    The embedded classifier of Gleaner: two linear stages over hashed n-grams, dense features and rule votes; see
    `docs/decisions/0011-embedded-model.md`. `gleaner train` made this file and the model beside it.

    | | |
    |---|---|
    | trained on | \(model.header.followUps) follow-ups in \(model.header.conversations) conversations |
    \(model.header.data.sorted { $0.key < $1.key }.map { "| data | `\($0.key)`, SHA-256 `\($0.value.prefix(16))…` |" }.joined(separator: "\n"))
    | rules | `\(model.header.rules.prefix(16))` |
    | thresholds | feedback \(Amount.fixed(model.header.threshold, 2)), reformulation \(Amount.fixed(model.header.reformulationThreshold, 2)) |
    | licence | that of the labelled conversations' sources; it holds weights of hashed n-grams and no text |

    ## Scores
    The labels come from a language model under a written guide: these figures say how well its labels are found again,
    not how far people would agree. The same labels were used to choose the thresholds.

    ```
    \(lines.joined(separator: "\n"))
    ```

    ## Limits
    * English, Chinese and Russian are most of the data; in other languages the rules carry the decision.
    * In role play words are in character; the model speaks there only where the rules do.
    * Rare categories have few labels: see the intervals.
    * Satisfaction is what follow-ups show. Most users show nothing, and what people say in ratings is often not voiced.
    """ + "\n"
  }
}
