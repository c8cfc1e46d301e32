/// Writes one Parquet file as a stream: rows go in value by value, pages come out a row group at a time.
///
/// Memory holds one row group, whatever the file measures, and of each row group that was written some hundred bytes a
/// column for the footer. The same schema, options and rows give the same bytes. One writer serves one thread.
///
/// A row is given its values in the schema's order and ended; each value says whose it is, so that two columns of one
/// kind can't be confused. What goes wrong with a row (`scope` is `row`) takes back that row alone, and the next value
/// begins a new one. After a fault of the file (`scope` is `file`) the writer refuses everything.
///
/// The format's sources: apache/parquet-format, README.md, Encodings.md, LogicalTypes.md, Compression.md and
/// src/main/thrift/parquet.thrift; apache/thrift, doc/specs/thrift-compact-protocol.md.
///
/// ```swift
/// let schema = try ParquetSchema([.init("id", .string), .init("turn", .int64), .init("prompt", .messages)])
/// let writer = ParquetWriter(schema) { try file.write(contentsOf: $0) }
/// try writer.field("id", "a-1")
/// try writer.field("turn", 2)
/// try writer.beginMessages("prompt")
/// try writer.message(role: "user", content: "What is a quine?")
/// try writer.endMessages()
/// try writer.endRow()
/// let summary = try writer.finish()
/// ```
public final class ParquetWriter {
  /// What a finished file is.
  public struct Summary: Hashable, Sendable {
    public let rows: Int
    public let bytes: Int
    public let rowGroups: Int
  }

  public let schema: ParquetSchema
  public let options: Options
  /// How many rows were ended so far.
  public private(set) var rowCount = 0
  /// How many bytes the sink has taken so far.
  public var bytesWritten: Int { output.bytesWritten }

  private let output: FileOutput
  private let chunks: ChunkWriter
  private let columns: [ColumnBuffer]
  private var rowGroups: [FooterWriter.RowGroup] = []
  /// What was ended and waits to be written, and how large it is in plain encoding.
  private var waiting = (rows: 0, bytes: 0)
  /// The column whose turn it is, how large the row is so far, and how many messages it has where their list is open.
  private var turn = 0
  private var rowBytes = 0
  private var openMessages: Int?
  private var isClosed = false

  /// - Parameter sink: Takes the file's bytes in their order, in pieces of any size. They are valid during the call.
  ///   Nothing is written before the first row group is full or the file finished.
  public init(
    _ schema: ParquetSchema, options: Options = Options(), sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) {
    self.schema = schema
    self.options = options
    output = FileOutput(sink)
    chunks = ChunkWriter(options, to: output)
    columns = schema.columns.map(ColumnBuffer.init)
  }

  // MARK: Values

  /// A text.
  ///
  /// - Throws: `ParquetWriteError` with the scope `row`: `wrongColumn`, `wrongKind`, `tooLarge`; or with `closed`. All
  ///   that give a value throw these.
  public func field(_ name: String, _ text: String) throws(ParquetWriteError) {
    let column = try begin(name, .string)
    try append(text, to: column.leaves[0])
    turn += 1
  }

  /// A text as bytes.
  ///
  /// - Throws: Also `invalidUTF8`, with the scope `row`.
  public func field(_ name: String, utf8 text: UnsafeRawBufferPointer) throws(ParquetWriteError) {
    let column = try begin(name, .string)
    try append(utf8: text, to: column.leaves[0])
    turn += 1
  }

  public func field(_ name: String, _ number: Int64) throws(ParquetWriteError) {
    let column = try begin(name, .int64)
    try count(bytes: 8)
    column.leaves[0].append(number: UInt64(bitPattern: number))
    turn += 1
  }

  public func field(_ name: String, _ number: Int) throws(ParquetWriteError) {
    try field(name, Int64(number))
  }

