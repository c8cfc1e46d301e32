internal import ArchiveReading
internal import DatasetWriting
internal import Records
internal import Streams

/// One archive on its way into a segment.
final class ExtractionLane: Lane {
  private let job: ArchiveJob
  private let reader: ArchiveReader
  private let writer: SegmentWriter
  private let progress: RunProgress
  private let finished: (ArchiveJob, SegmentWriter, Books) throws -> Void
  private var books = Books()
  private var bytesReported = 0

  /// A whole archive's books, and the first words on each reason for which it or a member was lost.
  struct Books {
    var counts = SegmentCounts()
    var details: [DropReason: String] = [:]
    var members: [Int: (records: Int, unknown: Int)] = [:]

    /// Takes members of a few records, none of a known shape, for what lies beside the logs in an archive that has logs: as
    /// `user.json` beside `conversations.json` in the export of a chat site.
    mutating func excuseCompanions() {
      guard counts.records.passed > 0 else { return }
      for member in members.values
      where member.unknown == member.records && member.records <= SegmentCounts.strayRecords {
        counts.records.turn(.unknownShape, into: .companionFile, count: member.unknown)
      }
    }
  }

  /// - Parameter finished: Called with the whole archive's books when all rows are written; it commits.
  init(
    _ job: ArchiveJob, reader: ArchiveReader, writer: SegmentWriter, progress: RunProgress,
    finished: @escaping (ArchiveJob, SegmentWriter, Books) throws -> Void
  ) {
    self.job = job
    self.reader = reader
    self.writer = writer
    self.progress = progress
    self.finished = finished
  }

  func next() throws -> RecordBatch? {
    let batch = reader.nextBatch()
    progress.read(bytes: reader.bytesRead - bytesReported)
    bytesReported = reader.bytesRead
    return batch
  }

  func transform(_ batch: RecordBatch, using extractor: BatchExtractor) throws -> BatchProduct {
    defer { batch.recycle() }
    return try extractor.extract(batch, archive: job.id)
  }

  func accept(_ product: BatchProduct) throws {
    for (table, frame) in product.tables { try writer.append(frame, to: table) }
    if let frame = product.rejected { try writer.appendRejected(frame) }
    books.counts.add(product.counts)
    books.details.merge(product.details) { first, _ in first }
    books.members.merge(product.members) { ($0.records + $1.records, $0.unknown + $1.unknown) }
    progress.took(product.counts)
  }

  func finish() throws {
    books.counts.bytesRead = reader.bytesRead
    books.counts.bytesExpanded = reader.bytesExpanded
    books.counts.members = reader.memberTally
    books.excuseCompanions()
    try finished(job, writer, books)
  }
}

/// One archive that is to be read: the file, what its content is called, and what its segment will be.
struct ArchiveJob: Sendable {
  let archive: FoundArchive
  let id: ArchiveID
  let segment: SegmentID
}
