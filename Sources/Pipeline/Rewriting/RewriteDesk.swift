internal import AuditStatistics
internal import DatasetWriting
internal import FeedbackIndex
internal import ModelClient
internal import Records
internal import Redaction
internal import RewritePrompting
internal import Synchronization

/// Where the attempts of a run are made and what comes of them is kept and counted; used by many tasks at once.
final class RewriteDesk: Sendable {
  private let teacher: Teacher
  private let store: AnswerStore
  private let settings: RewriteSettings
  private let items: Int
  private let progress: @Sendable (Int, Int) -> Void
  private let state = Mutex(State())

  private struct State {
    var statuses: [String: Int] = [:]
    var failed = 0
    var redacted: [RedactionKind: Int] = [:]
    var swaps: [PositionBias.Swapped] = []
    var lengths: [VerbosityBias.Comparison] = []
    var stoppedBy = ""
    var stopReason = ""
    var storeError: FeedbackIndexError?

    var done: Int { statuses.values.reduce(0, +) }

    /// A is the original, B the rewrite.
    mutating func take(_ bias: JudgeBias, _ outcome: RewriteOutcome) {
      func choice(_ winner: AnswerSide?, first: AnswerSide) -> PositionBias.Choice {
        winner.map { $0 == first ? .first : .second } ?? .tie
      }
      swaps.append(
        PositionBias.Swapped(
          aFirst: choice(bias.winnerOriginalFirst, first: .original),
          bFirst: choice(bias.winnerRewriteFirst, first: .rewrite)))
      for winner in [bias.winnerOriginalFirst, bias.winnerRewriteFirst] {
        lengths.append(
          VerbosityBias.Comparison(
            lengthA: outcome.rejected.count, lengthB: outcome.chosen.count,
            judge: winner.map { $0 == .original ? .a : .b } ?? .tie))
      }
    }
  }

  init(
    _ teacher: Teacher, store: AnswerStore, settings: RewriteSettings, items: Int,
    progress: @escaping @Sendable (Int, Int) -> Void
  ) {
    self.teacher = teacher
    self.store = store
    self.settings = settings
    self.items = items
    self.progress = progress
  }

  var isClosed: Bool { state.withLock { !$0.stoppedBy.isEmpty } }
  var storeError: FeedbackIndexError? { state.withLock { $0.storeError } }

  func close(_ by: String, _ reason: String = "") {
    state.withLock { state in
      if state.stoppedBy.isEmpty { (state.stoppedBy, state.stopReason) = (by, reason) }
    }
  }

  func attempt(_ item: RewriteItem) async {
    guard !isClosed else { return }
    do throws(AskingError) {
      let (outcome, redacted) = try await teacher.attempt(item)
      // A refusal may be of the request's form, which other settings mend: the next run tries again.
      if outcome.status != RewriteOutcome.refused { try keep(outcome, of: item) }
      let done = state.withLock { state in
        state.statuses[item.isReward ? "reward_\(outcome.status)" : outcome.status, default: 0] += 1
        state.redacted.merge(redacted, uniquingKeysWith: +)
        if let bias = outcome.bias { state.take(bias, outcome) }
        return state.done
      }
      progress(done, items)
    } catch {
      take(error)
    }
  }

  private func keep(_ outcome: RewriteOutcome, of item: RewriteItem) throws(AskingError) {
    let row = RewriteRow(
      item: item, outcome: outcome, judge: settings.judge.judge,
      version: item.isReward ? settings.prompts.rewardVersion : settings.prompts.rewriteVersion)
    do throws(FeedbackIndexError) { try store.save(row.stored(RowBuffer())) } catch { throw .store(error) }
  }

  private func take(_ error: AskingError) {
    switch error {
    case .budgetSpent: close("budget")
    case .ended(let error): close(error.code.rawValue, "\(error)")
    case .store(let error):
      state.withLock { $0.storeError = error }
      close("store")
    case .failed: state.withLock { $0.failed += 1 }
    case .notKept, .refused: break
    }
  }

  func complete(_ report: inout RewriteReport, _ counts: AskingCounts) {
    (report.repliesPaid, report.repliesKept, report.failures) = (counts.paid, counts.kept, counts.failures)
    (report.promptTokens, report.replyTokens) = (counts.promptTokens, counts.replyTokens)
    let cost = settings.judge.price.cost(promptTokens: counts.promptTokens, replyTokens: counts.replyTokens)
    report.cost = Double(cost) / 1_000_000
    let state = state.withLock { $0 }
    (report.statuses, report.failed) = (state.statuses, state.failed)
    report.pending = report.planned - state.done - state.failed
    report.redacted = Dictionary(uniqueKeysWithValues: state.redacted.map { ($0.key.rawValue, $0.value) })
    (report.stoppedBy, report.stopReason) = (state.stoppedBy, state.stopReason)
    report.take(PositionBias(state.swaps), VerbosityBias(state.lengths))
  }
}
