internal import ArgumentParser
internal import DatasetWriting
internal import FeedbackIndex

enum OutputFormat: String, CaseIterable {
  case table, jsonl, csv
}

struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Find feedback by type, model, language, user, time, rule or words.",
    discussion: """
      Options of different kinds must all hold; of one kind, one is enough. Tables are for reading; jsonl gives whole rows \
      with all texts; csv gives flat columns that are safe to open in a spreadsheet.

      Examples:
        gleaner query DATASET --category make_aware_with_correction --min-confidence 0.8 --limit 20
        gleaner query DATASET --text 'wrong OR mistake' --language en --format jsonl
        gleaner query DATASET --polarity negative --since 2024-05 --count
        gleaner query DATASET --group-by category,model
      """)

  @Argument(help: "The dataset.") var dataset: String
  @OptionGroup var filters: FilterOptions

  @Option(help: ArgumentHelp("table, jsonl or csv.", valueName: "format"))
  var format = "table"

  @Flag(help: "Print how many there are.")
  var count = false

  @Option(
    help: ArgumentHelp(
      "Count by these, with commas: category, polarity, model, language, user, month, day, format, archive, rule, decided_by.",
      valueName: "keys"))
  var groupBy: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.check()
    let filter = try filters.filter()
    let format: OutputFormat = try FilterOptions.value(format, for: "--format")
    let keys: [GroupKey] = try FilterOptions.split([groupBy].compactMap { $0 }, for: "--group-by").map {
      try FilterOptions.value($0, for: "--group-by")
    }
    let layout = DatasetLayout(root: dataset)
    let index = try FeedbackIndex.open(layout, for: .reading)
    try common.console.sayWhatIsMissing(from: index)
    if !keys.isEmpty {
      GroupPrinter(keys, format).print(try index.group(by: keys, filter))
    } else if count {
      Console.print(String(try index.count(filter)))
    } else {
      try HitPrinter(layout, format, common.console).print(index, filter)
    }
  }
}
