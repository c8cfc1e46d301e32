internal import DatasetWriting
internal import Foundation
internal import PreferencePairs
internal import Records

/// The rows of `rewrites` that are pairs.
struct RewritePairs {
  private let layout: DatasetLayout
  private let check = RowCheck()

  init(_ layout: DatasetLayout) { self.layout = layout }

  /// The pairs, in the order of the table. Attempts that came to nothing are no candidates: why is in the table itself.
  ///
  /// - Throws: `ShardError`, `DatasetError`.
  func harvest() throws -> PairHarvest<PreferencePair> {
    var harvest = PairHarvest<PreferencePair>()
    let path = layout.path(DatasetLayout.rewrites)
    guard FileManager.default.fileExists(atPath: path) else { return harvest }
    let columns = ColumnReader(.rewrites, RewriteRow.pairColumns)
    let reader = try ShardReader(file: path)
    while let row = try reader.next() {
      guard columns.read(row.bytes) else { throw DatasetError(.damaged, path: path) }
      guard columns.text(11) == RewriteOutcome.kept, let pair = Self.pair(columns) else { continue }
      if let reason = fault(of: pair) { harvest.leaveOut(reason) } else { harvest.keep(pair) }
    }
    return harvest
  }

  private func fault(of pair: PreferencePair) -> ExclusionReason? {
    // A taste is right for whoever has it, and for nobody else.
    if pair.scope == .user, pair.persona.isEmpty, !pair.feedbackInPrompt { return .personal }
    return check.fault(of: pair)
  }

  private static func pair(_ columns: ColumnReader) -> PreferencePair? {
    guard let origin = PairOrigin(rawValue: columns.text(10)), let scope = FeedbackScope(rawValue: columns.text(22))
    else { return nil }
    var pair = PreferencePair()
    pair.source = PairSource(columns)
    (pair.source.messageIndex, pair.source.targetIndex) = (columns.integer(12), columns.integer(13))
    pair.id = "\(pair.source.recordID)-\(origin.rawValue)-\(max(0, pair.source.messageIndex))"
    pair.origin = origin
    pair.source.ids =
      origin == .rewrite ? ["\(pair.source.recordID)-\(pair.source.messageIndex)"] : [pair.source.recordID]
    pair.category = FeedbackCategory(rawValue: columns.text(14))
    pair.act = FollowUpAct(rawValue: columns.text(15))
    (pair.chosen, pair.rejected, pair.feedback) = (columns.text(18), columns.text(19), columns.text(20))
    (pair.persona, pair.scope, pair.scopeConfidence) = (columns.text(21), scope, columns.number(23))
    pair.usesNewInformation = columns.truth(24)
    (pair.chosenScore, pair.rejectedScore) = (columns.number(25), columns.number(26))
    pair.margin = max(0, pair.chosenScore - pair.rejectedScore)
    pair.softTarget = columns.number(27)
    // Of a rewrite how sure the feedback is; the judge said the same in both orders, or there were no pair.
    pair.confidence = origin == .rewrite ? columns.number(16) : columns.number(28)
    pair.rounds = origin == .rewrite ? 1 : 0
    pair.prompt = columns.messages(17)
    if origin == .rewrite, pair.usesNewInformation { condition(&pair) }
    return pair
  }

  /// An answer that had what nobody could know before is no fair rival of one that had not: both are then answers to the
  /// feedback.
  private static func condition(_ pair: inout PreferencePair) {
    pair.prompt.append(Message(role: .assistant, content: pair.rejected))
    pair.prompt.append(Message(role: .user, content: pair.feedback))
    pair.feedbackInPrompt = true
  }
}
