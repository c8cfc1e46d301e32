internal import FeedbackIndex
internal import Pipeline
internal import Records

/// One conversation as lines for a terminal, with the feedback marked where it stands.
struct ConversationPrinter {
  private let console: Console
  private let linesKept: Int

  /// - Parameter linesKept: The most lines of a message that carries no feedback and is not judged; 0 for all.
  init(_ console: Console, linesKept: Int) {
    self.console = console
    self.linesKept = linesKept
  }

  func lines(_ conversation: ConversationHit, _ text: ConversationText) -> [String] {
    var lines = head(of: conversation)
    if text.origin == .dataset {
      lines.append("The archive is gone or has changed: what follows is from the dataset's feedback rows.")
    }
    let feedback = Dictionary(grouping: conversation.feedback, by: \.messageIndex)
    var expected = 0
    for (place, message) in text.messages.sorted(by: { $0.key < $1.key }) {
      if place > expected { lines += ["", "  (\(place - expected) message(s) not kept)"] }
      expected = place + 1
      lines += [""] + self.lines(of: message, at: place, feedback: feedback[place] ?? [])
    }
    if text.messages.isEmpty { lines += ["", "  (no texts were kept in this dataset)"] + spans(of: conversation) }
    return lines + [""]
  }

  private func head(of conversation: ConversationHit) -> [String] {
    let origin = conversation.origin
    let facts = [
      origin.format, origin.model, origin.language, origin.timestamp, origin.user.isEmpty ? "" : "user \(origin.user)",
    ]
    let place = [
      origin.archivePath.isEmpty ? origin.archive.rawValue : origin.archivePath, origin.member, "row \(origin.row)",
    ]
    return [
      console.emphasized(
        "conversation \(TerminalText.line(origin.conversationID.isEmpty ? origin.recordID : origin.conversationID))",
        .bold)
        + "  record \(origin.recordID)",
      facts.filter { !$0.isEmpty }.map(TerminalText.line).joined(separator: " · "),
      place.filter { !$0.isEmpty }.map(TerminalText.line).joined(separator: " · "),
    ]
  }

  private func lines(of message: Message, at place: Int, feedback: [FeedbackHit]) -> [String] {
    var title = console.emphasized("[\(place)] \(message.role.rawValue)", .bold)
    for hit in feedback { title += "  " + label(hit) }
    let body = feedback.first.map { marked(message.content, $0) } ?? cut(TerminalText.block(message.content))
    return [title] + body.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
  }

  private func label(_ hit: FeedbackHit) -> String {
    let words =
      "◀ \(hit.category.rawValue)\(hit.isMixed ? " (mixed)" : "") \(Amount.fixed(hit.confidence, 2)) on [\(hit.targetIndex)]"
    let rules = hit.evidence.map(\.rawValue).filter { !$0.hasPrefix("model:") }.joined(separator: ", ")
    return console.emphasized(words, hit.polarity == .positive ? .positive : .negative)
      + console.emphasized("  \(rules)", .dim)
  }

  /// The message with the quote between « and », or in reverse video.
  private func marked(_ content: String, _ hit: FeedbackHit) -> String {
    let bytes = Array(content.utf8)
    guard hit.span.end <= bytes.count else { return TerminalText.block(content) }
    func part(_ range: Range<Int>) -> String { TerminalText.block(String(decoding: bytes[range], as: UTF8.self)) }
    let quote = part(hit.span.start..<hit.span.end)
    return part(0..<hit.span.start) + (console.hasColor ? console.emphasized(quote, .marked) : "«\(quote)»")
      + part(hit.span.end..<bytes.count)
  }

  private func cut(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard linesKept > 0, lines.count > linesKept + 1 else { return text }
    return (lines.prefix(linesKept) + ["… \(lines.count - linesKept) more lines (--lines 0 shows all)"]).joined(
      separator: "\n")
  }

  private func spans(of conversation: ConversationHit) -> [String] {
    conversation.feedback.map { "  [\($0.messageIndex)] bytes \($0.span.start)–\($0.span.end)  \(label($0))" }
  }
}
