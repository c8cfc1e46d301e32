internal import DatasetWriting
internal import Records
internal import ReformulationGraph

/// The user messages of a segment's conversations with what became of the answers, as steps of the reformulation graph.
///
/// Texts are those of reworded requests (`reformulations`) and of first messages of known users; of the others nothing is
/// known but that they were there.
struct GraphStepReader {
  let layout: DatasetLayout

  /// First messages that fill their room may go on behind it.
  private static let wholeBytes = 1_996

  /// Hands out the steps of each conversation, in the order of records.
  ///
  /// - Throws: `ShardError`, `DatasetError`.
  func forEachConversation(in manifest: SegmentManifest, _ body: ([GraphStep]) throws -> Void) throws {
    let conversations = cursor(
      .conversations, manifest, ["record_id", "user", "language", "first_message", "first_bytes"])
    let followUps = cursor(.followUps, manifest, ["record_id", "message_index", "relation"])
    let answers = cursor(.satisfaction, manifest, ["record_id", "message_index", "satisfied", "dissatisfied"])
    let reworded = cursor(
      .reformulations, manifest,
      ["record_id", "message_index", "previous_index", "previous", "message", "across_conversations"])
    for cursor in [conversations, followUps, answers, reworded] { try cursor.advance() }
    while let record = conversations.place {
      let texts = try Self.texts(of: record, reworded)
      let ends = try Self.ends(of: record, answers)
      let steps = try Self.steps(of: record, conversations.columns, followUps, texts, ends)
      if !steps.isEmpty { try body(steps) }
      try conversations.advance()
    }
  }

  private func cursor(_ table: DatasetTable, _ manifest: SegmentManifest, _ columns: [String]) -> TableCursor {
    TableCursor(table, of: manifest, in: layout, columns: columns)
  }

  // MARK: One conversation

  private struct Texts {
    var messages: [Int: String] = [:]
    /// The place of the earliest message that was reworded.
    var first: Int?
  }

  private static func texts(of record: RecordPlace, _ cursor: TableCursor) throws -> Texts {
    var texts = Texts()
    guard try cursor.moves(to: record) else { return texts }
    while cursor.place == record {
      let columns = cursor.columns
      // Rows across conversations have the earlier message in another record.
      if !columns.truth(5) {
        texts.messages[columns.integer(2)] = columns.text(3)
        texts.messages[columns.integer(1)] = columns.text(4)
        texts.first = min(texts.first ?? .max, columns.integer(2))
      }
      try cursor.advance()
    }
    return texts
  }

  private struct End {
    let answer: Int
    let satisfied: Double
    let dissatisfied: Double
  }

  private static func ends(of record: RecordPlace, _ cursor: TableCursor) throws -> [End] {
    var ends: [End] = []
    guard try cursor.moves(to: record) else { return ends }
    while cursor.place == record {
      let columns = cursor.columns
      ends.append(End(answer: columns.integer(1), satisfied: columns.number(2), dissatisfied: columns.number(3)))
      try cursor.advance()
    }
    return ends.sorted { $0.answer < $1.answer }
  }

  private static func steps(
    of record: RecordPlace, _ conversation: ColumnReader, _ followUps: TableCursor, _ texts: Texts, _ ends: [End]
  ) throws -> [GraphStep] {
    var messages: [(index: Int, relation: Relation?)] = []
    if try followUps.moves(to: record) {
      while followUps.place == record {
        let columns = followUps.columns
        messages.append((columns.integer(1), Relation(rawValue: columns.text(2))))
        try followUps.advance()
      }
    }
    // The first request is no follow-up: it stands before the first answer.
    let opening = texts.first.map { min($0, messages.first?.index ?? $0) } ?? 0
    if messages.first?.index ?? .max > opening { messages.insert((opening, nil), at: 0) }
    let first = conversation.text(3)
    return messages.enumerated().map { place, message in
      let next = place + 1 < messages.count ? messages[place + 1].index : .max
      let end = ends.first { $0.answer > message.index && $0.answer < next }
      let isWhole = place == 0 && first.utf8.count == conversation.integer(4)
      return GraphStep(
        session: conversation.text(0), record: conversation.text(0), user: conversation.text(1),
        messageIndex: message.index, text: texts.messages[message.index] ?? (isWhole ? first : ""),
        language: conversation.text(2), relation: message.relation, satisfied: end?.satisfied ?? 0,
        dissatisfied: end?.dissatisfied ?? 0)
    }
  }
}
