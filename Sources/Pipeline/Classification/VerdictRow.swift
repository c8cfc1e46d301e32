internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import Records

/// One row of the table `verdicts`.
struct VerdictRow {
  let followUp: FollowUpRecord
  let judged: AskedFollowUp
  let isAudited: Bool
  let settings: JudgeSettings
  /// nil where the archive is gone.
  let conversation: Conversation?
  let withoutText: Bool
  let historyBytes: Int

  /// The row as it is kept; `rows` is emptied.
  func stored(_ rows: RowBuffer) -> StoredVerdict {
    rows.removeAll()
    write(to: rows)
    let row = String(decoding: rows.contents.dropLast(), as: UTF8.self)
    return StoredVerdict(
      followUp: followUp.id, judge: settings.judge, prompt: settings.promptVersion, archive: followUp.archive,
      status: judged.status, category: category, isAudited: isAudited, row: row)
  }

  private var category: String {
    switch judged.status {
    case AskedFollowUp.grounded: judged.category?.rawValue ?? ""
    case AskedFollowUp.none: FollowUpRow.none
    default: ""
    }
  }

  private func write(to rows: RowBuffer) {
    rows.beginRow()
    rows.field("record_id", followUp.recordID)
    rows.field("conversation_id", followUp.conversationID)
    rows.field("archive", followUp.archive.rawValue)
    rows.field("member", followUp.member)
    rows.field("row", followUp.row)
    rows.field("format", followUp.format)
    rows.field("model", followUp.model)
    rows.field("language", followUp.language)
    rows.field("timestamp", followUp.timestamp)
    rows.field("user", followUp.user)
    rows.field("feedback_id", followUp.id)
    rows.field("turn", followUp.turn)
    rows.field("message_index", followUp.messageIndex)
    rows.field("target_index", followUp.targetIndex)
    rows.field("category", category)
    rows.field("polarity", judged.counts ? judged.category?.polarity.rawValue ?? "" : "")
    rows.field("mixed", judged.isMixed)
    rows.field("confidence", probability: confidence)
    let span = judged.counts ? judged.span : nil
    rows.field("quote", withoutText ? "" : quote(span))
    rows.field("span_start", span?.start ?? 0)
    rows.field("span_end", span?.end ?? 0)
    rows.field("decided_by", "llm")
    rows.field("evidence", list: ["llm:\(settings.judge)"])
    writeTexts(to: rows)
    rows.field("status", judged.status)
    rows.field("explanation", withoutText ? "" : judged.explanation)
    rows.field("agreement", probability: judged.agreement)
    rows.field("validated", judged.validated)
    rows.field("local_category", followUp.category?.rawValue ?? FollowUpRow.none)
    rows.field("local_probability", probability: followUp.probability)
    rows.field("audited", isAudited)
    rows.field("judge", settings.judge)
    rows.field("prompt_version", settings.promptVersion)
    rows.endRow()
  }

  private func writeTexts(to rows: RowBuffer) {
    let messages = conversation?.messages ?? []
    let (index, target) = (followUp.messageIndex, followUp.targetIndex)
    let has = messages.indices.contains(index) && target < index && !withoutText
    let first = has ? firstOfPrompt(messages) : target
    rows.messages("prompt") {
      guard has else { return }
      for message in messages[first..<target] {
        var content = message.content
        content.withUTF8 { rows.message(role: message.role.rawValue, content: UnsafeRawBufferPointer($0)) }
      }
    }
    rows.field("prompt_omitted", first)
    rows.field("response", has ? messages[target].content : "")
    rows.field("feedback", has ? messages[index].content : "")
    rows.field("next_response", has ? Self.answer(in: messages[(index + 1)...]) : "")
  }

  /// As in the rows of feedback: the earliest message that the history limit lets in.
  private func firstOfPrompt(_ messages: [Message]) -> Int {
    var (room, first) = (historyBytes, followUp.targetIndex)
    while first > 0 {
      room -= messages[first - 1].content.utf8.count
      if room < 0, first < followUp.targetIndex { break }
      first -= 1
    }
    return first
  }

  private static func answer(in later: ArraySlice<Message>) -> String {
    let until = later.prefix { $0.role != .user }
    return until.first { $0.role == .assistant && !$0.content.allSatisfy(\.isWhitespace) }?.content ?? ""
  }

  private func quote(_ span: ByteSpan?) -> String {
    guard let span, let message = conversation?.messages[followUp.messageIndex].content else { return "" }
    let bytes = Array(message.utf8)
    guard span.start <= span.end, span.end <= bytes.count else { return "" }
    return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }

  /// What this machine's probability and the model's word are worth together: the odds of the one times those of the other, as if
  /// they erred independently of each other. A verdict that repeated questions disagree on is worth less.
  private var confidence: Double {
    guard judged.counts else { return 0 }
    let weight = 0.5 + (settings.reliability - 0.5) * judged.agreement
    let local = min(0.99, max(0.01, localProbability))
    let odds = local / (1 - local) * weight / (1 - weight)
    return odds / (1 + odds)
  }

  /// This machine's probability of what the model says.
  private var localProbability: Double {
    guard let category = judged.category else { return 1 - followUp.probability }
    if category == followUp.likeliest { return followUp.likeliestProbability }
    // What is left is spread over the four others.
    return max(0, followUp.probability - followUp.likeliestProbability) / 4
  }
}
