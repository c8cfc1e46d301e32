internal import DatasetWriting
internal import FeedbackIndex
internal import Pipeline

/// Prints how varied the first requests of groups of conversations are.
struct DiversityPrinter {
  let keys: [RateKey]
  let groups: [RequestDiversity]

  func printTable() {
    var table = TextTable(
      keys.map { .init(title: $0.rawValue) } + [
        .init(title: "requests", alignment: .right), .init(title: "templated", alignment: .right),
        .init(title: "words of \(RequestDiversity.drawnWords)", alignment: .right),
        .init(title: "95 % interval", alignment: .right), .init(title: "topics", alignment: .right),
        .init(title: "95 % interval", alignment: .right),
      ])
    for group in groups {
      table.add(
        group.values.map(TerminalText.line) + [Amount.count(group.requests), Amount.count(group.templated)]
          + Self.cells(group.distinctWords) + Self.cells(group.topics))
    }
    table.lines.forEach(Console.print)
  }

  func printJSON() {
    let rows = RowBuffer()
    for group in groups {
      rows.beginRow()
      for (key, value) in zip(keys, group.values) { rows.field(named: key.rawValue, value) }
      rows.field("requests", group.requests)
      rows.field("templated", group.templated)
      // -1 stands for too few requests, so that a column has one type.
      rows.field("distinct_words", group.distinctWords.map { Int($0.value.rounded()) } ?? -1)
      rows.field("distinct_words_lower", group.distinctWords.map { Int($0.lower.rounded()) } ?? -1)
      rows.field("distinct_words_upper", group.distinctWords.map { Int($0.upper.rounded()) } ?? -1)
      rows.field("topics", group.topics.map { Int($0.value.rounded()) } ?? -1)
      rows.field("topics_lower", group.topics.map { Int($0.lower.rounded()) } ?? -1)
      rows.field("topics_upper", group.topics.map { Int($0.upper.rounded()) } ?? -1)
      rows.endRow()
    }
    Console.print(bytes: rows.contents)
  }

  private static func cells(_ estimate: RequestDiversity.Estimate?) -> [String] {
    guard let estimate else { return ["too few", ""] }
    func whole(_ value: Double) -> String { Amount.count(Int(value.rounded())) }
    return [whole(estimate.value), "\(whole(estimate.lower)) – \(whole(estimate.upper))"]
  }
}
