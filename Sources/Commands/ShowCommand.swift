internal import ArgumentParser
internal import DatasetWriting
internal import FeedbackIndex
internal import Pipeline
internal import Records

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print one conversation with its feedback marked in place.",
    discussion: """
      ID is a feedback_id or a record_id as `gleaner query` prints them, a pair_id as `gleaner pairs --list` prints them, or \
      the source's own conversation_id. The messages come from the archive, where it is still there, else from the dataset's \
      rows. Of a pair, both answers are shown, and then the conversation that it comes from.
      """)

  @Argument(help: "The dataset.") var dataset: String
  @Argument(help: "A feedback_id, record_id, pair_id or conversation_id.") var id: String

  @Option(
    help: ArgumentHelp("Cut messages without feedback after this many lines; 0 for all. Default: 12.", valueName: "n"))
  var lines = 12

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.check()
    if lines < 0 { throw UsageError("--lines expects a number from 0, not \(lines)") }
    if id.isEmpty { throw UsageError("the id is empty\n  ids are printed by: gleaner query \(dataset)") }
    let layout = DatasetLayout(root: dataset)
    let index = try FeedbackIndex.open(layout, for: .reading)
    try common.console.sayWhatIsMissing(from: index)
    let pair = try TrainingRows.pair(id, in: layout)
    if let pair { PairPrinter().lines(of: pair, common.console, keeping: lines).forEach(Console.print) }
    let found = try index.conversations(matching: pair?.source.recordID ?? id)
    if found.isEmpty {
      throw UsageError(
        "no conversation in \(dataset) has the id `\(TerminalText.line(id))`\n  ids are printed by: gleaner query \(dataset)"
      )
    }
    let fetcher = ConversationFetcher(layout)
    for conversation in found {
      let text = try fetcher.text(of: conversation)
      ConversationPrinter(common.console, linesKept: lines).lines(conversation, text).forEach(Console.print)
    }
    if found.count > 1 { common.console.say("\(found.count) conversations have this id; a record_id names one") }
  }
}
