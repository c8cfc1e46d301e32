public import DatasetWriting
internal import Dispatch
public import FeedbackIndex
internal import Foundation
internal import ModelClient
internal import ModelPrompting
internal import Records

/// Has a chat model write better answers in the light of feedback, and judge them, within a budget; and, where that is
/// wanted, several answers to requests of known users, of which the best and the worst make a pair (RLHI's user-guided
/// rewrites and user-based rewards: Jin et al. 2025, arXiv 2509.25137).
///
/// The caller holds the dataset's lock. Whatever ends a run, the next one goes on: replies are kept as they come.
public final class RewriteRun {
  private let layout: DatasetLayout
  private let settings: RewriteSettings
  private let store: AnswerStore

  /// - Throws: `FeedbackIndexError` where the answers can't be opened.
  public init(_ layout: DatasetLayout, settings: RewriteSettings) throws(FeedbackIndexError) {
    self.layout = layout
    self.settings = settings
    store = try AnswerStore.open(layout)
  }

  /// What a run would attempt; nothing is sent.
  public func plan() throws -> RewriteReport {
    var report = RewriteReport()
    (report.judge, report.promptVersion) = (settings.judge.judge, settings.prompts.rewriteVersion)
    let choice = try choice()
    (report.eligible, report.doneBefore) = (choice.eligible, choice.doneBefore)
    (report.planned, report.leftOut) = (choice.chosen.count, choice.leftOut)
    report.pending = report.planned
    return report
  }

  private func choice() throws -> RewritePlanner.Choice {
    let judge = settings.judge.judge
    var done: Set<String> = []
    for (kind, version) in [
      (PairOrigin.rewrite, settings.prompts.rewriteVersion), (.reward, settings.prompts.rewardVersion),
    ] {
      done.formUnion(try store.made(kind.rawValue, judge: judge, prompt: version).map { "\(kind.rawValue) \($0)" })
    }
    return try RewritePlanner(layout: layout, settings: settings).choose(notAmong: done)
  }

  /// - Parameters:
  ///   - progress: Told how many attempts are done, of how many.
  ///   - shouldStop: Asked often; once true, what is under way is finished and nothing more is begun.
  /// - Throws: `ModelClientError`, `PromptError`, `FeedbackIndexError`, `DatasetError`, `ShardError`.
  public func run(
    progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }, shouldStop: @escaping () -> Bool
  ) throws -> RewriteReport {
    let started = Date()
    var report = try plan()
    let chosen = try choice().chosen
    let client = chosen.isEmpty ? nil : try ModelClient(settings.judge.client, key: settings.judge.key)
    let asker = Asker(
      client: client, store: store, purse: Purse(settings.judge.budget, price: settings.judge.price),
      judge: settings.judge.judge, parameters: settings.judge.client.style.extraFields)
    let desk = RewriteDesk(
      try Teacher(settings, asker: asker), store: store, settings: settings, items: chosen.count, progress: progress)
    try hand(chosen, to: desk, shouldStop)
    if let client { Blocking.wait { await client.shutDown() } }
    if let error = desk.storeError { throw error }
    desk.complete(&report, asker.counts)
    report.started = started.ISO8601Format()
    report.seconds = (Date().timeIntervalSince(started) * 1000).rounded() / 1000
    let stamp = report.started.replacing(":", with: "").replacing("-", with: "")
    try DatasetFiles.write(report, to: "\(layout.rewritings)/\(stamp).json", in: layout)
    return report
  }

  private func hand(_ chosen: Set<String>, to desk: RewriteDesk, _ shouldStop: @escaping () -> Bool) throws {
    if chosen.isEmpty { return }
    let slots = DispatchSemaphore(value: 2 * settings.judge.client.concurrency.maximum)
    let crew = Crew()
    defer { crew.wait(whileStopping: shouldStop) }
    try RewritePlanner(layout: layout, settings: settings).forEachItem { item in
      guard chosen.contains(item.key), !desk.isClosed, !shouldStop() else { return }
      slots.wait()
      crew.send {
        await desk.attempt(item)
        slots.signal()
      }
    }
    if shouldStop() { desk.close("interrupted") }
  }
}
