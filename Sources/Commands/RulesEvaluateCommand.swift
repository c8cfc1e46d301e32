internal import ArgumentParser
internal import FeedbackClassification
internal import FeedbackRules
internal import Foundation
internal import Pipeline
internal import Records

struct RulesEvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure the rules against labelled conversations.",
    discussion: """
      Labelled conversations are split by the digest of their id: a third is held out. Rules were written looking at the \
      other two thirds alone, so the held-out third says how well they do on what nobody looked at. --write stores each \
      rule's precision on the tuning part in measured.json beside the packs, where confidences come from.

      Intervals: Wilson's at 95 % for precision and recall; for F1, percentiles over 1,000 resamples of conversations.
      """)

  @Option(
    help: ArgumentHelp(
      "Labelled conversations, JSON Lines.", discussion: "Default: fixtures/labelled/dev.jsonl beside the rules.",
      valueName: "file"))
  var data: String?

  @Option(help: ArgumentHelp("tune, hold-out or all; default: both parts, one after the other.", valueName: "part"))
  var split: String?

  @Flag(help: "Store what the tuning part says of each rule in measured.json.")
  var write = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let settings = try common.settings()
    let directory = try RuleDirectory.path(for: settings)
    let path = data ?? "\(directory)/../fixtures/labelled/dev.jsonl"
    var rules = try RuleSet.load(directory: directory)
    let labelled = LabelledRun(try Self.conversations(at: path), rules: rules)
    if write {
      rules = try store(labelled, rules, directory: directory, dataName: (path as NSString).lastPathComponent)
    }
    let fusion = SignalFusion(rules: rules, floor: settings.extraction.floor)
    let parts: [(String, [LabelledFollowUp])] = [
      ("tune", labelled.followUps(in: .tune)), ("hold-out", labelled.followUps(in: .holdOut)),
      ("all", labelled.followUps),
    ]
    let wanted = split.map { [$0] } ?? ["tune", "hold-out"]
    guard wanted.allSatisfy({ name in parts.contains { $0.0 == name } }) else {
      throw UsageError("--split expects tune, hold-out or all")
    }
    for (name, followUps) in parts where wanted.contains(name) {
      print(DetectionEvaluation(followUps, fusion: fusion), name: name)
    }
  }

  /// - Parameter option: The flag that named the file, for messages.
  static func conversations(at path: String, option: String = "--data") throws -> [LabelledConversation] {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw UsageError("the labelled conversations at \(path) can't be read\n  name a file with \(option)")
    }
    do throws(LabelledDataError) {
      return try LabelledConversation.read(jsonLines: Array(bytes))
    } catch {
      throw UsageError("\(path): line \(error.line) is no labelled conversation: \(error.reason)")
    }
  }

  private func store(
    _ labelled: LabelledRun, _ rules: RuleSet, directory: String, dataName: String
  ) throws -> RuleSet {
    let evaluation = RuleEvaluation(labelled.followUps(in: .tune), rules: rules)
    let measurements = evaluation.measurements(dataName: dataName, split: "tune")
    let path = "\(directory)/\(Measurements.fileName)"
    do {
      try Data(try measurements.json()).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw UsageError("\(path) can't be written")
    }
    common.console.say("wrote \(path)")
    return try RuleSet.load(directory: directory)
  }

  private func print(_ evaluation: DetectionEvaluation, name: String) {
    Console.print("\(name): \(evaluation.followUpCount) follow-ups")
    ScoreTable(categories: evaluation.categories, feedback: evaluation.feedback).lines.forEach(Console.print)
    Console.print("right category among feedback found: \(ScoreTable.cell(evaluation.agreement))\n")
  }
}
