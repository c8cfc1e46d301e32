internal import ArchiveReading
internal import DatasetWriting
internal import Foundation
internal import Records

/// What is known, what is under way and what became of it, for one run over one dataset. Any thread may use it.
final class RunLedger: @unchecked Sendable {
  // Unchecked because the lock guards every stored property that changes, but for `committed`, which is set before the
  // first thread begins.

  /// Called when a segment is there.
  var committed: () -> Void = {}
  private let lock = NSLock()
  private let layout: DatasetLayout
  private let recipe: Recipe
  private var manifests: [SegmentID: SegmentManifest]
  private var records: [ArchiveID: ArchiveRecord]
  private var archivesByPath: [String: ArchiveID]
  private var underWay: Set<SegmentID> = []
  private var entries: [String: RunReport.Archive] = [:]
  private var inputs = Tally()
  private var counts = SegmentCounts()

  /// - Throws: `DatasetError` where the dataset's own files can't be read.
  init(layout: DatasetLayout, recipe: Recipe) throws(DatasetError) {
    self.layout = layout
    self.recipe = recipe
    manifests = Dictionary(
      try DatasetFiles.manifests(in: layout).map { ($0.segment, $0) }, uniquingKeysWith: { first, _ in first })
    records = Dictionary(
      try DatasetFiles.archives(in: layout).map { ($0.archive, $0) }, uniquingKeysWith: { first, _ in first })
    archivesByPath = Dictionary(records.values.map { ($0.path, $0.archive) }, uniquingKeysWith: min)
  }

  /// The report so far, without what only the run knows.
  var report: RunReport {
    lock.withLock {
      var report = RunReport(version: Gleaner.version, started: "", seconds: 0, workers: 0, rulesDigest: "")
      report.archives = entries.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
      report.inputs = inputs
      report.counts = counts
      return report
    }
  }

  /// Takes note of all archives, so that none can go missing from the report.
  func expect(_ archives: [FoundArchive]) {
    lock.withLock {
      for archive in archives { note(archive.displayPath, .pending) }
    }
  }

  /// What should be known of the segments as they are now.
  var warnings: [String] {
    lock.withLock {
      guard let difference = RecipeMix(Array(manifests.values)).difference else { return [] }
      return ["\(difference); a run over all archives makes them one"]
    }
  }

  /// Sees to it that no text stays behind when `archives` have been read without.
  func checkTexts(after archives: [FoundArchive]) throws(DatasetError) {
    let remainder = lock.withLock {
      TextRemainder(manifests: manifests.values.sorted { $0.segment < $1.segment }, records: records)
    }
    try remainder.check(after: archives, in: layout)
  }

  /// Takes note of an input that can't or is not to be read.
  func failed(_ fault: ReadingFault) {
    lock.withLock {
      inputs.reject(fault.reason)
      note(
        fault.archive, fault.reason.isExpected ? .skipped : .failed, reason: "\(fault.reason.rawValue): \(fault.detail)"
      )
    }
  }

  /// What is to be read for an archive; nil where it is known, refused already, a duplicate, or can't be read.
  func job(for archive: FoundArchive) throws -> ArchiveJob? {
    if let segment = lock.withLock({ knownSegment(of: archive) }) {
      lock.withLock { settle(archive, .known, segment: segment) }
      return nil
    }
    let id: ArchiveID
    do {
      id = try ArchiveReader.contentID(of: archive)
    } catch {
      failed(error)
      return nil
    }
    return try claim(archive, id)
  }

  /// Makes the segment appear, and what it replaces disappear.
  func commit(_ job: ArchiveJob, _ writer: SegmentWriter, _ books: ExtractionLane.Books) throws {
    let manifest = try writer.commit(archive: job.id, recipe: recipe, counts: books.counts)
    let refusal = books.counts.refusal.map {
      ArchiveRecord.Refusal(reason: $0, detail: books.details[$0] ?? "", reader: ArchiveReader.version)
    }
    try write(record(of: job.archive, id: job.id, segment: job.segment, refusal: refusal))
    let (former, replaced) = lock.withLock { () -> (SegmentManifest?, [SegmentManifest]) in
      let old = manifests.values.filter { isReplaced($0, by: job) }
      for manifest in old { manifests[manifest.segment] = nil }
      let former = manifests.updateValue(manifest, forKey: job.segment)
      counts.add(books.counts)
      settle(job.archive, .extracted, segment: job.segment, counts: books.counts)
      return (former, old)
    }
    if let former { try DatasetFiles.removeFiles(of: former, notIn: manifest, in: layout) }
    for manifest in replaced {
      try DatasetFiles.remove(manifest, in: layout)
      if manifest.archive != job.id { try forget(manifest.archive) }
    }
    committed()
  }

  /// Finishes what a run left undone that was killed between a commit and the removal of what it replaced: segments of
  /// another recipe whose archive has one of this recipe, and the former content of a file that has new content.
  func dropReplaced() throws {
    let current = Set(manifests.values.filter { $0.recipe == recipe }.map(\.archive))
    let paths = Dictionary(grouping: records.values, by: \.path)
    let former = paths.values.filter { $0.count > 1 }.flatMap { rivals in
      let status = try? FileManager.default.attributesOfItem(atPath: rivals[0].path)
      let bytes = (status?[.size] as? NSNumber)?.intValue
      return rivals.contains { $0.bytes == bytes } ? rivals.filter { $0.bytes != bytes }.map(\.archive) : []
    }
    for manifest in manifests.values.sorted(by: { $0.segment < $1.segment })
    where (manifest.recipe != recipe && current.contains(manifest.archive)) || former.contains(manifest.archive) {
      try DatasetFiles.remove(manifest, in: layout)
      manifests[manifest.segment] = nil
    }
    for archive in former { try forget(archive) }
  }

