internal import DatasetWriting
internal import FeedbackDetection
internal import Records
internal import TranscriptParsing

/// What a record with several conversations tells beside them: which answers are better, and which requests were edited.
struct RecordPaths {
  private let parser: TranscriptParser
  private let origin: RecordOrigin
  private let language: String
  private let withoutText: Bool

  /// So many answers of a comparison are written; a tree may hold thousands.
  private static let mostAnswers = 64

  init(_ parser: TranscriptParser, origin: RecordOrigin, language: String, withoutText: Bool) {
    self.parser = parser
    self.origin = origin
    self.language = language
    self.withoutText = withoutText
  }

  private func origin(ofPath path: Int) -> RecordOrigin {
    var origin = origin
    origin.path = path
    return origin
  }

  // MARK: Comparisons

  /// One row of the table `comparisons`.
  func write(_ comparison: Comparison, number: Int, to rows: RowBuffer, _ shared: RowBuffer) {
    let view = parser.select(path: comparison.path)
    let labels = ConversationLabels(view, origin: origin(ofPath: comparison.path), language: language, in: shared)
    let answers = comparison.answers.prefix(Self.mostAnswers)
    rows.beginRow()
    labels.write(to: rows, seconds: view.seconds(ofMessage: max(0, comparison.promptMessages - 1)))
    rows.field("comparison_id", "\(origin.stem)-\(comparison.origin.rawValue)-\(number)")
    rows.field("origin", comparison.origin.rawValue)
    rows.field("status", comparison.obstacle?.rawValue ?? Self.usable)
    rows.field("prompt_index", comparison.promptMessages)
    rows.messages("prompt") {
      for message in withoutText ? [] : view.messages[..<comparison.promptMessages] {
        rows.message(role: message.role.rawValue, content: message.content)
      }
    }
    rows.field("answers", list: answers.map(text))
    rows.field("ranks", list: answers.map { $0.rank.map(String.init) ?? "" })
    rows.field("answer_records", list: answers.map { origin(ofPath: $0.path).recordID })
    rows.field("toxic", view.toxicity)
    rows.endRow()
  }

  static let usable = "usable"

  /// The answer; of whole conversations that were voted on, all turns of it would be no answer, so that it is empty.
  private func text(_ answer: ComparedAnswer) -> String {
    guard !withoutText, answer.messages.count == 1, let place = answer.messages.first else { return "" }
    return String(decoding: parser.select(path: answer.path).messages[place].content, as: UTF8.self)
  }

  // MARK: Edited requests

  /// One row of the table `reformulations`, where both requests ask for the same.
  func write(_ edit: EditedRequest, _ comparison: RequestComparison, to rows: RowBuffer, _ shared: RowBuffer) {
    let (later, earlier) = (parser.select(path: edit.later.path), parser.select(path: edit.earlier.path))
    let (message, previous) = (
      later.messages[edit.later.message].content, earlier.messages[edit.earlier.message].content
    )
    guard let (relation, similarity) = comparison.relation(of: message, to: previous) else { return }
    let change = TextChange(later: message, earlier: previous)
    let labels = ConversationLabels(later, origin: origin(ofPath: edit.later.path), language: language, in: shared)
    rows.beginRow()
    labels.write(to: rows, seconds: later.seconds(ofMessage: edit.later.message))
    rows.field("reformulation_id", "\(labels.recordID)-\(edit.later.message)-edit")
    rows.field("previous_record_id", origin(ofPath: edit.earlier.path).recordID)
    rows.field("turn", 0)
    rows.field("message_index", edit.later.message)
    rows.field("previous_index", edit.earlier.message)
    rows.field("relation", relation.rawValue)
    rows.field("probability", probability: similarity)
    rows.field("similarity", probability: similarity)
    rows.field("across_conversations", true)
    rows.field("changed_start", change.changed.start)
    rows.field("changed_end", change.changed.end)
    rows.field("replaced_start", change.replaced.start)
    rows.field("replaced_end", change.replaced.end)
    rows.field("previous", text(previous))
    rows.field("response", text(earlier.answer(toMessage: edit.earlier.message)))
    rows.field("message", text(message))
    rows.field("next_response", text(later.answer(toMessage: edit.later.message)))
    rows.endRow()
  }

  private func text(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    withoutText ? UnsafeRawBufferPointer(start: nil, count: 0) : bytes
  }
}
