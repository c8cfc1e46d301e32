internal import DatasetWriting
internal import PreferencePairs
internal import Records

/// Puts together what the tables of a segment say of each conversation with follow-ups: `follow_ups`, `satisfaction`,
/// `feedback`, and the verdicts of a chat model over them.
///
/// They are written record by record, so that one pass over each is enough and one conversation is in memory.
struct JudgedConversationReader {
  let layout: DatasetLayout
  let overlay: VerdictOverlay

  /// Hands out the conversations of a segment, in the order of its records.
  ///
  /// - Throws: `ShardError`; `DatasetError` with `damaged`.
  func forEach(in manifest: SegmentManifest, _ body: (JudgedConversation) throws -> Void) throws {
    let followUps = TableCursor(.followUps, of: manifest, in: layout, columns: Self.followUpColumns)
    let satisfaction = TableCursor(.satisfaction, of: manifest, in: layout, columns: Self.satisfactionColumns)
    let feedback = TableCursor(.feedback, of: manifest, in: layout, columns: Self.feedbackColumns)
    let conversations = TableCursor(.conversations, of: manifest, in: layout, columns: ["record_id", "toxic"])
    for cursor in [followUps, satisfaction, feedback, conversations] { try cursor.advance() }
    while let record = followUps.place {
      var conversation = JudgedConversation()
      conversation.source = PairSource(followUps.columns)
      if try conversations.moves(to: record) { conversation.isToxic = conversations.columns.truthOrNil(1) }
      let answers = try Self.answers(of: record, satisfaction)
      let texts = try Self.texts(of: record, feedback)
      while followUps.place == record {
        conversation.followUps.append(
          self.followUp(followUps.columns, record: conversation.source.recordID, answers, texts))
        try followUps.advance()
      }
      conversation.lastAnswer = answers.values.first { $0.relation.isEmpty }.map {
        LastAnswer(messageIndex: $0.place, opinion: $0.opinion)
      }
      try body(conversation)
    }
  }

  // MARK: Rows

  private static let followUpColumns = [
    "record_id", "conversation_id", "archive", "member", "row", "format", "model", "language", "timestamp", "user",
    "turn", "message_index", "target_index", "category", "probability", "relation",
  ]
  private static let satisfactionColumns = [
    "record_id", "message_index", "satisfied", "dissatisfied", "signals", "relation",
  ]
  private static let feedbackColumns = [
    "record_id", "message_index", "confidence", "mixed", "quote", "prompt", "prompt_omitted", "response", "feedback",
    "next_response",
  ]

  private struct Answer {
    let place: Int
    let opinion: AnswerOpinion
    let signals: [FollowUpSignal]
    let relation: String
  }

  private static func answers(of record: RecordPlace, _ cursor: TableCursor) throws -> [Int: Answer] {
    var answers: [Int: Answer] = [:]
    guard try cursor.moves(to: record) else { return answers }
    while cursor.place == record {
      let columns = cursor.columns
      let answer = Answer(
        place: columns.integer(1),
        opinion: AnswerOpinion(satisfied: columns.number(2), dissatisfied: columns.number(3)),
        signals: columns.texts(4).compactMap(FollowUpSignal.init), relation: columns.text(5))
      answers[answer.place] = answer
      try cursor.advance()
    }
    return answers
  }

  private struct Said {
    let confidence: Double
    let isMixed: Bool
    let quote: String
    let texts: FollowUpTexts?
  }

  private static func texts(of record: RecordPlace, _ cursor: TableCursor) throws -> [Int: Said] {
    var said: [Int: Said] = [:]
    guard try cursor.moves(to: record) else { return said }
    while cursor.place == record {
      let columns = cursor.columns
      said[columns.integer(1)] = Said(
        confidence: columns.number(2), isMixed: columns.truth(3), quote: columns.text(4),
        texts: FollowUpTexts(columns, from: 5))
      try cursor.advance()
    }
    return said
  }

  private func followUp(
    _ columns: ColumnReader, record: String, _ answers: [Int: Answer], _ said: [Int: Said]
  ) -> JudgedFollowUp {
    var followUp = JudgedFollowUp()
    followUp.turn = columns.integer(10)
    followUp.messageIndex = columns.integer(11)
    followUp.targetIndex = columns.integer(12)
    followUp.category = FeedbackCategory(rawValue: columns.text(13))
    followUp.probability = columns.number(14)
    followUp.relation = Relation(rawValue: columns.text(15))
    followUp.timestamp = columns.text(8)
    if let answer = answers[followUp.targetIndex] {
      (followUp.opinion, followUp.signals) = (answer.opinion, answer.signals)
    }
    if let said = said[followUp.messageIndex] {
      (followUp.confidence, followUp.isMixed, followUp.quote) = (said.confidence, said.isMixed, said.quote)
      followUp.texts = said.texts
    }
    if let verdict = overlay["\(record)-\(followUp.messageIndex)"] { verdict.put(over: &followUp) }
    return followUp
  }
}

extension VerdictOverlay.Found {
  /// The chat model's word counts; the texts are the same whoever said what they mean.
  fileprivate func put(over followUp: inout JudgedFollowUp) {
    followUp.category = category
    followUp.confidence = confidence
    followUp.probability = category == nil ? 1 - confidence : confidence
    (followUp.isMixed, followUp.quote) = (isMixed, quote)
    followUp.texts = category == nil ? nil : texts ?? followUp.texts
  }
}
