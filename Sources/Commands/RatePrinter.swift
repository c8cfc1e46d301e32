internal import DatasetWriting
internal import FeedbackIndex
internal import Records

/// Prints rates of feedback by groups of conversations.
struct RatePrinter {
  let keys: [RateKey]
  let rates: [FeedbackRate]

  func printTable() {
    var table = TextTable(
      keys.map { .init(title: $0.rawValue) } + [
        .init(title: "follow-ups", alignment: .right), .init(title: "negative", alignment: .right),
        .init(title: "95 % interval", alignment: .right), .init(title: "positive", alignment: .right),
        .init(title: "95 % interval", alignment: .right), .init(title: "than the rest"),
      ])
    for rate in rates {
      table.add(
        rate.values.map(TerminalText.line) + [
          Amount.count(rate.followUps), Amount.percent(Self.share(rate.negative, rate)),
          Self.text(rate.negativeInterval), Amount.percent(Self.share(rate.positive, rate)),
          Self.text(rate.positiveInterval), rate.drift?.rawValue ?? "",
        ])
    }
    table.lines.forEach(Console.print)
  }

  func printJSON() {
    let rows = RowBuffer()
    for rate in rates {
      rows.beginRow()
      for (key, value) in zip(keys, rate.values) { rows.field(named: key.rawValue, value) }
      rows.field("conversations", rate.conversations)
      rows.field("follow_ups", rate.followUps)
      rows.field("negative", rate.negative)
      rows.field("negative_share", probability: Self.share(rate.negative, rate))
      rows.field("negative_lower", probability: rate.negativeInterval.lower)
      rows.field("negative_upper", probability: rate.negativeInterval.upper)
      rows.field("positive", rate.positive)
      rows.field("positive_share", probability: Self.share(rate.positive, rate))
      rows.field("positive_lower", probability: rate.positiveInterval.lower)
      rows.field("positive_upper", probability: rate.positiveInterval.upper)
      rows.field("negative_than_the_rest", rate.drift?.rawValue ?? "")
      rows.endRow()
    }
    Console.print(bytes: rows.contents)
  }

  private static func share(_ count: Int, _ rate: FeedbackRate) -> Double {
    rate.followUps == 0 ? 0 : Double(count) / Double(rate.followUps)
  }

  private static func text(_ interval: WilsonInterval) -> String {
    "\(Amount.percent(interval.lower)) – \(Amount.percent(interval.upper))"
  }
}
