public import ArchiveReading
public import DatasetWriting
internal import FeedbackDetection
public import FeedbackIndex
internal import FeedbackRules
internal import Foundation
internal import Records
internal import Streams
internal import TranscriptParsing

/// The main job: archives in, a dataset with its index out.
///
/// An archive whose content and recipe are known is not read again. Segments are committed one by one; a run that ends
/// early, in whatever way, leaves a dataset that the next run completes.
public struct GleanerRun {
  private let inputs: [String]
  private let layout: DatasetLayout
  private let setup: DetectionSetup
  private let settings: ExtractionSettings
  private let workers: Int
  private let buildsIndex: Bool

  /// - Parameters:
  ///   - inputs: Files and directories.
  ///   - layout: The dataset; made where it is not there.
  ///   - workers: Threads, at least 1.
  ///   - buildsIndex: Whether the index and the card follow the segments, as in `gleaner run`; not in `gleaner extract`.
  public init(
    inputs: [String], into layout: DatasetLayout, setup: DetectionSetup, settings: ExtractionSettings, workers: Int,
    buildsIndex: Bool = true
  ) {
    self.inputs = inputs
    self.layout = layout
    self.setup = setup
    self.settings = settings
    self.workers = workers
    self.buildsIndex = buildsIndex
  }

  /// Runs.
  ///
  /// - Parameters:
  ///   - progress: Kept up to date while the run goes on.
  ///   - shouldStop: Asked often; once true, the run ends after what is under way, and can be resumed.
  /// - Throws: `DatasetError` (`inputInside`, `otherContent` and `textStays` before anything is read; the lock, writing,
  ///   damaged files), `FeedbackIndexError`. What is wrong with archives is in the report.
  public func run(progress: RunProgress, shouldStop: @escaping () -> Bool) throws -> RunReport {
    let started = Date()
    try checkInputs()
    try layout.checkPlace()
    let lock = try DatasetLock(layout)
    defer { withExtendedLifetime(lock) {} }
    try DatasetFiles.sweep(layout)
    let ledger = try RunLedger(layout: layout, recipe: settings.recipe(for: setup))
    try ledger.dropReplaced()
    let drift = buildsIndex ? RateDrift(layout) : nil
    let search = ArchiveFinder.find(inputs)
    if settings.withoutText { try ledger.checkTexts(after: search.archives) }
    search.faults.forEach(ledger.failed)
    ledger.expect(search.archives)
    progress.plan(archives: search.archives.count, bytes: search.archives.reduce(0) { $0 + $1.byteCount })
    // One worker does everything on the calling thread.
    let follower = buildsIndex && workers > 1 ? IndexFollower(layout) : nil
    defer { follower?.finish() }
    ledger.committed = { follower?.segmentWasCommitted() }
    let isComplete = try extract(search.archives, ledger, progress, shouldStop)
    follower?.finish()
    let rules = setup.rules
    try DatasetFiles.write(rules.summaries, to: layout.ruleList(digest: rules.digest), in: layout)
    var report = ledger.report
    report.warnings = ledger.warnings
    report.isComplete = isComplete
    report.rulesDigest = rules.digest
    report.workers = workers
    report.started = Self.time(started)
    report.seconds = (Date().timeIntervalSince(started) * 1000).rounded() / 1000
    let file = runFile(started)
    try DatasetFiles.write(report, to: file, in: layout)
    if buildsIndex {
      report.indexFailures = try publish(progress)
      let moved = drift?.sentences(layout) ?? []
      report.warnings += moved
      if !report.indexFailures.isEmpty || !moved.isEmpty { try DatasetFiles.write(report, to: file, in: layout) }
    }
    return report
  }

  /// A dataset is not read as logs, and least of all into itself.
  private func checkInputs() throws(DatasetError) {
    if layout.root.isEmpty { return }
    let dataset = RealPath(layout.root)
    for input in inputs where RealPath(input).isWithin(dataset) { throw DatasetError(.inputInside, path: input) }
  }

