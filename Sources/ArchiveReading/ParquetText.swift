import ParquetReading
import Records

/// A Parquet file while its rows are read, each of which becomes one JSON record of the wanted columns.
///
/// A row that is lost takes its number with it, and each is a fault of its own, also where a whole row group is lost.
struct ParquetText: RecordText {
  private let archive: FoundArchive
  private let member: Int
  private let reader: ParquetReader
  private let sink = JSONSink()
  /// The number of the row that is in the sink; nil where it is empty.
  private var row: Int?
  /// Rows that are lost and still to be reported: of which the first, how many, and why.
  private var lost: (first: Int, count: Int, error: ParquetError)?
  /// Where the next record would begin if the rows stood one after the other in a file of lines.
  private var byte = 0
  private var bytesCounted = 0
  private var isOver = false

  /// Faults that are put into a batch at a time.
  private static let faultsAtOnce = 512

  init(
    _ archive: FoundArchive, member: Int, limits: ReadingLimits, columns: [[String]]
  ) throws(StreamBreak) {
    self.archive = archive
    self.member = member
    var parquet = ParquetLimits()
    parquet.rowBytes = limits.recordBytes
    parquet.expansionRatio = limits.expansionRatio
    parquet.expandedBytesAllowed = limits.expandedBytesAllowed
    do throws(ParquetError) {
      let file = try ParquetFile(path: String(decoding: archive.path, as: UTF8.self))
      reader = try ParquetReader(file, selecting: Self.selection(columns), limits: parquet)
    } catch {
      throw StreamBreak(reason: Self.reason(of: error), engineCode: error.engineCode, detail: error.detail)
    }
    guard !reader.wantedColumns.isEmpty else {
      throw StreamBreak(reason: .notALog, detail: "it is Parquet, but has none of the columns of a known log format")
    }
  }

  /// Lists of messages may be kept as text that is JSON; it is then read as what it says.
  private static func selection(_ columns: [[String]]) -> ParquetSelection {
    if columns.isEmpty { return .everything }
    var selection = ParquetSelection()
    for path in columns { selection.take(path[...]) }
    for path in columns where path.count > 1 { selection.children[path[0]]?.readsText = true }
    return selection
  }

  mutating func pump(_ batch: RecordBatch, meter: ReadingMeter) -> TextProgress {
    if lost != nil { return reportLost(batch) }
    if row == nil, !isOver { readRow() }
    meter.bytesRead += reader.bytesRead - bytesCounted
    bytesCounted = reader.bytesRead
    if lost != nil { return .more }
    guard let row else { return .over(nil) }
    guard makeRoom(in: batch) else { return .batchIsFull }
    UnsafeMutableRawBufferPointer(start: batch.base + batch.filled, count: sink.count).copyMemory(from: sink.bytes)
    batch.records.append(
      RawRecord(
        member: member, row: row, line: row + 1, byte: byte, range: batch.filled..<batch.filled + sink.count))
    batch.filled += sink.count
    meter.bytesOfText += sink.count
    byte += sink.count + 1
    self.row = nil
    return .more
  }

  mutating func move(from full: RecordBatch, to next: RecordBatch) { next.enter(member: member, name: "") }

  private mutating func readRow() {
    let number = reader.rowsPassed
    sink.clear()
    do throws(ParquetError) {
      if try reader.nextRow(into: sink) { row = number } else { isOver = true }
    } catch {
      lost = (number, max(1, error.rowsLost), error)
    }
  }

  private mutating func reportLost(_ batch: RecordBatch) -> TextProgress {
    guard let (first, count, error) = lost else { return .more }
    let now = min(count, Self.faultsAtOnce)
    for row in first..<first + now {
      batch.faults.append(
        ReadingFault(
          reason: Self.reason(of: error), scope: .record, archive: archive.displayPath, member: member, row: row,
          line: row + 1, byte: byte, engineCode: error.engineCode, detail: error.detail))
    }
    lost = now < count ? (first + now, count - now, error) : nil
    return batch.faults.count >= Self.faultsAtOnce ? .batchIsFull : .more
  }

  private func makeRoom(in batch: RecordBatch) -> Bool {
    if batch.filled + sink.count <= batch.capacity { return true }
    guard batch.records.isEmpty else { return false }
    batch.grow(to: batch.filled + sink.count)
    return true
  }

  private static func reason(of error: ParquetError) -> DropReason {
    switch error.code {
    case .unreadable: .unreadable
    case .encrypted: .encrypted
    case .unsupported: .unsupportedFormat
    case .nothingWanted: .notALog
    case .expandsTooMuch: .expandsTooMuch
    case .invalidUTF8: .invalidUTF8
    case .tooLarge where error.scope == .row: .recordTooLarge
    default: .corruptArchive
    }
  }
}

extension ParquetSelection {
  /// Wants what a path leads to.
  fileprivate mutating func take(_ path: ArraySlice<String>) {
    guard let name = path.first else { return }
    var child = children[name] ?? ParquetSelection()
    child.take(path.dropFirst())
    children[name] = child
  }
}
