public import Records

/// Reads one archive from beginning to end, whatever its containers and compressions, and gives its records in batches.
///
/// Memory is bounded by the batch, the longest record allowed, and the windows of the decoders; no archive, member or
/// array is ever whole in memory, and nothing is written to disk. One thread at a time; the batches may go to others.
///
///     let reader = ArchiveReader(archive, limits: ReadingLimits(), pool: pool)
///     while let batch = reader.nextBatch() {
///       for record in batch.records { parse(batch.bytes(of: record)) }
///       batch.recycle()
///     }
public final class ArchiveReader {
  /// Counts up whenever something is read that was refused before, so that refused archives are looked at again.
  public static let version = 2

  private let walk: ArchiveWalk
  private let byteCount: Int
  private let pool: BatchPool
  private var batch: RecordBatch?
  private var text: (any RecordText)?

  /// - Parameter columns: The paths of the columns that are read of Parquet; all of them where none is named.
  public init(_ archive: FoundArchive, limits: ReadingLimits, pool: BatchPool, columns: [[String]] = []) {
    walk = ArchiveWalk(archive, limits: limits, columns: columns)
    byteCount = archive.byteCount
    self.pool = pool
  }

  /// The names of the members that held text, by number: one empty name for a file without members.
  ///
  /// Names are as the archive has them: do not take them for paths. What stands in a container inside another is called
  /// `inner.zip!name`.
  public var members: [String] { walk.members }

  /// The books of the members: passed are those that ended well, rejected is one for every fault that is not of scope
  /// `record`. Directories and devices inside of containers are not counted. Complete at the end.
  public var memberTally: Tally { walk.tally }

  /// How many bytes of the file were taken from disk so far; a zip, of which parts are read more than once, has no more
  /// than it is long.
  public var bytesRead: Int { min(walk.meter.bytesRead, byteCount) }

  /// How many bytes of text came out so far.
  public var bytesExpanded: Int { walk.meter.bytesOfText }

  /// The next records and faults, in order; nil at the end.
  ///
  /// Never throws: what goes wrong is among the faults, and all that was decoded before is among the records.
  public func nextBatch() -> RecordBatch? {
    let batch = batch ?? pool.take()
    self.batch = batch
    while !walk.isOver {
      if batch.isFull || !step(batch) { return handOver(batch) }
    }
    self.batch = nil
    guard !batch.isEmpty else {
      batch.recycle()
      return nil
    }
    return batch
  }

  /// Reads a piece or goes to the next member; false if the batch must be handed on first.
  private func step(_ batch: RecordBatch) -> Bool {
    guard text != nil else {
      text = walk.next(batch)
      return true
    }
    switch text?.pump(batch, meter: walk.meter) {
    case .over(let reason)?:
      if let text { walk.close(text, reason) }
      text = nil
      return true
    case .batchIsFull?: return false
    case .more?, nil: return true
    }
  }

  private func handOver(_ full: RecordBatch) -> RecordBatch {
    let next = pool.take()
    text?.move(from: full, to: next)
    batch = next
    return full
  }
}