  /// A number of 64 bits as it is, not-a-numbers and the sign of zero included.
  public func field(_ name: String, _ number: Double) throws(ParquetWriteError) {
    let column = try begin(name, .float64)
    try count(bytes: 8)
    column.leaves[0].append(number: number.bitPattern)
    turn += 1
  }

  public func field(_ name: String, _ truth: Bool) throws(ParquetWriteError) {
    let column = try begin(name, .bool)
    try count(bytes: 1)
    column.leaves[0].append(truth: truth)
    turn += 1
  }

  /// A list of texts, which may be empty.
  public func field(_ name: String, list texts: [String]) throws(ParquetWriteError) {
    let column = try begin(name, .strings)
    try count(bytes: 4)
    for text in texts { try append(text, to: column.leaves[0]) }
    column.elementCounts?.append(UInt32(texts.count))
    turn += 1
  }

  /// Begins a list of messages, which may stay empty. `endMessages` ends it.
  public func beginMessages(_ name: String) throws(ParquetWriteError) {
    _ = try begin(name, .messages)
    try count(bytes: 4)
    openMessages = 0
  }

  /// One message of the list that is open.
  ///
  /// - Throws: `wrongColumn` where no list is open.
  public func message(role: String, content: String) throws(ParquetWriteError) {
    let column = try beginMessage()
    try append(role, to: column.leaves[0])
    try append(content, to: column.leaves[1])
  }

  /// One message of the list that is open, its content as bytes.
  ///
  /// - Throws: `wrongColumn` where no list is open; `invalidUTF8`.
  public func message(role: String, utf8 content: UnsafeRawBufferPointer) throws(ParquetWriteError) {
    let column = try beginMessage()
    try append(role, to: column.leaves[0])
    try append(utf8: content, to: column.leaves[1])
  }

  /// - Throws: `wrongColumn` where no list is open.
  public func endMessages() throws(ParquetWriteError) {
    try requireOpen()
    guard let messages = openMessages else { throw refuse(.wrongColumn, "no list of messages was begun") }
    columns[turn].elementCounts?.append(UInt32(messages))
    openMessages = nil
    turn += 1
  }

  // MARK: Rows

  /// Ends the row. Where it fills the row group, the row group is written.
  ///
  /// - Throws: `ParquetWriteError` with `missingValue` and the scope `row`; with the scope `file` `sinkFailed`,
  ///   `compressorFailed` or `closed`.
  public func endRow() throws(ParquetWriteError) {
    try requireOpen()
    guard openMessages == nil, turn == columns.count else {
      throw refuse(.missingValue, "the row was ended before this column had its value")
    }
    for column in columns { column.keep() }
    waiting.rows += 1
    waiting.bytes += rowBytes
    rowCount += 1
    (turn, rowBytes) = (0, 0)
    if waiting.bytes >= options.rowGroupBytes || waiting.rows == options.rowGroupRows { try writeRowGroup() }
  }

  /// Takes back the values of the row that was begun; where none was, nothing happens.
  public func discardRow() {
    for column in columns { column.discard() }
    (turn, rowBytes, openMessages) = (0, 0, nil)
  }

  /// Writes what waits and the footer. Without this there is no file that can be read.
  ///
  /// - Throws: `ParquetWriteError` with `missingValue` and the scope `row` where a row was begun and not ended: it is
  ///   taken back, and the file can be finished then. With the scope `file` `sinkFailed`, `compressorFailed`, `closed`.
  public func finish() throws(ParquetWriteError) -> Summary {
    try requireOpen()
    guard turn == 0, openMessages == nil else {
      throw refuse(.missingValue, "the file was finished inside of a row; end the row before")
    }
    try writeRowGroup()
    try writing { () throws(ParquetWriteError) in
      try beginFile()
      try output.write(FooterWriter(schema: schema, options: options, rowGroups: rowGroups).bytes())
    }
    isClosed = true
    return Summary(rows: rowCount, bytes: bytesWritten, rowGroups: rowGroups.count)
  }

