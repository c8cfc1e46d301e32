internal import DatasetWriting
internal import FeedbackClassification
internal import FeedbackDetection
internal import Records
internal import TranscriptParsing

/// One row of the table `reformulations`.
struct ReformulationRow {
  private let reading: FollowUpReading
  private let relation: Relation
  private let opinion: ModelOpinion
  private let previous: Int
  private let view: ConversationView
  private let labels: ConversationLabels
  private let withoutText: Bool

  init(
    _ reading: FollowUpReading, _ relation: Relation, _ opinion: ModelOpinion, previous: Int, of view: ConversationView,
    labels: ConversationLabels, withoutText: Bool
  ) {
    self.reading = reading
    self.relation = relation
    self.opinion = opinion
    self.previous = previous
    self.view = view
    self.labels = labels
    self.withoutText = withoutText
  }

  func write(to rows: RowBuffer) {
    let (later, earlier) = (view.messages[reading.message].content, view.messages[previous].content)
    let change = TextChange(later: later, earlier: earlier)
    rows.beginRow()
    labels.write(to: rows, seconds: view.seconds(ofMessage: reading.message))
    rows.field("reformulation_id", "\(labels.recordID)-\(reading.message)")
    rows.field("previous_record_id", labels.recordID)
    rows.field("turn", reading.turn)
    rows.field("message_index", reading.message)
    rows.field("previous_index", previous)
    rows.field("relation", relation.rawValue)
    rows.field("probability", probability: Double(opinion.reformulation))
    rows.field("similarity", probability: Double(reading.similarity))
    rows.field("across_conversations", false)
    rows.field("changed_start", change.changed.start)
    rows.field("changed_end", change.changed.end)
    rows.field("replaced_start", change.replaced.start)
    rows.field("replaced_end", change.replaced.end)
    rows.field("previous", text(earlier))
    rows.field("response", text(view.messages[reading.target].content))
    rows.field("message", text(later))
    rows.field("next_response", text(view.answer(toMessage: reading.message)))
    rows.endRow()
  }

  private func text(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    withoutText ? UnsafeRawBufferPointer(start: nil, count: 0) : bytes
  }
}
