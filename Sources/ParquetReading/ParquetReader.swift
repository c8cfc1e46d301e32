/// Reads the wanted columns of one Parquet file and gives each row as one JSON object.
///
/// Row group after row group, and of each only the pages that are being read: memory is bounded by the pages and
/// dictionaries of the wanted columns, whatever the row groups measure. The bytes of other columns are never read.
/// Members that are null are left out. One reader serves one thread.
///
/// The format's sources: apache/parquet-format, README.md, Encodings.md, LogicalTypes.md, Compression.md and
/// src/main/thrift/parquet.thrift.
///
/// ```swift
/// let reader = try ParquetReader(try ParquetFile(path: "train.parquet"), selecting: wanted)
/// let row = JSONSink()
/// while try reader.nextRow(into: row) { … row.bytes …; row.clear() }
/// ```
public final class ParquetReader {
  /// Rows in the file, by its footer.
  public var rowCount: Int { footer.rowCount }
  public var rowGroupCount: Int { footer.rowGroups.count }
  /// Rows that were given or lost so far: the number of the row that comes next.
  public private(set) var rowsPassed = 0
  /// The program that wrote the file, as the file tells; a stranger's text.
  public var writer: String? { footer.writer }
  /// All columns of the file.
  public let columns: [ParquetColumn]
  /// The paths of the columns that are read, in the file's order; none where the file has nothing that is wanted.
  public var wantedColumns: [String] { readers.map(\.path) }
  /// Bytes taken from the source.
  public var bytesRead: Int { source.bytesRead }
  /// Bytes that came out of pages and as JSON, as `ParquetLimits.expansionRatio` counts them.
  public var bytesGiven: Int { source.bytesGiven }
  /// Bytes of memory that the footer, the pages and the dictionaries hold now.
  public var bytesHeld: Int { held.byteCount }

  private let source: MeteredBytes
  private let limits: ParquetLimits
  private let held: HeldMemory
  private let footer: FileFooter
  private let plan: RowPlan?
  private let readers: [ColumnReader]
  /// The row group that is being read, and how many of its rows have passed; nil between row groups.
  private var current: (index: Int, rowsPassed: Int)?
  private var nextGroup = 0

  /// Reads the footer.
  ///
  /// - Throws: `ParquetError` with the scope `file`: `unreadable`, `notParquet`, `encrypted`, `corruptFooter`,
  ///   `corruptSchema`, `tooLarge`, `unsupported`. A file without any wanted column is not an error here.
  public init(
    _ source: any RandomAccessBytes, selecting selection: ParquetSelection, limits: ParquetLimits = ParquetLimits()
  ) throws(ParquetError) {
    self.limits = limits
    self.source = MeteredBytes(source, limits: limits)
    held = HeldMemory(bytesAllowed: limits.heldBytes)
    do throws(PageFault) {
      footer = try FileFooter(self.source, limits: limits, held: held)
      columns = ParquetColumn.all(in: footer.schema)
      let factory = ColumnFactory(source: self.source, limits: limits, held: held)
      plan = try factory.plan(footer.schema, selection)
      readers = plan?.columns ?? []
    } catch {
      throw error.error(scope: .file)
    }
  }

  /// Appends the next row to the sink as one JSON object; false at the end of the file.
  ///
  /// Whatever is thrown, reading may go on: behind the row or the row group that was lost, and at the end where the
  /// scope is `file`. The sink then is as it was. All rows are accounted for: those given and the `rowsLost` of all
  /// errors make `rowCount`.
  ///
  /// - Throws: `ParquetError` with the scope `row` (`invalidUTF8`, `tooLarge`), `rowGroup` (`corruptFooter`,
  ///   `corruptPage`, `wrongChecksum`, `encrypted`, `unsupported`, `unreadable`, `tooLarge`) or `file`
  ///   (`nothingWanted`, `expandsTooMuch`).
  public func nextRow(into sink: JSONSink) throws(ParquetError) -> Bool {
    guard let plan else { return try refuse() }
    guard let group = try enterGroup() else { return false }
    let writer = RowWriter(plan, into: sink, rowBytes: limits.rowBytes)
    let start = sink.count
    do throws(PageFault) {
      try writer.write()
      let isLast = group.rowsPassed + 1 == footer.rowGroups[group.index].rowCount
      if isLast { try requireEnd() }
      try source.gave(max(16, sink.count - start))
    } catch {
      sink.truncate(to: start)
      throw lose(error, in: group)
    }
    pass(1, of: group)
    return true
  }

  /// A file without anything that is wanted gives no rows, and one error that counts them all.
  private func refuse() throws(ParquetError) -> Bool {
    let lost = rowCount - rowsPassed
    guard lost > 0 else { return false }
    rowsPassed = rowCount
    throw ParquetError(.nothingWanted, rowsLost: lost, detail: "the file has none of the columns that are wanted")
  }

  /// The row group that the next row is in, made ready; nil at the end of the file.
  private func enterGroup() throws(ParquetError) -> (index: Int, rowsPassed: Int)? {
    if let current { return current }
    while nextGroup < footer.rowGroups.count {
      let group = (index: nextGroup, rowsPassed: 0)
      nextGroup += 1
      guard footer.rowGroups[group.index].rowCount > 0 else { continue }
      do throws(PageFault) {
        let chunks = try footer.chunks(of: footer.rowGroups[group.index], for: readers)
        for (reader, chunk) in zip(readers, chunks) { reader.begin(chunk) }
      } catch {
        throw lose(error, in: group)
      }
      current = group
      return group
    }
    return nil
  }

  private func requireEnd() throws(PageFault) {
    for reader in readers where try !reader.isAtEnd() {
      throw reader.placed(.corrupt("the column has more rows than the row group"))
    }
  }

  private func pass(_ rows: Int, of group: (index: Int, rowsPassed: Int)) {
    rowsPassed += rows
    let passed = group.rowsPassed + rows
    current = passed < footer.rowGroups[group.index].rowCount ? (group.index, passed) : nil
  }

  /// Gives up the row, the row group or the file, and makes the error that says so.
  private func lose(_ fault: PageFault, in group: (index: Int, rowsPassed: Int)) -> ParquetError {
    var fault = fault
    fault.place.rowGroup = group.index
    fault.place.row = rowsPassed
    if fault.isOfRow {
      do throws(PageFault) {
        for reader in readers { try reader.finish(before: group.rowsPassed + 1) }
        if group.rowsPassed + 1 == footer.rowGroups[group.index].rowCount { try requireEnd() }
        pass(1, of: group)
        return fault.error(scope: .row, rowsLost: 1)
      } catch {
        // What spoils the row group says more than what spoilt the row.
        fault = error
        fault.place.rowGroup = group.index
        fault.place.row = rowsPassed
      }
    }
    if fault.code == .expandsTooMuch {
      let lost = rowCount - rowsPassed
      rowsPassed = rowCount
      current = nil
      nextGroup = footer.rowGroups.count
      return fault.error(scope: .file, rowsLost: lost)
    }
    let lost = footer.rowGroups[group.index].rowCount - group.rowsPassed
    pass(lost, of: group)
    return fault.error(scope: .rowGroup, rowsLost: lost)
  }
}
