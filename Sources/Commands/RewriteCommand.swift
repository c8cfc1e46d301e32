internal import ArgumentParser
internal import DatasetWriting
internal import Foundation
internal import Pipeline
internal import Settings

struct RewriteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rewrite",
    abstract: "Have a chat model write the answers that users wanted, and judge them.",
    discussion: """
      For feedback that says what was wrong or wanted, the model is asked what the user wants, writes the answer anew, and \
      compares both in both orders: is it done, and is anything lost? What is better in both becomes a pair of origin \
      rewrite. The server, the model and the budget are those of `gleaner classify` (llm_url, llm_model, llm_requests and \
      more). Replies are kept as they come: a run that ended early goes on where it was.

      Examples:
        gleaner rewrite DATASET --dry-run
        gleaner rewrite DATASET --requests 400
        gleaner pairs DATASET --origin rewrite --out pairs/
      """)

  @Argument(help: "The dataset.") var dataset: String
  @Flag(help: "Say what would be attempted and what that would take; send nothing.") var dryRun = false
  @Flag(help: "Send texts as they are, personal data too, whatever machine the server is.") var noRedact = false
  @Option(help: ArgumentHelp("How many requests this run may send.", valueName: "n")) var requests: String?
  @Option(help: ArgumentHelp("How many tokens this run may take.", valueName: "n")) var tokens: String?
  @Option(help: ArgumentHelp("How much money this run may take.", valueName: "amount")) var cost: String?
  @Flag(help: "Print the report as JSON on standard output.") var json = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    let given = ["llm_requests": requests, "llm_tokens": tokens, "llm_cost": cost].compactMapValues { $0 }
    let settings = try common.settings(flags: given)
    let layout = DatasetLayout(root: dataset)
    guard layout.exists else { throw DatasetError(.missing, path: dataset) }
    let rewriting = try JudgeLocation.rewriting(settings, allowsOpenText: noRedact)
    let step = RewriteStep(layout: layout, rewriting: rewriting, settings: settings, console: common.console)
    if dryRun { return tell(try RewriteRun(layout, settings: rewriting).plan()) }
    let report = try step.run()
    if json { Console.print(try RunSummary.json(report)) }
    try step.end(report)
  }

  private func tell(_ plan: RewriteReport) {
    Console.print(
      "\(Amount.count(plan.eligible, "request")) that another answer could be written for, \(Amount.count(plan.doneBefore)) "
        + "done before; to attempt: \(Amount.count(plan.planned)); beyond the budget: \(Amount.count(plan.leftOut))")
    Console.print(
      "each takes 4 requests: the intent, the answer, and the judgement in both orders; one with candidates as many as they "
        + "are and 2 more; beside these a repair for each reply that can't be used")
  }
}

/// The rewriting of answers as a command runs it: asks, brings the dataset up to what came of it, and tells the outcome.
struct RewriteStep {
  let layout: DatasetLayout
  let rewriting: RewriteSettings
  let settings: Settings
  let console: Console

  /// Asks within the budget. The dataset must be there.
  func run() throws -> RewriteReport {
    let lock = try DatasetLock(layout)
    defer { withExtendedLifetime(lock) {} }
    Interruption.watch()
    let display = CountDisplay(on: console, what: "rewritten")
    defer { display.clear() }
    let report = try RewriteRun(layout, settings: rewriting)
      .run(progress: display.show, shouldStop: { Interruption.signal != nil })
    display.clear()
    try DatasetPublication(layout, limits: settings.extraction.reading).publish()
    lines(report).forEach(console.say)
    return report
  }

  /// Ends as the report says.
  func end(_ report: RewriteReport) throws {
    try ClassificationStep.end(
      stoppedBy: report.stoppedBy, reason: report.stopReason, failed: report.failed)
  }

  private func lines(_ report: RewriteReport) -> [String] {
    if report.planned == 0, report.leftOut > 0 {
      return [
        "rewrites: the budget is enough for no attempt, which takes 4 requests; \(Amount.count(report.leftOut)) wait"
      ]
    }
    guard report.planned > 0 else { return ["rewrites: nothing to do of \(Amount.count(report.eligible, "request"))"] }
    let parts = report.statuses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\(Amount.count($0.value)) \($0.key)" }
    let rest = [(report.failed, "failed"), (report.pending, "pending")].filter { $0.0 > 0 }
      .map { "\(Amount.count($0.0)) \($0.1)" }
    var lines = [
      "rewrites: of \(Amount.count(report.planned, "attempt")): \((parts + rest).joined(separator: ", "))",
      "rewrites: \(Amount.count(report.repliesPaid)) replies paid for and \(Amount.count(report.repliesKept)) kept from "
        + "before, \(Amount.count(report.promptTokens)) + \(Amount.count(report.replyTokens)) tokens"
        + (report.cost > 0 ? ", cost \(Amount.fixed(report.cost, 4))" : ""),
    ]
    if report.judged > 0 {
      lines.append(
        "rewrites: \(Amount.percent(report.consistent)) of judgements are the same in both orders, "
          + "\(Amount.percent(report.forFirst)) for the answer shown first"
          + (report.longerChosen >= 0 ? ", \(Amount.percent(report.longerChosen)) for the longer one" : ""))
    }
    if report.stoppedBy == "budget" { lines.append("rewrites: the budget is spent; the next run goes on") }
    return lines
  }
}
