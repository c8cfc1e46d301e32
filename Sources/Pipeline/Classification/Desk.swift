internal import AuditStatistics
internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import ModelClient
internal import Records
internal import Redaction
internal import Synchronization

/// Where the conversations of a run are asked about and what comes of them is kept and counted; used by many tasks at once.
final class Desk: Sendable {
  private let inquiry: Inquiry
  private let store: AnswerStore
  private let settings: JudgeSettings
  private let historyBytes: Int
  private let items: Int
  private let progress: @Sendable (Int, Int) -> Void
  private let state = Mutex(State())

  private struct State {
    var statuses: [String: Int] = [:]
    var failed = 0
    var done = 0
    var redacted: [RedactionKind: Int] = [:]
    var votes: [[FeedbackCategory?]] = []
    var audit: [(Outcome, Outcome)] = []
    var stoppedBy = ""
    var stopReason = ""
    var storeError: FeedbackIndexError?
  }

  init(
    _ inquiry: Inquiry, store: AnswerStore, settings: JudgeSettings, historyBytes: Int, items: Int,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) {
    self.inquiry = inquiry
    self.store = store
    self.settings = settings
    self.historyBytes = historyBytes
    self.items = items
    self.progress = progress
  }

  /// Whether nothing more is to be asked.
  var isClosed: Bool { state.withLock { !$0.stoppedBy.isEmpty } }
  var storeError: FeedbackIndexError? { state.withLock { $0.storeError } }

  func close(_ by: String, _ reason: String = "") {
    state.withLock { state in
      if state.stoppedBy.isEmpty { (state.stoppedBy, state.stopReason) = (by, reason) }
    }
  }

  func ask(about conversation: Conversation, _ asked: [ClassificationPlan.Item], withoutText: Bool) async {
    guard !isClosed else { return }
    let followUps = asked.map(\.record.messageIndex)
    let local = Dictionary(asked.map { ($0.record.messageIndex, $0.record.category) }) { first, _ in first }
    do throws(AskingError) {
      let (judged, redacted) = try await inquiry.ask(
        about: conversation, followUps, local: local,
        keeping: Keeping(text: !withoutText, together: AskedTogether(asked)))
      keep(asked, judged, conversation, redacted, withoutText: withoutText)
    } catch {
      take(error, of: asked.count)
    }
  }

  /// Notes follow-ups whose conversations can't be had.
  func setAside(_ asked: [ClassificationPlan.Item], withoutText: Bool) {
    let judged = Dictionary(asked.map { ($0.record.messageIndex, AskedFollowUp(status: "unavailable")) }) { first, _ in
      first
    }
    keep(asked, judged, nil, [:], withoutText: withoutText)
  }

  private func keep(
    _ asked: [ClassificationPlan.Item], _ judged: [Int: AskedFollowUp], _ conversation: Conversation?,
    _ redacted: [RedactionKind: Int], withoutText: Bool
  ) {
    let rows = RowBuffer()
    let results = asked.map { item in
      (item, judged[item.record.messageIndex] ?? AskedFollowUp(status: "missing"))
    }
    do throws(FeedbackIndexError) {
      try store.save(
        results.map { item, judged in
          VerdictRow(
            followUp: item.record, judged: judged, isAudited: item.isAudited, settings: settings,
            conversation: conversation, withoutText: withoutText, historyBytes: historyBytes
          ).stored(rows)
        }, together: AskedTogether(asked))
    } catch {
      take(.store(error), of: asked.count)
      return
    }
    count(results, redacted)
  }

  private func count(
    _ results: [(ClassificationPlan.Item, AskedFollowUp)], _ redacted: [RedactionKind: Int]
  ) {
    let done = state.withLock { state in
      for (item, judged) in results {
        state.statuses[judged.status, default: 0] += 1
        if judged.votes.count > 1 { state.votes.append(judged.votes) }
        if item.isAudited, judged.counts {
          state.audit.append((Outcome(item.record.category), Outcome(judged.category)))
        }
      }
      state.redacted.merge(redacted, uniquingKeysWith: +)
      state.done += results.count
      return state.done
    }
    progress(done, items)
  }

  private func take(_ error: AskingError, of count: Int) {
    switch error {
    case .budgetSpent: close("budget")
    case .ended(let error): close(error.code.rawValue, "\(error)")
    case .store(let error):
      state.withLock { $0.storeError = error }
      close("store")
    case .failed: state.withLock { $0.failed += count }
    // What is not kept waits for a batch; what the server refuses as a whole was made a verdict.
    case .notKept, .refused: break
    }
  }

  func report(
    _ plan: ClassificationPlan, _ counts: AskingCounts, _ counters: ModelClientCounters?
  ) -> ClassificationReport {
    var report = ClassificationReport()
    report.judge = settings.client.model
    report.promptVersion = settings.promptVersion
    (report.followUps, report.judgedBefore) = (plan.followUps, plan.judged)
    (report.audited, report.uncertain) = (plan.audited, plan.uncertain)
    report.leftOut = plan.auditCut + plan.uncertainCut
    (report.repliesPaid, report.repliesKept, report.failures) = (counts.paid, counts.kept, counts.failures)
    (report.promptTokens, report.replyTokens) = (counts.promptTokens, counts.replyTokens)
    let cost = settings.price.cost(promptTokens: counts.promptTokens, replyTokens: counts.replyTokens)
    report.cost = Double(cost) / 1_000_000
    state.withLock { state in
      report.statuses = state.statuses
      report.failed = state.failed
      report.pending = plan.items.count - state.done - state.failed
      report.redacted = Dictionary(uniqueKeysWithValues: state.redacted.map { ($0.key.rawValue, $0.value) })
      (report.stoppedBy, report.stopReason) = (state.stoppedBy, state.stopReason)
      if let consistency = RepeatConsistency(state.votes) {
        report.agreement = consistency.agreement.value
        report.alpha = consistency.krippendorffAlpha?.value ?? -1
      }
      report.kappaWithThisMachine = ConfusionTable(state.audit).kappa?.value ?? -1
    }
    if let counters {
      (report.meanInFlight, report.peakInFlight) = (counters.meanInFlight, counters.peakInFlight)
      (report.occupancy, report.limitHalvings) = (counters.occupancy, counters.halvings)
      report.schemaMode = counters.schemaMode?.rawValue ?? ""
    }
    return report
  }
}
