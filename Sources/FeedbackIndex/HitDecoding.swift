internal import DatasetWriting
internal import GRDB
internal import Records

/// Takes the columns of a row one after the other.
struct RowColumns {
  private let row: Row
  private var next = 0

  init(_ row: Row) { self.row = row }

  mutating func take<Value: DatabaseValueConvertible & StatementColumnConvertible>() throws -> Value {
    defer { next += 1 }
    return try row.decode(Value.self, atIndex: next)
  }
}

extension HitOrigin {
  static func columns(of table: DatasetTable) -> String {
    let name = table.rawValue
    return "\(name).record_id, \(name).conversation_id, \(name).archive, coalesce(archives.path, ''), \(name).member, "
      + "\(name).row, \(name).format, \(name).model, \(name).language, \(name).timestamp, \(name).user"
  }

  init(_ columns: inout RowColumns) throws {
    recordID = try columns.take()
    conversationID = try columns.take()
    archive = ArchiveID(rawValue: try columns.take())
    archivePath = try columns.take()
    member = try columns.take()
    row = try columns.take()
    format = try columns.take()
    model = try columns.take()
    language = try columns.take()
    timestamp = try columns.take()
    user = try columns.take()
  }
}

extension ShardPlace {
  static func columns(of table: DatasetTable) -> String {
    "shards.file, \(table.rawValue).frame_offset, \(table.rawValue).row_in_frame"
  }

  init(_ columns: inout RowColumns) throws {
    file = try columns.take()
    frameOffset = try columns.take()
    rowInFrame = try columns.take()
  }
}

extension FeedbackHit {
  /// The joins are outer ones, so that the table itself is always what a query goes over.
  static let joins = """
     FROM feedback LEFT JOIN shards ON shards.id = feedback.shard
     LEFT JOIN archives ON archives.id = feedback.archive
    """

  static let select =
    "SELECT " + HitOrigin.columns(of: .feedback) + """
      , feedback.feedback_id, feedback.turn, feedback.message_index, feedback.target_index, feedback.category,
      feedback.polarity, feedback.mixed, feedback.confidence, feedback.quote, feedback.span_start, feedback.span_end,
      feedback.decided_by, feedback.evidence, feedback.prompt_omitted, feedback.said,
      """ + " " + ShardPlace.columns(of: .feedback) + joins

  init(_ row: Row, of layout: DatasetLayout) throws {
    var columns = RowColumns(row)
    origin = try HitOrigin(&columns)
    feedbackID = try columns.take()
    turn = try columns.take()
    messageIndex = try columns.take()
    targetIndex = try columns.take()
    let category = FeedbackCategory(rawValue: try columns.take())
    let polarity = Polarity(rawValue: try columns.take())
    isMixed = try columns.take()
    confidence = try columns.take()
    quote = try columns.take()
    let (start, end): (Int, Int) = (try columns.take(), try columns.take())
    decidedBy = try columns.take()
    let evidence = JSONList.items(in: try columns.take())
    promptOmitted = try columns.take()
    said = try columns.take()
    place = try ShardPlace(&columns)
    guard let category, let polarity, let evidence, start <= end else {
      throw FeedbackIndexError(
        .damagedIndex, at: layout.index, detail: "feedback \(feedbackID)", nextStep: FeedbackIndexError.rebuild(layout))
    }
    self.category = category
    self.polarity = polarity
    self.evidence = evidence.map { RuleID($0) }
    span = ByteSpan(start: start, end: end)
  }
}

extension ConversationHit {
  static let select =
    "SELECT " + HitOrigin.columns(of: .conversations) + """
      , conversations.byte, conversations.messages, conversations.user_messages, conversations.follow_ups,
      conversations.content_bytes, conversations.feedback_count, conversations.negative_count, conversations.opening,
      """ + " " + ShardPlace.columns(of: .conversations) + """
       FROM conversations LEFT JOIN shards ON shards.id = conversations.shard
       LEFT JOIN archives ON archives.id = conversations.archive
      """

  init(_ row: Row, feedback: (String) throws -> [FeedbackHit]) throws {
    var columns = RowColumns(row)
    origin = try HitOrigin(&columns)
    byte = try columns.take()
    messages = try columns.take()
    userMessages = try columns.take()
    followUps = try columns.take()
    contentBytes = try columns.take()
    feedbackCount = try columns.take()
    negativeCount = try columns.take()
    opening = try columns.take()
    place = try ShardPlace(&columns)
    self.feedback = try feedback(origin.recordID)
  }
}
