internal import ArgumentParser
internal import DatasetWriting
internal import Foundation
internal import Pipeline
internal import Settings

/// The second stage as a command runs it: asks, brings the dataset up to the verdicts, and tells the outcome.
struct ClassificationStep {
  let layout: DatasetLayout
  let judge: JudgeSettings
  let settings: Settings
  let console: Console

  /// Asks within the budget. The dataset must be there.
  ///
  /// - Throws: What stops it before it begins; `ExitCode` 3 where the server did, 130 or 3 where it was interrupted.
  func run() throws -> ClassificationReport {
    let lock = try DatasetLock(layout)
    defer { withExtendedLifetime(lock) {} }
    Interruption.watch()
    let display = CountDisplay(on: console, what: "asked")
    defer { display.clear() }
    let report = try makeRun().run(progress: display.show, shouldStop: { Interruption.signal != nil })
    display.clear()
    try DatasetPublication(layout, limits: settings.extraction.reading).publish()
    ClassificationSummary(report).lines.forEach(console.say)
    return report
  }

  func plan() throws -> ClassificationPlan { try makeRun().plan() }

  func makeRun() throws -> ClassificationRun {
    try ClassificationRun(
      layout, settings: judge, limits: settings.extraction.reading,
      historyBytes: settings.integer(SettingCatalogue.historyBytes))
  }

  /// Ends as the report says.
  static func end(_ report: ClassificationReport) throws {
    try end(stoppedBy: report.stoppedBy, reason: report.stopReason, failed: report.failed)
  }

  /// - Parameters:
  ///   - stoppedBy: What ended the run early; empty where nothing did.
  ///   - failed: How many were not answered.
  static func end(stoppedBy: String, reason: String, failed: Int) throws {
    switch stoppedBy {
    case "", "budget": if failed > 0 { throw ExitCode(1) }
    case "interrupted": throw ExitCode(Interruption.signal == SIGINT ? 130 : 3)
    default:
      Console.complain("gleaner: \(reason)\n  the same command goes on")
      throw ExitCode(3)
    }
  }
}

/// What the second stage did, in a few lines.
struct ClassificationSummary {
  private let report: ClassificationReport

  init(_ report: ClassificationReport) { self.report = report }

  var lines: [String] {
    let asked = report.audited + report.uncertain
    guard asked > 0 else { return ["llm: nothing to ask of \(Amount.count(report.followUps, "follow-up"))"] }
    var lines = [
      "llm: \(Amount.count(asked, "follow-up")) to ask about (\(Amount.count(report.audited)) at random, "
        + "\(Amount.count(report.uncertain)) unsure; \(Amount.count(report.leftOut)) beyond the budget)",
      "llm: \(books)",
      "llm: \(Amount.count(report.repliesPaid)) replies paid for and \(Amount.count(report.repliesKept)) kept from before, "
        + "\(Amount.count(report.promptTokens)) + \(Amount.count(report.replyTokens)) tokens"
        + (report.cost > 0 ? ", cost \(Amount.fixed(report.cost, 4))" : ""),
    ]
    if !report.redacted.isEmpty {
      let kinds = report.redacted.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      lines.append("llm: replaced before sending: \(kinds)")
    }
    if !report.failures.isEmpty {
      let codes = report.failures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      lines.append("llm: questions without a reply: \(codes)")
    }
    if report.stoppedBy == "budget" { lines.append("llm: the budget is spent; the next run goes on") }
    return lines
  }

  private var books: String {
    let parts = report.statuses.sorted { $0.key < $1.key }.map { "\(Amount.count($0.value)) \($0.key)" }
    let rest = [(report.failed, "failed"), (report.pending, "pending")].filter { $0.0 > 0 }
      .map { "\(Amount.count($0.0)) \($0.1)" }
    return (parts + rest).joined(separator: ", ")
  }
}
