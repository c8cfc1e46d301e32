internal import ArgumentParser
internal import DatasetWriting
internal import Foundation
internal import Pipeline
internal import Records
internal import TrainingExport

struct PairsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pairs",
    abstract: "Count the preference pairs of a dataset, or write them as training data.",
    discussion: """
      Without --out it prints how many pairs there are, where they come from, and what became of the other candidates. With \
      --out it writes a directory that `datasets`, TRL, DuckDB and pyarrow read as it is, with a card, Croissant metadata and \
      a report of what changed since the last export. No user is in two splits, and nor are prompts that are nearly the same.

      Shapes: preference (prompt, chosen, rejected: DPO and reward models), unpaired (prompt, completion, label: KTO), \
      sft (messages), icai (text_a, text_b, preferred_text: Inverse Constitutional AI).

      Examples:
        gleaner pairs DATASET
        gleaner pairs DATASET --out pairs/
        gleaner pairs DATASET --scope everyone --min-confidence 0.3 --format parquet --out pairs/
        gleaner pairs DATASET --shape unpaired --balance --out kto/
      """)

  @Argument(help: "The dataset.") var dataset: String
  @Option(help: ArgumentHelp("Write into this directory: a new or empty one, or an earlier export.", valueName: "dir"))
  var out: String?
  @Option(help: ArgumentHelp("preference, unpaired, sft or icai.", valueName: "shape")) var shape = "preference"
  @Option(
    help: ArgumentHelp(
      "\(ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")). Default: jsonl.zst, and csv for icai.",
      valueName: "format"))
  var format: String?
  @OptionGroup(title: "What to write") var filters: PairFilterOptions
  @OptionGroup(title: "How to write it") var writing: ExportOptions
  @Flag(help: "Print ids, origins and margins of the pairs, one a line.") var list = false
  @Flag(help: "Print the counts as JSON.") var json = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.check()
    let layout = DatasetLayout(root: dataset)
    guard layout.exists else { throw DatasetError(.missing, path: dataset) }
    if try DatasetFiles.built(.pairs, in: layout) == nil {
      throw UsageError("the pairs of \(dataset) were not made yet\n  make them with: gleaner index \(dataset)")
    }
    let filter = try filters.filter()
    let shape: ExportShape = try FilterOptions.value(shape, for: "--shape")
    var settings = ExportSettings(shape: shape, format: try format.map { try FilterOptions.value($0, for: "--format") })
    try writing.apply(to: &settings)
    let rows = TrainingRows(layout, shape: shape, filter: filter, options: try writing.rows(for: shape))
    if let out, layout.contains(out) {
      throw UsageError("--out \(TerminalText.line(out)) lies in the dataset\n  name a directory outside of it")
    }
    if let out { return try export(rows, settings, filter, to: out, layout) }
    if list { return try PairPrinter().printList(rows, filter) }
    let counts = try PairCounts(layout, filter)
    if json { Console.print(try RunSummary.json(counts)) } else { PairPrinter().print(counts) }
  }

  private func export(
    _ rows: TrainingRows, _ settings: ExportSettings, _ filter: PairFilter, to directory: String,
    _ layout: DatasetLayout
  ) throws {
    let description = try writing.description(of: layout, filter.words + writing.words)
    let report = try TrainingExporter(settings: settings, description: description)
      .export(rows, to: directory, replacesChanges: writing.replace)
    let summary = report.summary
    let splits = summary.settings.splits.map { "\($0.name) \(Amount.count(summary.splits[$0.name] ?? 0))" }
    common.console.say(
      "wrote \(Amount.count(summary.rows, "row")) (\(splits.joined(separator: ", "))) to \(TerminalText.line(directory))"
    )
    let kinds = summary.kinds.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \(Amount.count($0.value))" }
    common.console.say("  \(kinds.joined(separator: ", "))")
    let leftOut = summary.leftOut.sorted { $0.key < $1.key }.map { "\($0.key) \(Amount.count($0.value))" }
    if !leftOut.isEmpty { common.console.say("  left out: \(leftOut.joined(separator: ", "))") }
    for warning in report.warnings { common.console.say("  note: \(warning)") }
  }
}
