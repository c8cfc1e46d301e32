public import ArchiveReading
internal import AuditStatistics
public import DatasetWriting
internal import Dispatch
public import FeedbackIndex
internal import Foundation
internal import ModelClient
internal import ModelPrompting
internal import Records
internal import Redaction
internal import Synchronization

/// The second stage of the cascade: asks a chat model about follow-ups that this machine is unsure of, and about some at random,
/// within a budget.
///
/// The caller holds the dataset's lock. Whatever ends a run, the next one goes on: replies are kept as they come, and are not paid
/// for twice.
public final class ClassificationRun {
  let layout: DatasetLayout
  let settings: JudgeSettings
  let limits: ReadingLimits
  let historyBytes: Int
  let store: AnswerStore

  /// - Parameters:
  ///   - limits: For the archives that conversations are fetched from.
  ///   - historyBytes: As for the rows of feedback.
  /// - Throws: `FeedbackIndexError` where the answers can't be opened.
  public init(
    _ layout: DatasetLayout, settings: JudgeSettings, limits: ReadingLimits = ReadingLimits(),
    historyBytes: Int = 32 << 10
  ) throws(FeedbackIndexError) {
    self.layout = layout
    self.settings = settings
    self.limits = limits
    self.historyBytes = historyBytes
    store = try AnswerStore.open(layout)
  }

  /// What a run would ask, and what that would take; nothing is sent.
  ///
  /// - Parameter sends: False plans for what was written for a batch, and nothing else.
  public func plan(sends: Bool = true) throws -> ClassificationPlan {
    let together = try store.underWay(judge: settings.judge, prompt: settings.promptVersion)
    let expected = sends ? [] : try store.expected(judge: settings.judge, prompt: settings.promptVersion)
    let judged =
      settings.reclassifies
      ? try store.judgements(prompt: settings.promptVersion, judge: settings.judge).filter {
        !$0.value.category.isEmpty
      }
      // What could not be had may be back.
      : try store.judgements().filter { $0.value.status != "unavailable" }
    return try ClassificationPlanner(
      layout: layout, settings: settings, judged: Set(judged.keys), gone: try goneArchives(), choosesMore: sends
    ).plan(try DatasetFiles.manifests(in: layout), together: together + expected)
  }

  /// Archives that are not where they were seen last: their texts can't be had.
  private func goneArchives() throws -> Set<ArchiveID> {
    let records = try DatasetFiles.archives(in: layout)
    return Set(records.filter { !FileManager.default.fileExists(atPath: $0.path) }.map(\.archive))
  }

  /// Asks, and keeps what comes back.
  ///
  /// - Parameters:
  ///   - sends: False takes replies that are kept and sends nothing.
  ///   - progress: Told how many follow-ups are done, of how many.
  ///   - shouldStop: Asked often; once true, what is under way is finished and nothing more is asked.
  /// - Throws: `ModelClientError` for settings that no client can be made of, `PromptError`, `FeedbackIndexError`,
  ///   `DatasetError`, `ShardError`. What the server does wrong is in the report.
  public func run(
    sends: Bool = true, progress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in },
    shouldStop: @escaping () -> Bool
  ) throws -> ClassificationReport {
    let started = Date()
    let plan = try plan(sends: sends)
    let client = sends && !plan.items.isEmpty ? try ModelClient(settings.client, key: settings.key) : nil
    let asker = Asker(
      client: client, store: store, purse: Purse(settings.budget, price: settings.price),
      judge: settings.client.model, parameters: settings.client.style.extraFields)
    let desk = Desk(
      try Inquiry(settings, asker: asker), store: store, settings: settings, historyBytes: historyBytes,
      items: plan.items.count, progress: progress)
    try hand(plan.items, to: desk, shouldStop)
    var report = desk.report(plan, asker.counts, client?.counters)
    if let client { Blocking.wait { await client.shutDown() } }
    if let error = desk.storeError { throw error }
    report.started = started.ISO8601Format()
    report.seconds = (Date().timeIntervalSince(started) * 1000).rounded() / 1000
    let stamp = report.started.replacing(":", with: "").replacing("-", with: "")
    try DatasetFiles.write(report, to: "\(layout.classifications)/\(stamp).json", in: layout)
    return report
  }

  /// Fetches the conversations and hands them on. No more of them are in memory than the client may have under way, twice over.
  private func hand(_ items: [ClassificationPlan.Item], to desk: Desk, _ shouldStop: @escaping () -> Bool) throws {
    let slots = DispatchSemaphore(value: 2 * settings.client.concurrency.maximum)
    let crew = Crew()
    defer { crew.wait(whileStopping: shouldStop) }
    try forEachConversation(
      of: items, while: { !desk.isClosed && !shouldStop() },
      missing: { desk.setAside($0, withoutText: $1) },
      { conversation, asked, withoutText in
        slots.wait()
        crew.send {
          await desk.ask(about: conversation, asked, withoutText: withoutText)
          slots.signal()
        }
      })
    if shouldStop() { desk.close("interrupted") }
  }

  /// Hands out the conversations of some items, archive by archive, each archive in one pass.
  ///
  /// - Parameters:
  ///   - goesOn: Asked before each conversation; once false, that is all.
  ///   - missing: Gets the items whose conversations can't be had, because the archive is gone or changed.
  ///   - body: Gets a conversation, what is asked of it, and whether its rows are without texts.
  func forEachConversation(
    of items: [ClassificationPlan.Item], while goesOn: () -> Bool = { true },
    missing: ([ClassificationPlan.Item], Bool) -> Void = { _, _ in },
    _ body: (Conversation, [ClassificationPlan.Item], Bool) throws -> Void
  ) throws {
    let paths = try DatasetFiles.archives(in: layout).reduce(into: [:]) { $0[$1.archive] = $1.path }
    let textless = Set(try DatasetFiles.manifests(in: layout).filter(\.recipe.withoutText).map(\.archive))
    for (archive, items) in Self.grouped(items, by: \.record.archive) {
      var left = Dictionary(grouping: items, by: \.record.recordID)
      _ = try ArchivePass(limits: limits).fetch(Set(left.keys), from: paths[archive] ?? "", id: archive) {
        recordID, conversation in
        guard goesOn() else { return false }
        for asked in Self.together(left.removeValue(forKey: recordID) ?? []) {
          try body(conversation, asked, textless.contains(archive))
        }
        return true
      }
      guard goesOn() else { return }
      for asked in left.values.flatMap(Self.together) { missing(asked, textless.contains(archive)) }
    }
  }

  /// What asks without sending.
  func offline() throws(PromptError) -> (Inquiry, Asker) {
    let asker = Asker(
      client: nil, store: store, purse: Purse(settings.budget, price: settings.price), judge: settings.judge,
      parameters: settings.client.style.extraFields)
    return (try Inquiry(settings, asker: asker), asker)
  }

  /// The items of a conversation, apart where they are asked about apart.
  private static func together(_ items: [ClassificationPlan.Item]) -> [[ClassificationPlan.Item]] {
    Dictionary(grouping: items, by: \.group).sorted { $0.key < $1.key }
      .map { $0.value.sorted { $0.record.messageIndex < $1.record.messageIndex } }
  }

  private static func grouped(
    _ items: [ClassificationPlan.Item], by key: KeyPath<ClassificationPlan.Item, ArchiveID>
  ) -> [(ArchiveID, [ClassificationPlan.Item])] {
    Dictionary(grouping: items) { $0[keyPath: key] }.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { ($0.key, $0.value) }
  }
}
