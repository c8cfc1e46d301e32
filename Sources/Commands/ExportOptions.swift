internal import ArgumentParser
internal import DatasetWriting
internal import Foundation
internal import Pipeline
internal import TrainingExport

/// How `gleaner pairs` writes an export.
struct ExportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The splits and their shares. Default: train=0.95,test=0.05.", valueName: "name=share,…"))
  var splits: String?
  @Option(help: ArgumentHelp("Another number gives other splits.", valueName: "n")) var seed = 0
  @Option(help: ArgumentHelp("Rows of nearly the same prompt that are kept; 0 for all.", valueName: "n"))
  var perPrompt = 5
  @Option(help: ArgumentHelp("Rows are cut into files of about this many bytes.", valueName: "bytes"))
  var shardBytes = 256 << 20
  @Flag(help: "Put what is known of the user before the prompt, as a system message.") var personas = false
  @Flag(help: "Write ids, places, labels and numbers, and no texts.") var withoutText = false
  @Flag(help: "unpaired: as many wanted as unwanted answers.") var balance = false
  @Flag(help: "unpaired: questions back and repeated requests make an answer unwanted too.") var allNegative = false
  @Flag(help: "sft: show accepted answers behind the failed answer and the feedback too.") var hindsight = false
  @Flag(help: "csv: put an apostrophe before cells that a spreadsheet would take for a formula; changes texts.")
  var csvSafe = false
  @Option(
    help: ArgumentHelp(
      "What the logs are and under which licence, for the card; several by repeating.", valueName: "name=licence"))
  var source: [String] = []
  @Option(help: ArgumentHelp("The title of the card.", valueName: "text")) var title: String?
  @Option(help: ArgumentHelp("The date of the card. Default: today.", valueName: "yyyy-mm-dd")) var date: String?
  @Flag(help: "Write over files of an earlier export that were changed since.") var replace = false

  /// - Throws: `UsageError`.
  func apply(to settings: inout ExportSettings) throws {
    if let splits { settings.splits = try Self.splits(splits) }
    settings.seed = seed
    if perPrompt < 0 { throw UsageError("--per-prompt expects a number from 0, not \(perPrompt)") }
    settings.rowsPerPrompt = perPrompt == 0 ? nil : perPrompt
    settings.shardBytes = shardBytes
    (settings.personaInPrompt, settings.withoutText) = (personas, withoutText)
    settings.escapesFormulas = csvSafe
  }

  /// - Throws: `UsageError` for a flag that is not of the shape.
  func rows(for shape: ExportShape) throws -> TrainingRows.Options {
    let wrong =
      [(balance, "--balance", ExportShape.unpaired), (allNegative, "--all-negative", .unpaired)]
      + [(hindsight, "--hindsight", ExportShape.sft)]
    for (isSet, name, needed) in wrong where isSet && shape != needed {
      throw UsageError("\(name) is for --shape \(needed.rawValue)")
    }
    var options = TrainingRows.Options()
    (options.balances, options.allNegative, options.addsHindsight) = (balance, allNegative, hindsight)
    return options
  }

  /// What was set beside the filters, for the card.
  var words: [String] {
    [(balance, "balanced labels"), (allNegative, "all negative categories"), (hindsight, "with hindsight")]
      .filter(\.0).map(\.1)
  }

  func description(of layout: DatasetLayout, _ filters: [String]) throws -> ExportDescription {
    let name = URL(fileURLWithPath: layout.root).lastPathComponent
    var description = ExportDescription(
      title: title ?? "Training data mined from \(name)", date: date ?? String(Date().ISO8601Format().prefix(10)))
    description.filters = filters
    description.sources = try source.map(Self.source)
    description.versions =
      [.init(name: "gleaner", version: Gleaner.version)]
      + (try PairCounts.versions(layout))
      .map { .init(name: $0.name, version: $0.version) }
    return description
  }

  private static func source(_ text: String) throws -> ExportDescription.Source {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw UsageError(
        "--source expects name=licence, not `\(TerminalText.line(text))`\n  for instance WildChat=ODC-BY-1.0")
    }
    return ExportDescription.Source(name: parts[0], licence: parts[1])
  }

  private static func splits(_ text: String) throws -> [ExportSplit] {
    try FilterOptions.split([text], for: "--splits").map { part in
      let parts = part.split(separator: "=").map(String.init)
      guard parts.count == 2, let share = Double(parts[1]) else {
        throw UsageError(
          "--splits expects name=share, not `\(TerminalText.line(part))`\n  for instance train=0.9,test=0.1")
      }
      return ExportSplit(parts[0], share)
    }
  }
}
