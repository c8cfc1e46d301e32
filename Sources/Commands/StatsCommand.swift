internal import ArgumentParser
internal import DatasetWriting
internal import FeedbackIndex
internal import Pipeline
internal import Records

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Print the totals of a dataset, and each category's share with its interval.",
    discussion: """
      Intervals are Wilson's at 95 %: where the share of such logs lies if these follow-ups are a sample of them. They say \
      nothing of what detection misses or mistakes; for that see `gleaner rules evaluate`.

      --by prints the rates of negative and positive feedback by model, month, language, format or topic instead, and where the \
      rate elsewhere lies outside of a group's interval. Of twenty groups one does so by chance.

      --diversity prints how varied the first requests are: how many different words a thousand have that are drawn at random, \
      and the effective number of topics, after template traffic was set aside.

      --audited estimates how much feedback there is, and how precise and complete what was found is, from the follow-ups \
      that a chat model was asked about at random; with intervals, and with how many labels that saved.
      """)

  @Argument(help: "The dataset.") var dataset: String
  @Flag(help: "Print JSON.") var json = false

  @Option(
    help: ArgumentHelp(
      "Print rates by one or more of \(RateKey.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "keys"))
  var by: String?

  @Flag(help: "Print what the random share that a chat model was asked about says of all follow-ups.") var audited =
    false
  @Flag(help: "Print how varied first requests are, by model or by the keys of --by.") var diversity = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.check()
    let keys = try by.map(Self.keys)
    let index = try FeedbackIndex.open(DatasetLayout(root: dataset), for: .reading)
    if audited {
      let printer = AuditPrinter(audit: try DatasetAudit(DatasetLayout(root: dataset)))
      if json { printer.printJSON() } else { printer.printTable() }
    } else if diversity {
      let keys = keys ?? [.model]
      let printer = DiversityPrinter(keys: keys, groups: try RequestDiversity.measure(index, by: keys))
      if json { printer.printJSON() } else { printer.printTable() }
    } else if let keys {
      let printer = RatePrinter(keys: keys, rates: try index.rates(by: keys))
      if json { printer.printJSON() } else { printer.printTable() }
    } else {
      let statistics = try index.statistics()
      if json { printJSON(statistics) } else { printTable(statistics) }
    }
    try common.console.sayWhatIsMissing(from: index)
    if let difference = try index.recipes().difference { common.console.say("note: \(difference)") }
  }

  private static func keys(_ list: String) throws -> [RateKey] {
    try FilterOptions.split([list], for: "--by").map { name in
      guard let key = RateKey(rawValue: name) else {
        let known = RateKey.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError("--by does not know `\(TerminalText.line(name))`\n  known are: \(known)")
      }
      return key
    }
  }

  private func printTable(_ statistics: DatasetStatistics) {
    Console.print(
      "\(Amount.count(statistics.archives, "archive")), \(Amount.count(statistics.conversations, "conversation")), "
        + "\(Amount.count(statistics.messages, "message")), \(Amount.count(statistics.followUps, "follow-up")); "
        + "\(Amount.count(statistics.feedback)) carry feedback, "
        + "in \(Amount.count(statistics.conversationsWithFeedback, "conversation"))"
    )
    Console.print("")
    var table = TextTable([
      .init(title: "category"), .init(title: "count", alignment: .right),
      .init(title: "of follow-ups", alignment: .right),
      .init(title: "95 % interval (Wilson)", alignment: .right),
    ])
    for share in statistics.categories {
      table.add([
        share.category.rawValue, Amount.count(share.count), Amount.percent(share.share),
        "\(Amount.percent(share.interval.lower)) – \(Amount.percent(share.interval.upper))",
      ])
    }
    table.lines.forEach(Console.print)
  }

  private func printJSON(_ statistics: DatasetStatistics) {
    let rows = RowBuffer()
    for share in statistics.categories {
      rows.beginRow()
      rows.field("category", share.category.rawValue)
      rows.field("count", share.count)
      rows.field("follow_ups", statistics.followUps)
      rows.field("share", probability: share.share)
      rows.field("lower", probability: share.interval.lower)
      rows.field("upper", probability: share.interval.upper)
      rows.field("interval", "wilson 95 %")
      rows.endRow()
    }
    Console.print(bytes: rows.contents)
  }
}
