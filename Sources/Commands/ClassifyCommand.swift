internal import ArgumentParser
internal import DatasetWriting
internal import FeedbackClassification
internal import FeedbackIndex
internal import FeedbackRules
internal import Foundation
internal import Pipeline
internal import Records
internal import Settings

struct ClassifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Ask a chat model about follow-ups that this machine is unsure of.",
    discussion: """
      The server, the model and the budget are settings (llm_url, llm_model, llm_requests and more). `gleaner run` does this \
      by itself where a server is named. Replies are kept as they come: a run that ended early goes on where it was and \
      pays for no reply again that it has.

      Examples:
        gleaner classify DATASET --dry-run
        gleaner classify DATASET --requests 200
        gleaner classify DATASET --sent | less
        gleaner classify DATASET --write-batch batch/ && … && gleaner classify DATASET --read-batch batch/results.jsonl
      """)

  @Argument(help: "The dataset.") var dataset: String

  @Flag(help: "Say what would be asked and what that would take; send nothing.") var dryRun = false
  @Flag(help: "Ask again about what this model has not judged under this version of the prompt.") var reclassify = false
  @Flag(help: "Send texts as they are, personal data too, whatever machine the server is.") var noRedact = false
  @Flag(help: "Print what was sent so far and what came back, as JSON Lines; send nothing.") var sent = false

  @Option(help: ArgumentHelp("How many requests this run may send.", valueName: "n")) var requests: String?
  @Option(help: ArgumentHelp("How many tokens this run may take.", valueName: "n")) var tokens: String?
  @Option(help: ArgumentHelp("How much money this run may take.", valueName: "amount")) var cost: String?
  @Option(help: ArgumentHelp("The share of follow-ups to ask about at random, 0 to 1.", valueName: "share"))
  var audit: String?

  @Option(
    help: ArgumentHelp(
      "Write the requests as batch files into this directory instead of sending them.", valueName: "dir"))
  var writeBatch: String?
  @Option(
    help: ArgumentHelp("Take the replies out of a batch's result file; may be given more than once.", valueName: "file")
  )
  var readBatch: [String] = []

  @Option(
    help: ArgumentHelp(
      "Hold the model against the hold-out part of labelled conversations instead.", valueName: "file"))
  var evaluate: String?

  @Flag(help: "Print the report as JSON on standard output.") var json = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    let settings = try common.settings(flags: flags)
    let layout = DatasetLayout(root: dataset)
    guard layout.exists else { throw DatasetError(.missing, path: dataset) }
    if sent { return try printSent(layout) }
    var judge = try JudgeLocation.judge(settings, allowsOpenText: noRedact, threshold: try threshold(settings))
    judge.reclassifies = reclassify
    let step = ClassificationStep(layout: layout, judge: judge, settings: settings, console: common.console)
    if dryRun { return tell(try step.plan(), judge) }
    if let evaluate { return try tell(judge, on: evaluate, layout) }
    if let writeBatch { return try write(step, into: writeBatch) }
    if !readBatch.isEmpty { return try read(step) }
    let report = try step.run()
    if json { Console.print(try RunSummary.json(report)) }
    try ClassificationStep.end(report)
  }

  private var flags: [String: String] {
    let given = ["llm_requests": requests, "llm_tokens": tokens, "llm_cost": cost, "llm_audit": audit]
    return given.compactMapValues { $0 }
  }

  private func threshold(_ settings: Settings) throws -> Double {
    let rules = try RuleSet.load(directory: try RuleDirectory.path(for: settings))
    return try ModelLocation.setup(rules: rules, settings).threshold
  }

  private func tell(_ plan: ClassificationPlan, _ judge: JudgeSettings) {
    let asked = plan.audited + plan.uncertain
    Console.print(
      "\(Amount.count(plan.followUps, "follow-up")), \(Amount.count(plan.judged)) judged before; to ask: "
        + "\(Amount.count(plan.audited)) at random, \(Amount.count(plan.uncertain)) unsure; beyond the budget: "
        + Amount.count(plan.auditCut + plan.uncertainCut))
    Console.print(
      "at most \(Amount.count(plan.requests, "request")), about \(Amount.count(plan.tokens)) tokens"
        + (asked > 0 ? " (\(Amount.count(plan.tokens / asked)) for each)" : "")
        + (judge.price == TokenPrice() ? ", cost not known" : ", about \(Amount.fixed(plan.cost, 4)) in money"))
    if let more = Self.more(judge, asked) { Console.print(more) }
    if plan.auditCut > 0 {
      Console.print("the audit is cut: it would be \(Amount.percent(plan.auditShare)) of all follow-ups")
    }
  }

  /// What hangs on replies, and is no part of the forecast.
  private static func more(_ judge: JudgeSettings, _ asked: Int) -> String? {
    guard asked > 0 else { return nil }
    let repairs = "a repair for each reply that can't be used"
    guard judge.validation != nil else { return "beside these: \(repairs)" }
    return "beside these: \(repairs), and at most \(Amount.count(asked, "request")) to validate feedback that is found"
  }

  private func tell(_ judge: JudgeSettings, on file: String, _ layout: DatasetLayout) throws {
    let lock = try DatasetLock(layout)
    defer { withExtendedLifetime(lock) {} }
    let conversations = try RulesEvaluateCommand.conversations(at: file, option: "--evaluate")
    let evaluation = try JudgeEvaluation(layout, judge, on: conversations)
    Console.print("\(judge.judge), \(judge.promptVersion): \(Amount.count(evaluation.asked, "labelled follow-up"))")
    if !evaluation.withoutVerdict.isEmpty {
      let reasons = evaluation.withoutVerdict.sorted { $0.key < $1.key }.map { "\($0.key) \(Amount.count($0.value))" }
      Console.print("without a verdict that counts: \(reasons.joined(separator: ", "))")
    }
    let detection = evaluation.detection
    ScoreTable(categories: detection.categories, feedback: detection.feedback).lines.forEach(Console.print)
    Console.print("right category among feedback found: \(ScoreTable.cell(detection.agreement))")
    Console.print("right of feedback or none (llm_reliability): \(ScoreTable.cell(evaluation.reliability))")
    if !evaluation.stoppedBy.isEmpty {
      Console.complain("gleaner: not all was asked: \(evaluation.stoppedBy)")
      throw ExitCode(3)
    }
  }

  private func printSent(_ layout: DatasetLayout) throws {
    let rows = RowBuffer()
    try AnswerStore.existing(layout)?.replies { stored in
      rows.removeAll()
      rows.beginRow()
      rows.field("time", stored.time)
      rows.field("judge", stored.judge)
      rows.field("prompt_version", stored.prompt)
      rows.field("purpose", stored.purpose)
      rows.field("sent", stored.sent)
      rows.field("reply", stored.reply.content)
      rows.field("prompt_tokens", stored.reply.usage.promptTokens)
      rows.field("reply_tokens", stored.reply.usage.replyTokens)
      rows.field("key", stored.key)
      rows.endRow()
      Console.print(bytes: rows.contents)
    }
  }

  // MARK: Batches

  private func write(_ step: ClassificationStep, into directory: String) throws {
    let lock = try DatasetLock(step.layout)
    defer { withExtendedLifetime(lock) {} }
    let batch = try step.makeRun().writeBatch(into: directory)
    Console.print(
      "\(Amount.count(batch.requests, "request")) in \(Amount.count(batch.files.count, "file")), "
        + "about \(Amount.count(batch.tokens)) tokens of prompts")
    batch.files.forEach(Console.print)
  }

  private func read(_ step: ClassificationStep) throws {
    for file in readBatch where FileManager.default.contents(atPath: file) == nil {
      throw UsageError("\(TerminalText.line(file)) can't be read\n  --read-batch takes the result file of a batch")
    }
    let lock = try DatasetLock(step.layout)
    defer { withExtendedLifetime(lock) {} }
    let run = try step.makeRun()
    let taken = try run.readBatch(readBatch)
    common.console.say(
      "batch: \(Amount.count(taken.kept)) replies kept, \(Amount.count(taken.failed)) failed, "
        + "\(Amount.count(taken.unknown)) of no request of this dataset")
    let report = try run.run(sends: false, shouldStop: { false })
    try DatasetPublication(step.layout, limits: step.settings.extraction.reading).publish()
    ClassificationSummary(report).lines.forEach(common.console.say)
    if json { Console.print(try RunSummary.json(report)) }
    if taken.failed + taken.unknown > 0 { throw ExitCode(1) }
  }
}