  private func extract(
    _ archives: [FoundArchive], _ ledger: RunLedger, _ progress: RunProgress, _ shouldStop: @escaping () -> Bool
  ) throws -> Bool {
    var queue = archives[...]
    // The model weighs the votes of rules on trial too.
    let plan = DetectionPlan(rules: setup.rules, scope: setup.model == nil ? .deciding : .run)
    let pool = BatchPool(batchBytes: settings.reading.batchBytes)
    let lanes = OrderedLanes<ExtractionLane>(workers: workers)
    return try lanes.run(
      nextLane: {
        while let archive = queue.popFirst(), !shouldStop() {
          if let lane = try lane(for: archive, ledger, pool, progress) { return lane }
          progress.read(bytes: archive.byteCount)
          progress.archiveDone()
        }
        return nil
      },
      scratch: { BatchExtractor(plan: plan, setup: setup, settings: settings) }, shouldStop: shouldStop)
  }

  /// The lane that reads an archive; nil where there is nothing to read.
  private func lane(
    for archive: FoundArchive, _ ledger: RunLedger, _ pool: BatchPool, _ progress: RunProgress
  ) throws -> ExtractionLane? {
    guard let job = try ledger.job(for: archive) else { return nil }
    let reader = ArchiveReader(
      archive, limits: settings.reading, pool: pool, columns: TranscriptParser.columns)
    let writer = try SegmentWriter(job.segment, in: layout)
    return ExtractionLane(job, reader: reader, writer: writer, progress: progress) { job, writer, books in
      try ledger.commit(job, writer, books)
      progress.archiveDone()
    }
  }

  private func publish(_ progress: RunProgress) throws -> [String] {
    progress.enter(phase: "indexing")
    let update = try DatasetPublication(layout, limits: settings.reading).publish()
    progress.enter(phase: "done")
    return update.failures.map(\.description)
  }

  private func runFile(_ started: Date) -> String {
    let stamp = Self.time(started).replacing(":", with: "").replacing("-", with: "")
    var path = "\(layout.runs)/\(stamp).json"
    var number = 1
    while FileManager.default.fileExists(atPath: path) {
      number += 1
      path = "\(layout.runs)/\(stamp)-\(number).json"
    }
    return path
  }

  private static func time(_ date: Date) -> String { date.ISO8601Format() }
}

/// Brings the dataset's index and card up to its segments.
public struct DatasetPublication {
  private let layout: DatasetLayout
  private let limits: ReadingLimits

  /// - Parameter limits: For the archives that answers are fetched from.
  public init(_ layout: DatasetLayout, limits: ReadingLimits = ReadingLimits()) {
    self.layout = layout
    self.limits = limits
  }

  /// - Throws: `FeedbackIndexError`, `DatasetError`. The caller holds the dataset's lock.
  /// - Returns: What the index took in and what it could not use.
  @discardableResult
  public func publish(rebuildingIndex: Bool = false) throws -> IndexUpdate {
    let manifests = try DatasetFiles.manifests(in: layout)
    var damaged: [FeedbackIndexError] = []
    var besides: [DatasetTable: Int] = [:]
    do {
      besides[.verdicts] = try VerdictPublication(layout: layout).write(manifests)
      besides[.rewrites] = try RewritePublication(layout: layout).write(manifests)
    } catch let error as FeedbackIndexError where error.code == .damagedAnswers {
      // The verdicts stay as they were published last; all else goes on.
      damaged.append(error)
      for (table, file) in [(DatasetTable.verdicts, DatasetLayout.verdicts), (.rewrites, DatasetLayout.rewrites)] {
        besides[table] = FileManager.default.fileExists(atPath: layout.path(file)) ? 1 : 0
      }
    }
    var update = rebuildingIndex ? try FeedbackIndex.rebuild(layout) : try updated()
    update.failures += damaged
    let index = try FeedbackIndex.open(layout, for: .reading)
    try SessionReformulations(layout, index: index, limits: limits).write()
    besides[.personas] = try PersonaBuild(layout, index: index).build(manifests).rows
    besides[.pairs] = try PairBuild(layout, index: index).build().rows
    let filled = Set(besides.filter { $0.value > 0 }.keys)
    try DatasetFiles.standIn(forTablesEmptyIn: manifests, butFor: filled, in: layout)
    let card = DatasetCard(manifests: manifests, besides: besides)
    try DatasetFiles.write(card.text, to: layout.card, in: layout)
    return update
  }

  private func updated() throws -> IndexUpdate {
    let index = try FeedbackIndex.open(layout, for: .writing)
    let update = try index.update()
    try index.close()
    return update
  }
}
