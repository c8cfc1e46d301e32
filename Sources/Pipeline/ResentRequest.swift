internal import DatasetWriting
internal import FeedbackDetection
internal import FeedbackIndex
internal import Records

/// A first request that its user sent again as another conversation: one row of the table `reformulations`.
struct ResentRequest {
  let step: SessionStep
  /// The requests, as UTF-8.
  let later: [UInt8]
  let earlier: [UInt8]
  let relation: Relation
  let similarity: Double

  var reformulationID: String { "\(step.later.origin.recordID)-across" }

  func write(to rows: RowBuffer, answers: FirstAnswers) {
    let (origin, previous) = (step.later.origin, step.earlier.origin)
    let change = later.withUnsafeBytes { later in
      earlier.withUnsafeBytes { earlier in TextChange(later: later, earlier: earlier) }
    }
    rows.beginRow()
    rows.field("record_id", origin.recordID)
    rows.field("conversation_id", origin.conversationID)
    rows.field("archive", origin.archive.rawValue)
    rows.field("member", origin.member)
    rows.field("row", origin.row)
    rows.field("format", origin.format)
    rows.field("model", origin.model)
    rows.field("language", origin.language)
    rows.field("timestamp", origin.timestamp)
    rows.field("user", origin.user)
    rows.field("reformulation_id", reformulationID)
    rows.field("previous_record_id", previous.recordID)
    rows.field("turn", 0)
    rows.field("message_index", 0)
    rows.field("previous_index", 0)
    rows.field("relation", relation.rawValue)
    rows.field("probability", probability: similarity)
    rows.field("similarity", probability: similarity)
    rows.field("across_conversations", true)
    rows.field("changed_start", change.changed.start)
    rows.field("changed_end", change.changed.end)
    rows.field("replaced_start", change.replaced.start)
    rows.field("replaced_end", change.replaced.end)
    earlier.withUnsafeBytes { rows.field("previous", $0) }
    rows.field("response", answers.answer(in: previous.recordID))
    later.withUnsafeBytes { rows.field("message", $0) }
    rows.field("next_response", answers.answer(in: origin.recordID))
    rows.endRow()
  }
}
