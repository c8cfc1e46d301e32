internal import DatasetWriting
internal import FeedbackIndex
internal import Records
internal import RewritePrompting

/// One row of the table `rewrites`: an attempt at a better answer, and what became of it.
struct RewriteRow {
  let item: RewriteItem
  let outcome: RewriteOutcome
  let judge: String
  let version: String

  var origin: PairOrigin {
    switch item.task {
    case .rewrite: .rewrite
    case .reward: .reward
    }
  }

  /// The row as it is kept; `rows` is emptied.
  func stored(_ rows: RowBuffer) -> StoredProduct {
    rows.removeAll()
    write(to: rows)
    return StoredProduct(
      kind: origin.rawValue, subject: item.id, judge: judge, prompt: version, archive: item.source.archive,
      status: outcome.status, row: String(decoding: rows.contents.dropLast(), as: UTF8.self))
  }

  private func write(to rows: RowBuffer) {
    rows.beginRow()
    item.source.writeProvenance(to: rows)
    rows.field("rewrite_id", "\(item.source.recordID)-\(origin.rawValue)-\(max(0, item.source.messageIndex))")
    rows.field("origin", origin.rawValue)
    rows.field("status", outcome.status)
    rows.field("message_index", item.source.messageIndex)
    rows.field("target_index", item.source.targetIndex)
    rows.field("category", item.category?.rawValue ?? "")
    rows.field("act", item.act?.rawValue ?? "")
    rows.field("confidence", probability: item.confidence)
    rows.messages("prompt", item.history)
    rows.field("chosen", outcome.chosen)
    rows.field("rejected", outcome.rejected)
    rows.field("feedback", feedback)
    rows.field("persona", outcome.persona)
    rows.field("intent", outcome.intent)
    rows.field("scope", scope.value.rawValue)
    rows.field("scope_confidence", probability: scope.confidence)
    rows.field("uses_new_information", item.usesNewInformation || outcome.usesNewInformation ?? false)
    rows.field("score_chosen", probability: outcome.chosenScore)
    rows.field("score_rejected", probability: outcome.rejectedScore)
    rows.field("soft_target", probability: outcome.softTarget)
    rows.field("agreement", probability: outcome.agreement)
    rows.field("first_place_wins", outcome.bias?.firstPlaceWins ?? 0)
    rows.field("second_place_wins", outcome.bias?.secondPlaceWins ?? 0)
    rows.field("longer", outcome.bias?.longer.map { $0 == .rewrite ? "chosen" : "rejected" } ?? "")
    rows.field("longer_wins", outcome.bias?.longerWins ?? 0)
    rows.field("judge", judge)
    rows.field("prompt_version", version)
    rows.endRow()
  }

  private var feedback: String {
    if case .rewrite(_, let feedback) = item.task { return feedback }
    return ""
  }

  /// This machine's estimate and the model's: the narrower one where they differ, and then unsure.
  private var scope: (value: FeedbackScope, confidence: Double) {
    guard let said = outcome.scope else { return (item.scope, item.scopeConfidence) }
    if said == item.scope { return (said, max(item.scopeConfidence, 0.9)) }
    let places = FeedbackScope.allCases
    let narrower = [said, item.scope].min { places.firstIndex(of: $0) ?? 0 < places.firstIndex(of: $1) ?? 0 }
    return (narrower ?? said, 0.5)
  }

  /// The columns that a pair is made from, in this order.
  static let pairColumns = [
    "record_id", "conversation_id", "archive", "member", "row", "format", "model", "language", "timestamp", "user",
    "origin", "status", "message_index", "target_index", "category", "act", "confidence", "prompt", "chosen",
    "rejected", "feedback", "persona", "scope", "scope_confidence", "uses_new_information", "score_chosen",
    "score_rejected", "soft_target", "agreement",
  ]
}
