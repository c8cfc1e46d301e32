internal import ArgumentParser
internal import DatasetWriting
internal import FeedbackRules
internal import Foundation
internal import Pipeline
internal import Settings

/// Flags made a plan, the plan run, and the outcome told.
struct Extraction {
  private let options: ExtractionOptions
  private let buildsIndex: Bool
  private var console: Console { options.common.console }

  init(_ options: ExtractionOptions, buildsIndex: Bool) {
    self.options = options
    self.buildsIndex = buildsIndex
  }

  func run() throws {
    let settings = try options.settings()
    let rules = try RuleSet.load(directory: try RuleDirectory.path(for: settings))
    let setup = try ModelLocation.setup(rules: rules, settings)
    if let note = ModelLocation.note(on: setup, settings) { console.say(note) }
    // What is wrong with the second stage is said before the first begins.
    let judge =
      try buildsIndex && JudgeLocation.isNamed(settings)
      ? JudgeLocation.judge(settings, allowsOpenText: false, threshold: setup.threshold) : nil
    let rewriting =
      try judge != nil && settings.truth(SettingCatalogue.rewrites)
      ? JudgeLocation.rewriting(settings, allowsOpenText: false) : nil
    let run = GleanerRun(
      inputs: options.inputs, into: DatasetLayout(root: options.into), setup: setup, settings: settings.extraction,
      workers: settings.workerCount, buildsIndex: buildsIndex)
    let progress = RunProgress()
    let display = ProgressDisplay(progress, on: console)
    Interruption.watch()
    display.start()
    defer { display.stop() }
    let report = try run.run(progress: progress, shouldStop: { Interruption.signal != nil })
    display.stop()
    try tell(report)
    if let judge, report.isComplete, !report.archives.isEmpty {
      let step = ClassificationStep(
        layout: DatasetLayout(root: options.into), judge: judge, settings: settings, console: console)
      let classified = try step.run()
      if classified.stoppedBy != "" || classified.failed > 0 { try ClassificationStep.end(classified) }
      if let rewriting {
        let rewrites = RewriteStep(
          layout: DatasetLayout(root: options.into), rewriting: rewriting, settings: settings, console: console)
        try rewrites.end(try rewrites.run())
      }
    }
    try end(report)
  }

  private func tell(_ report: RunReport) throws {
    let summary = RunSummary(report, dataset: options.into)
    summary.problems.forEach { Console.complain($0) }
    summary.lines.forEach(console.say)
    if options.json { Console.print(try RunSummary.json(report)) }
  }

  private func end(_ report: RunReport) throws {
    if let signal = Interruption.signal, !report.isComplete {
      console.say("Interrupted; run the same command again to go on.")
      throw ExitCode(signal == SIGINT ? 130 : 3)
    }
    if report.archives.isEmpty {
      Console.complain("gleaner: no archive was found in what was named")
      throw ExitCode(2)
    }
    if report.hasFailures || report.hasReadNothing { throw ExitCode(1) }
  }
}
