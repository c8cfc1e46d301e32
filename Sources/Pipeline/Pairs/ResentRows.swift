internal import DatasetWriting
internal import Foundation
internal import PreferencePairs
internal import Records

/// Requests that were sent again as another conversation, with both answers: the rows of `reformulations` across
/// conversations, with what the tables say of the answers.
struct ResentRows {
  private let layout: DatasetLayout

  /// A request that fills the room of `first_message` may go on behind it.
  private static let wholeBytes = 1_996

  init(_ layout: DatasetLayout) { self.layout = layout }

  /// - Throws: `ShardError`, `DatasetError`.
  func requests(_ manifests: [SegmentManifest]) throws -> [RequestSentTwice] {
    let path = layout.path(DatasetLayout.acrossConversations)
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    var requests: [RequestSentTwice] = []
    let columns = ColumnReader(.reformulations, Self.columns)
    let reader = try ShardReader(file: path)
    while let row = try reader.next() {
      guard columns.read(row.bytes) else { throw DatasetError(.damaged, path: path) }
      if let request = Self.request(columns) { requests.append(request) }
    }
    try takeOpinions(for: &requests, manifests)
    return requests
  }

  /// Enters what the tables say of the answers.
  func takeOpinions(for requests: inout [RequestSentTwice], _ manifests: [SegmentManifest]) throws {
    let opinions = try opinions(on: Set(requests.flatMap { [Answer($0.earlier), Answer($0.later)] }), manifests)
    for place in requests.indices {
      requests[place].earlier.opinion = opinions[Answer(requests[place].earlier)]
      requests[place].later.opinion = opinions[Answer(requests[place].later)]
    }
  }

  /// The place of an answer.
  private struct Answer: Hashable {
    let record: String
    let message: Int

    init(record: String, message: Int) { (self.record, self.message) = (record, message) }

    init(_ sending: RequestSentTwice.Sending) {
      (record, message) = (sending.source.recordID, sending.source.targetIndex)
    }
  }

  private static let columns = [
    "record_id", "conversation_id", "archive", "member", "row", "format", "model", "language", "timestamp", "user",
    "previous_record_id", "relation", "similarity", "previous", "response", "message", "next_response",
  ]

  /// nil where a text is not there, or not whole.
  private static func request(_ columns: ColumnReader) -> RequestSentTwice? {
    guard let relation = Relation(rawValue: columns.text(11)) else { return nil }
    let (previous, message) = (columns.text(13), columns.text(15))
    guard !columns.text(14).isEmpty, !columns.text(16).isEmpty,
      max(previous.utf8.count, message.utf8.count) < wholeBytes
    else { return nil }
    var request = RequestSentTwice()
    (request.relation, request.similarity) = (relation, columns.number(12))
    request.later.source = PairSource(columns)
    (request.later.source.messageIndex, request.later.source.targetIndex) = (0, 1)
    (request.later.request, request.later.answer) = (message, columns.text(16))
    request.earlier.source = request.later.source
    request.earlier.source.recordID = columns.text(10)
    (request.earlier.request, request.earlier.answer) = (previous, columns.text(14))
    return request
  }

  /// What followed some answers says of them.
  private func opinions(on answers: Set<Answer>, _ manifests: [SegmentManifest]) throws -> [Answer: AnswerOpinion] {
    var opinions: [Answer: AnswerOpinion] = [:]
    let archives = Set(answers.map { $0.record.prefix { $0 != "-" } })
    for manifest in manifests where archives.contains(Substring(manifest.archive.rawValue)) {
      let cursor = TableCursor(
        .satisfaction, of: manifest, in: layout,
        columns: ["record_id", "message_index", "satisfied", "dissatisfied", "relation"])
      try cursor.advance()
      while cursor.place != nil {
        let columns = cursor.columns
        let answer = Answer(record: columns.text(0), message: columns.integer(1))
        // Behind a last answer nothing was seen.
        if answers.contains(answer), !columns.text(4).isEmpty {
          opinions[answer] = AnswerOpinion(satisfied: columns.number(2), dissatisfied: columns.number(3))
        }
        try cursor.advance()
      }
    }
    return opinions
  }
}
