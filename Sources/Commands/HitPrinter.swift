internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import Records

/// Prints feedback.
struct HitPrinter {
  private let layout: DatasetLayout
  private let format: OutputFormat
  private let console: Console

  init(_ layout: DatasetLayout, _ format: OutputFormat, _ console: Console) {
    self.layout = layout
    self.format = format
    self.console = console
  }

  func print(_ index: FeedbackIndex, _ filter: FeedbackFilter) throws {
    switch format {
    case .table: try printTable(index, filter)
    case .jsonl: try printRows(index, filter)
    case .csv: try printValues(index, filter)
    }
  }

  // MARK: A table

  /// As many as a screen holds, unless a limit says otherwise.
  private static let tableLimit = 50

  private func printTable(_ index: FeedbackIndex, _ filter: FeedbackFilter) throws {
    var filter = filter
    let isCut = filter.limit == nil
    filter.limit = filter.limit ?? Self.tableLimit
    let wordColumns = max(30, TerminalSize.columns - 83)
    var table = TextTable([
      .init(title: "feedback_id"), .init(title: "category"), .init(title: "conf", alignment: .right),
      .init(title: "lang"),
      .init(title: "quote", most: wordColumns),
    ])
    let hits = try index.hits(filter)
    for hit in hits {
      table.add([
        hit.feedbackID, hit.category.rawValue + (hit.isMixed ? " ±" : ""), Amount.fixed(hit.confidence, 2),
        hit.origin.language, hit.quote.isEmpty ? "bytes \(hit.span.start)–\(hit.span.end)" : hit.quote,
      ])
    }
    table.lines.forEach(Console.print)
    let total = try index.count(filter)
    if total > hits.count {
      let more = isCut && total > hits.count + filter.offset ? "; --limit N for more" : ""
      console.say("\(Amount.count(hits.count)) of \(Amount.count(total))\(more)")
    }
  }

  // MARK: Whole rows

  private func printRows(_ index: FeedbackIndex, _ filter: FeedbackFilter) throws {
    let rows = FullRows(layout)
    try index.forEachHit(filter) { hit in
      try rows.withRow(at: hit.place) { Console.print(bytes: $0) }
      Console.print("")
    }
  }

  // MARK: Values for a spreadsheet

  private static let columns = [
    "feedback_id", "record_id", "conversation_id", "archive", "archive_path", "member", "row", "format", "model",
    "language",
    "timestamp", "user", "turn", "message_index", "target_index", "category", "polarity", "mixed", "confidence",
    "quote",
    "span_start", "span_end", "decided_by", "evidence", "said",
  ]

  private func printValues(_ index: FeedbackIndex, _ filter: FeedbackFilter) throws {
    Console.print(Self.columns.joined(separator: ","))
    try index.forEachHit(filter) { Console.print(Self.values(of: $0).joined(separator: ",")) }
  }

  private static func values(of hit: FeedbackHit) -> [String] {
    let origin = hit.origin
    return [
      CommaSeparated.text(hit.feedbackID), CommaSeparated.text(origin.recordID),
      CommaSeparated.text(origin.conversationID), CommaSeparated.text(origin.archive.rawValue),
      CommaSeparated.text(origin.archivePath), CommaSeparated.text(origin.member), CommaSeparated.number(origin.row),
      CommaSeparated.text(origin.format), CommaSeparated.text(origin.model), CommaSeparated.text(origin.language),
      CommaSeparated.text(origin.timestamp), CommaSeparated.text(origin.user), CommaSeparated.number(hit.turn),
      CommaSeparated.number(hit.messageIndex), CommaSeparated.number(hit.targetIndex),
      CommaSeparated.text(hit.category.rawValue), CommaSeparated.text(hit.polarity.rawValue), String(hit.isMixed),
      Amount.fixed(hit.confidence, 4), CommaSeparated.text(hit.quote), CommaSeparated.number(hit.span.start),
      CommaSeparated.number(hit.span.end), CommaSeparated.text(hit.decidedBy),
      CommaSeparated.text(hit.evidence.map(\.rawValue).joined(separator: " ")), CommaSeparated.text(hit.said),
    ]
  }
}

/// Prints counts by groups.
struct GroupPrinter {
  private let keys: [GroupKey]
  private let format: OutputFormat

  init(_ keys: [GroupKey], _ format: OutputFormat) {
    self.keys = keys
    self.format = format
  }

  func print(_ groups: [FeedbackGroup]) {
    switch format {
    case .table:
      var table = TextTable(
        keys.map { .init(title: $0.rawValue, most: 60) }
          + [.init(title: "feedback", alignment: .right), .init(title: "conversations", alignment: .right)])
      for group in groups { table.add(group.values + [Amount.count(group.count), Amount.count(group.conversations)]) }
      table.lines.forEach(Console.print)
    case .csv:
      Console.print((keys.map(\.rawValue) + ["feedback", "conversations"]).joined(separator: ","))
      for group in groups {
        let values = group.values.map(CommaSeparated.text) + [String(group.count), String(group.conversations)]
        Console.print(values.joined(separator: ","))
      }
    case .jsonl:
      let rows = RowBuffer()
      for group in groups {
        rows.beginRow()
        for (key, value) in zip(keys, group.values) { rows.field(named: key.rawValue, value) }
        rows.field("feedback", group.count)
        rows.field("conversations", group.conversations)
        rows.endRow()
      }
      Console.print(bytes: rows.contents)
    }
  }
}

/// How wide the terminal is.
enum TerminalSize {
  /// The columns of standard output's terminal; else what `COLUMNS` says; else 120.
  static var columns: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init) ?? 120
  }
}
