internal import DatasetWriting
internal import PreferencePairs
internal import Records

/// The rows of `comparisons` as what pairs are made of: votes, ranks, and answers that were made anew.
struct ComparedRows {
  private let layout: DatasetLayout

  init(_ layout: DatasetLayout) { self.layout = layout }

  private static let columns = [
    "record_id", "conversation_id", "archive", "member", "row", "format", "model", "language", "timestamp", "user",
    "origin", "status", "prompt_index", "prompt", "answers", "ranks", "answer_records", "toxic",
  ]

  /// The pairs of all segments, and the books.
  ///
  /// - Throws: `ShardError`, `DatasetError`.
  func harvest(_ manifests: [SegmentManifest]) throws -> PairHarvest<PreferencePair> {
    var harvest = PairHarvest<PreferencePair>()
    // One for all, because it counts the pairs of each prompt.
    var ranked = RankedPairs()
    var regenerated: [RequestSentTwice] = []
    for manifest in manifests where manifest.rows(of: .comparisons) > 0 {
      let cursor = TableCursor(.comparisons, of: manifest, in: layout, columns: Self.columns)
      try cursor.advance()
      while cursor.place != nil {
        let columns = cursor.columns
        if columns.text(10) == PairOrigin.regenerated.rawValue {
          let made = Self.sentTwice(columns)
          if made.isEmpty { harvest.leaveOut(Self.reason(columns.text(11))) } else { regenerated += made }
        } else if Self.isJudged(columns.text(11)) {
          harvest.add(ranked.harvest(Self.judged(columns)))
        } else {
          harvest.leaveOut(Self.reason(columns.text(11)))
        }
        try cursor.advance()
      }
    }
    try ResentRows(layout).takeOpinions(for: &regenerated, manifests)
    harvest.add(ResentPairs().harvest(regenerated))
    return harvest
  }

  /// Whether there is a judgement, be it that none is better.
  private static func isJudged(_ status: String) -> Bool {
    [RecordPaths.usable, "tie", "both_bad"].contains(status)
  }

  private static func judged(_ columns: ColumnReader) -> JudgedAnswers {
    var judged = JudgedAnswers()
    judged.source = PairSource(columns)
    judged.source.targetIndex = columns.integer(12)
    judged.source.ids = columns.texts(16)
    (judged.prompt, judged.answers) = (columns.messages(13), columns.texts(14))
    judged.isToxic = columns.truthOrNil(17)
    let isVote = columns.text(10) == PairOrigin.vote.rawValue
    switch columns.text(11) {
    case RecordPaths.usable: judged.judgement = isVote ? .winner(0) : .ranks(columns.texts(15).map { Int($0) })
    case "both_bad": judged.judgement = .bothBad
    default: judged.judgement = .tie
    }
    return judged
  }

  /// The abandoned answers, each with the one that the conversation went on from.
  private static func sentTwice(_ columns: ColumnReader) -> [RequestSentTwice] {
    let (answers, records, prompt) = (columns.texts(14), columns.texts(16), columns.messages(13))
    guard columns.text(11) == RecordPaths.usable, answers.count > 1, answers.count == records.count,
      let request = prompt.last, request.role == .user
    else { return [] }
    func sending(_ place: Int) -> RequestSentTwice.Sending {
      var sending = RequestSentTwice.Sending()
      sending.source = PairSource(columns)
      sending.source.recordID = records[place]
      (sending.source.messageIndex, sending.source.targetIndex) = (columns.integer(12) - 1, columns.integer(12))
      (sending.history, sending.request) = (Array(prompt.dropLast()), request.content)
      sending.answer = answers[place]
      sending.isToxic = columns.truthOrNil(17)
      return sending
    }
    return answers.indices.dropFirst().map { place in
      var request = RequestSentTwice()
      (request.earlier, request.later) = (sending(place), sending(0))
      request.origin = .regenerated
      return request
    }
  }

  private static func reason(_ status: String) -> ExclusionReason {
    switch status {
    case "tie": .tie
    case "both_bad": .bothBad
    case "same_answer": .sameAnswer
    case "no_answer": .emptyAnswer
    case "different_requests": .requestChanged
    // Of the branches none was followed, or more than one.
    case "no_verdict": .notAccepted
    default: .unreadableVote
    }
  }
}

extension ColumnReader {
  /// What a column of `yes`, `no` and nothing says.
  func truthOrNil(_ place: Int) -> Bool? {
    switch text(place) {
    case "yes": true
    case "no": false
    default: nil
    }
  }
}