  private func writeRowGroup() throws(ParquetWriteError) {
    guard waiting.rows > 0 else { return }
    try writing { () throws(ParquetWriteError) in
      try beginFile()
      var written: [ChunkDescription] = []
      for column in columns {
        for leaf in column.leaves {
          written.append(try chunks.write(leaf, elementCounts: column.elementCounts, rows: waiting.rows))
        }
      }
      rowGroups.append(FooterWriter.RowGroup(rows: waiting.rows, chunks: written))
    }
    for column in columns { column.removeAll() }
    waiting = (0, 0)
  }

  /// What goes wrong here leaves the file unfinished.
  private func writing(_ body: () throws(ParquetWriteError) -> Void) throws(ParquetWriteError) {
    do { try body() } catch {
      isClosed = true
      throw error
    }
  }

  private func beginFile() throws(ParquetWriteError) {
    guard bytesWritten == 0 else { return }
    let mark = ByteBuffer()
    FooterWriter.magic.withUnsafeBytes { mark.append($0) }
    try output.write(mark)
  }

  // MARK: Checks

  /// The column whose turn it is, which must be the one that a value is given for.
  @inline(__always)
  private func begin(_ name: String, _ kind: ParquetSchema.Kind) throws(ParquetWriteError) -> ColumnBuffer {
    guard !isClosed, openMessages == nil, turn < columns.count, columns[turn].column.name == name,
      columns[turn].column.kind == kind
    else { throw misplaced(name, kind) }
    return columns[turn]
  }

  private func misplaced(_ name: String, _ kind: ParquetSchema.Kind) -> ParquetWriteError {
    if isClosed { return Self.closed }
    if openMessages != nil { return refuse(.wrongColumn, "its list of messages is open; end that before") }
    guard turn < columns.count else { return refuse(.wrongColumn, "the row has all its columns; end it before") }
    let column = columns[turn].column
    if column.name != name { return refuse(.wrongColumn, "a value was given for '\(name)' when its turn was") }
    return refuse(.wrongKind, "it holds \(column.kind.rawValue), and was given \(kind.rawValue)")
  }

  private func beginMessage() throws(ParquetWriteError) -> ColumnBuffer {
    try requireOpen()
    guard let messages = openMessages else { throw refuse(.wrongColumn, "no list of messages was begun") }
    openMessages = messages + 1
    return columns[turn]
  }

  @inline(__always)
  private func append(_ text: String, to leaf: LeafBuffer) throws(ParquetWriteError) {
    try count(bytes: text.utf8.count + 4)
    var text = text
    text.withUTF8 { leaf.append(text: UnsafeRawBufferPointer($0)) }
  }

  private func append(utf8 text: UnsafeRawBufferPointer, to leaf: LeafBuffer) throws(ParquetWriteError) {
    try count(bytes: text.count + 4)
    guard UTF8Check.isValid(text) else { throw refuse(.invalidUTF8, "the text is not UTF-8") }
    leaf.append(text: text)
  }

  @inline(__always)
  private func count(bytes: Int) throws(ParquetWriteError) {
    rowBytes += bytes
    if rowBytes > options.rowBytes {
      throw refuse(.tooLarge, "the row has more than \(options.rowBytes) bytes; leave it out or raise `rowBytes`")
    }
  }

  private func requireOpen() throws(ParquetWriteError) {
    if isClosed { throw Self.closed }
  }

  /// Takes back the row, and makes the error that says so.
  private func refuse(_ code: ParquetWriteError.Code, _ detail: String) -> ParquetWriteError {
    let column = turn < columns.count ? columns[turn].column.name : nil
    discardRow()
    return ParquetWriteError(code, scope: .row, row: rowCount, column: column, detail: detail)
  }

  private static let closed = ParquetWriteError(
    .closed, detail: "the file was finished, or has failed, before; begin another")
}