  // MARK: What is known

  /// The segment of an archive that is the file it was, by path, size and time, and need not be looked at again.
  private func knownSegment(of archive: FoundArchive) -> SegmentID? {
    guard let id = archivesByPath[archive.absolutePath], let record = records[id],
      record.bytes == archive.byteCount, record.modified == Int64(archive.modified)
    else { return nil }
    let segment = SegmentID(archive: record.archive, recipe: recipe)
    return isDone(segment) ? segment : nil
  }

  /// Whether there is a segment that the archive would only give once more: not where another version of the reader
  /// refused the archive, or where it could not be read for once.
  private func isDone(_ segment: SegmentID) -> Bool {
    guard let manifest = manifests[segment] else { return false }
    guard manifest.counts.refusal != nil else { return true }
    guard let refusal = records[manifest.archive]?.refusal else { return false }
    return refusal.reader == ArchiveReader.version && refusal.reason != .unreadable
  }

  private func claim(_ archive: FoundArchive, _ id: ArchiveID) throws -> ArchiveJob? {
    let segment = SegmentID(archive: id, recipe: recipe)
    let isNew = lock.withLock { () -> Bool in
      if !isDone(segment), underWay.insert(segment).inserted { return true }
      if underWay.contains(segment) {
        inputs.reject(.duplicateArchive)
        note(archive.displayPath, .duplicate, segment: segment, reason: DropReason.duplicateArchive.rawValue)
      } else {
        underWay.insert(segment)
        settle(archive, .known, segment: segment)
      }
      return false
    }
    if isNew { return ArchiveJob(archive: archive, id: id, segment: segment) }
    // A record is missing where a run was killed right behind the commit.
    let record = lock.withLock { records[id] }
    if record.map({ !FileManager.default.fileExists(atPath: $0.path) }) ?? true {
      try write(self.record(of: archive, id: id, segment: segment, refusal: record?.refusal))
    }
    return nil
  }

  /// Whether a segment gives way: the same content under another recipe, or the former content of the same file.
  private func isReplaced(_ manifest: SegmentManifest, by job: ArchiveJob) -> Bool {
    if manifest.segment == job.segment { return false }
    if manifest.archive == job.id { return true }
    return records[manifest.archive]?.path == job.archive.absolutePath
  }

  // MARK: Taking notes

  /// Books an archive that has its segment: as read or known, or as refused where that holds nothing.
  private func settle(
    _ archive: FoundArchive, _ outcome: RunReport.Outcome, segment: SegmentID, counts: SegmentCounts? = nil
  ) {
    if let (reason, detail) = refusal(of: archive, segment) {
      inputs.reject(reason)
      note(
        archive.displayPath, .refused, segment: segment, reason: "\(reason.rawValue): \(detail)", counts: counts)
    } else {
      inputs.pass()
      note(archive.displayPath, outcome, segment: segment, counts: counts)
    }
  }

  private func refusal(of archive: FoundArchive, _ segment: SegmentID) -> (DropReason, String)? {
    guard let manifest = manifests[segment] else { return nil }
    if let reason = manifest.counts.refusal { return (reason, records[manifest.archive]?.refusal?.detail ?? "") }
    // Who names a file means that it is a log; in a directory other JSON may lie beside the logs.
    guard !archive.isNamed, manifest.counts.isStray else { return nil }
    return (.notALog, "it is JSON, but none of its \(manifest.counts.records.taken) record(s) has a known shape")
  }

  private func note(
    _ path: String, _ outcome: RunReport.Outcome, segment: SegmentID? = nil, reason: String = "",
    counts: SegmentCounts? = nil
  ) {
    entries[path] = RunReport.Archive(
      path: path, outcome: outcome, segment: segment?.rawValue ?? "", reason: reason, counts: counts)
  }

  private func write(_ record: ArchiveRecord) throws {
    lock.withLock {
      records[record.archive] = record
      archivesByPath[record.path] = record.archive
    }
    try DatasetFiles.write(record, to: layout.archiveRecord(of: record.archive), in: layout)
  }

  private func forget(_ archive: ArchiveID) throws {
    let isHeld = lock.withLock { manifests.values.contains { $0.archive == archive } }
    if isHeld { return }
    lock.withLock { records[archive] = nil }
    let path = layout.archiveRecord(of: archive)
    if unlink(path) != 0, errno != ENOENT { throw DatasetError(.writing, path: path, engineCode: Int(errno)) }
  }

  private func record(
    of archive: FoundArchive, id: ArchiveID, segment: SegmentID, refusal: ArchiveRecord.Refusal?
  ) -> ArchiveRecord {
    ArchiveRecord(
      archive: id, path: archive.absolutePath, bytes: archive.byteCount, modified: Int64(archive.modified),
      segment: segment, refusal: refusal)
  }
}
