internal import ArgumentParser
internal import DatasetWriting
internal import Digests
internal import FeedbackClassification
internal import FeedbackDetection
internal import FeedbackRules
internal import Foundation
internal import Pipeline
internal import Records
internal import Settings

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train the embedded model on labelled conversations.",
    discussion: """
      The model weighs what the rules say, the wording, and how a follow-up compares with what stands around it. It is \
      trained in seconds, the same on the same data, and is used by run and extract from then on. First it is \
      cross-validated: each conversation is judged by a model that was trained without it and its branches. Name your \
      own labelled conversations beside the shipped ones to mix them.

      Intervals: Wilson's at 95 % for precision and recall; else percentiles over resamples of conversations.
      """)

  @Option(
    help: ArgumentHelp(
      "Labelled conversations, JSON Lines; may be given more than once.",
      discussion: "Default: dev.jsonl and more.jsonl of fixtures/labelled beside the rules.", valueName: "file"))
  var on: [String] = []

  @Option(
    help: ArgumentHelp(
      "Learn from the verdicts of a chat model in this dataset too; may be given more than once.",
      discussion: "They teach and never measure: all figures are of the labels of --on.", valueName: "dataset"))
  var withVerdicts: [String] = []

  @Option(
    help: ArgumentHelp(
      "Where the model goes.", discussion: "Default: models/feedback.model beside the rules.", valueName: "file"))
  var into: String?

  @Flag(help: "Cross-validate alone; write nothing.")
  var evaluate = false

  @Flag(
    help: "Show what more labels bring: cross-validation on a quarter, half and three quarters of the conversations.")
  var learningCurve = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let settings = try common.settings()
    let directory = try RuleDirectory.path(for: settings)
    let rules = try RuleSet.load(directory: directory)
    let files = on.isEmpty ? ["dev.jsonl", "more.jsonl"].map { "\(directory)/../fixtures/labelled/\($0)" } : on
    let target = try target(rules: directory, from: files)
    let labelled = try files.flatMap { try RulesEvaluateCommand.conversations(at: $0, option: "--on") }
    let conversations = labelled + (try withVerdicts.flatMap { try judged(in: $0, settings) })
    guard Set(conversations.map(\.id)).count == conversations.count else {
      throw UsageError(
        "two labelled conversations have the same id\n  name each file once, and give each conversation its own")
    }
    let weights = WordWeights(userMessagesOf: labelled)
    let examples = TrainingExample.read(conversations, rules: rules, weights: weights)
    guard Set(examples.map(\.conversationID)).count >= 20, examples.contains(where: { $0.category != nil }) else {
      throw UsageError("20 conversations with labelled follow-ups, some of them feedback, are needed to train")
    }
    let trainer = ModelTrainer()
    let judgedCount = examples.count(where: \.isJudged)
    common.console.say(
      "\(examples.count) follow-ups in \(conversations.count) conversations"
        + (judgedCount > 0 ? ", \(judgedCount) of them with a chat model's verdict" : ""))
    if learningCurve { return showLearningCurve(examples, trainer) }
    let opinions = trainer.crossValidated(examples)
    let origin = ModelTrainer.Origin(data: try digests(of: files), rules: rules.digest)
    let model = trainer.train(examples, weights: weights, crossValidated: opinions, origin: origin)
    let report = TrainingReport(examples, opinions, model: model, trainer: trainer)
    report.lines.forEach(Console.print)
    if !evaluate { try write(model, report, to: target) }
  }

  /// Where the model goes; asked before the work is done, and never the place of something else.
  private func target(rules directory: String, from files: [String]) throws -> String {
    if evaluate || learningCurve { return "" }
    guard on.isEmpty && withVerdicts.isEmpty || into != nil else {
      throw UsageError("a model of labels of your own needs a name\n  say where it goes with --into FILE")
    }
    let path = into ?? ModelLocation.usualPath(rules: directory)
    guard !path.isEmpty, !path.hasSuffix("/"), !path.hasSuffix(".md") else {
      throw UsageError("`\(path)` is no name for a model; its card will have the same name with `.md`")
    }
    for (place, mark) in [(path, "gleaner model\n"), (Self.card(of: path), "# Model card\n")] {
      guard FileManager.default.fileExists(atPath: place) else { continue }
      let isFile =
        (try? FileManager.default.attributesOfItem(atPath: place)[.type]) as? FileAttributeType == .typeRegular
      guard isFile, FileManager.default.contents(atPath: place)?.starts(with: mark.utf8) ?? false else {
        throw UsageError("\(place) is there and is something else\n  take another name with --into")
      }
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    if FileManager.default.fileExists(atPath: folder), access(folder, W_OK) != 0 {
      throw UsageError("\(folder) can't be written to")
    }
    return path
  }

  /// The conversations whose follow-ups a chat model judged.
  private func judged(in dataset: String, _ settings: Settings) throws -> [LabelledConversation] {
    let layout = DatasetLayout(root: dataset)
    guard layout.exists else { throw DatasetError(.missing, path: dataset) }
    let lines = try LabelExport(layout, limits: settings.extraction.reading).lines(.chatModel)
    if lines.isEmpty {
      throw UsageError("\(dataset) has no verdicts to learn from\n  next: gleaner classify \(dataset)")
    }
    return try LabelledConversation.read(jsonLines: Array(lines.joined().utf8))
  }

  private static func card(of path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().path + ".md"
  }

  private func showLearningCurve(_ examples: [TrainingExample], _ trainer: ModelTrainer) {
    for share in [0.25, 0.5, 0.75, 1] {
      let part = TrainingExample.part(of: examples, share: share)
      let evaluation = ModelEvaluation(part, trainer.crossValidated(part), threshold: 0.4)
      Console.print(
        "\(part.count) follow-ups: F1 \(Amount.fixed(evaluation.feedback.f1, 3)), "
          + "macro-F1 \(ScoreTable.cell(evaluation.macroF1)), "
          + "recall at precision 0.9 \(ScoreTable.cell(evaluation.recallAtHighPrecision)), "
          + "reformulation F1 \(Amount.fixed(evaluation.reformulation.f1, 3))")
    }
  }

  private func digests(of files: [String]) throws -> [String: String] {
    var result: [String: String] = [:]
    for file in files {
      let bytes = FileManager.default.contents(atPath: file).map(Array.init) ?? []
      result[(file as NSString).lastPathComponent] = SHA256Hasher.hex(of: bytes)
    }
    return result
  }

  private func write(_ model: EmbeddedModel, _ report: TrainingReport, to path: String) throws {
    let card = Self.card(of: path)
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(try model.file()).write(to: URL(fileURLWithPath: path), options: .atomic)
      try Data(report.card.utf8).write(to: URL(fileURLWithPath: card), options: .atomic)
    } catch {
      throw UsageError("\(path) can't be written")
    }
    common.console.say("wrote \(path) and its card \(card)")
  }
}
