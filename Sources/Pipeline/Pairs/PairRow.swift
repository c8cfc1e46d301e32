internal import DatasetWriting
internal import Records

/// One row of the table `pairs`.
struct PairRow {
  let pair: PreferencePair

  func write(to rows: RowBuffer) {
    rows.beginRow()
    pair.source.writeProvenance(to: rows)
    rows.field("pair_id", pair.id)
    rows.field("origin", pair.origin.rawValue)
    rows.field("message_index", pair.source.messageIndex)
    rows.field("target_index", pair.source.targetIndex)
    rows.messages("prompt", pair.prompt)
    rows.field("chosen", pair.chosen)
    rows.field("rejected", pair.rejected)
    rows.field("margin", probability: pair.margin)
    rows.field("score_chosen", probability: pair.chosenScore)
    rows.field("score_rejected", probability: pair.rejectedScore)
    rows.field("soft_target", probability: pair.softTarget)
    rows.field("confidence", probability: pair.confidence)
    rows.field("feedback_in_prompt", pair.feedbackInPrompt)
    rows.field("uses_new_information", pair.usesNewInformation)
    rows.field("scope", pair.scope.rawValue)
    rows.field("scope_confidence", probability: pair.scopeConfidence)
    rows.field("act", pair.act?.rawValue ?? "")
    rows.field("category", pair.category?.rawValue ?? "")
    rows.field("feedback", pair.feedback)
    rows.field("rounds", pair.rounds)
    rows.field("persona", pair.persona)
    rows.field("sources", list: pair.source.ids)
    rows.endRow()
  }

  /// The columns that `init` reads, in this order.
  static let columns = [
    "record_id", "conversation_id", "archive", "member", "row", "format", "model", "language", "timestamp", "user",
    "pair_id", "origin", "message_index", "target_index", "prompt", "chosen", "rejected", "margin", "score_chosen",
    "score_rejected", "soft_target", "confidence", "feedback_in_prompt", "uses_new_information", "scope",
    "scope_confidence", "act", "category", "feedback", "rounds", "persona", "sources",
  ]

  init(_ pair: PreferencePair) { self.pair = pair }

  /// nil where an origin or a scope is none that is known.
  init?(_ columns: ColumnReader) {
    guard let origin = PairOrigin(rawValue: columns.text(11)), let scope = FeedbackScope(rawValue: columns.text(24))
    else { return nil }
    var pair = PreferencePair()
    pair.source = PairSource(columns)
    (pair.id, pair.origin) = (columns.text(10), origin)
    (pair.source.messageIndex, pair.source.targetIndex) = (columns.integer(12), columns.integer(13))
    (pair.prompt, pair.chosen, pair.rejected) = (columns.messages(14), columns.text(15), columns.text(16))
    (pair.margin, pair.chosenScore, pair.rejectedScore) = (columns.number(17), columns.number(18), columns.number(19))
    (pair.softTarget, pair.confidence) = (columns.number(20), columns.number(21))
    (pair.feedbackInPrompt, pair.usesNewInformation) = (columns.truth(22), columns.truth(23))
    (pair.scope, pair.scopeConfidence) = (scope, columns.number(25))
    pair.act = FollowUpAct(rawValue: columns.text(26))
    pair.category = FeedbackCategory(rawValue: columns.text(27))
    (pair.feedback, pair.rounds, pair.persona) = (columns.text(28), columns.integer(29), columns.text(30))
    pair.source.ids = columns.texts(31)
    self.pair = pair
  }
}

extension PairSource {
  /// From the ten columns of provenance, which come first.
  init(_ columns: ColumnReader) {
    self.init()
    (recordID, conversationID) = (columns.text(0), columns.text(1))
    archive = ArchiveID(rawValue: columns.text(2))
    (member, row, format) = (columns.text(3), columns.integer(4), columns.text(5))
    (model, language, timestamp, user) = (columns.text(6), columns.text(7), columns.text(8), columns.text(9))
  }

  func writeProvenance(to rows: RowBuffer) {
    rows.field("record_id", recordID)
    rows.field("conversation_id", conversationID)
    rows.field("archive", archive.rawValue)
    rows.field("member", member)
    rows.field("row", row)
    rows.field("format", format)
    rows.field("model", model)
    rows.field("language", language)
    rows.field("timestamp", timestamp)
    rows.field("user", user)
  }
}

extension RowBuffer {
  func messages(_ name: StaticString, _ messages: [Message]) {
    self.messages(name) {
      for message in messages {
        var content = message.content
        content.withUTF8 { self.message(role: message.role.rawValue, content: UnsafeRawBufferPointer($0)) }
      }
    }
  }
}
