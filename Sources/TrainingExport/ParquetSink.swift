internal import DatasetWriting
internal import ParquetWriting
internal import Records

/// Parquet, a file a shard.
final class ParquetSink: ExportSink {
  private let columns: [ExportColumn]
  private var file: ExportFile?
  private var writer: ParquetWriter?
  private(set) var plainBytes = 0

  init(columns: [ExportColumn]) { self.columns = columns }

  func beginShard(at path: String) throws(TrainingExportError) {
    let file = try ExportFile(at: path)
    self.file = file
    plainBytes = 0
    let schema = columns.map { ParquetSchema.Column($0.name, $0.parquetKind) }
    writer = try translated(path) { () throws(ParquetWriteError) in
      ParquetWriter(try ParquetSchema(schema)) {
        try file.write($0)
      }
    }
  }

  func append(_ row: [ExportValue]) throws(TrainingExportError) {
    guard let writer, let file else { preconditionFailure("a row comes before its shard was begun") }
    try translated(file.path) { () throws(ParquetWriteError) in
      for (column, value) in zip(columns, row) {
        try put(value, as: column.name, writer)
        plainBytes += value.plainBytes
      }
      try writer.endRow()
    }
  }

  func finishShard() throws(TrainingExportError) -> FinishedShard {
    guard let writer, let file else { preconditionFailure("a shard is finished that was not begun") }
    let summary = try translated(file.path) { () throws(ParquetWriteError) in try writer.finish() }
    (self.writer, self.file) = (nil, nil)
    return FinishedShard(
      path: file.path, bytes: file.count, plainBytes: plainBytes, rows: summary.rows, sha256: try file.finish())
  }

  private func put(_ value: ExportValue, as name: String, _ writer: ParquetWriter) throws(ParquetWriteError) {
    switch value {
    case .string(let text): try writer.field(name, text)
    case .int64(let number): try writer.field(name, number)
    case .float64(let number): try writer.field(name, number)
    case .bool(let truth): try writer.field(name, truth)
    case .strings(let texts): try writer.field(name, list: texts)
    case .messages(let messages):
      try writer.beginMessages(name)
      for message in messages { try writer.message(role: message.role.rawValue, content: message.content) }
      try writer.endMessages()
    }
  }

  private func translated<Value>(
    _ path: String, _ body: () throws(ParquetWriteError) -> Value
  ) throws(TrainingExportError) -> Value {
    do throws(ParquetWriteError) {
      return try body()
    } catch {
      // What the file itself said is told as it was said.
      if let cause = error.cause as? TrainingExportError { throw cause }
      throw TrainingExportError(
        .encoding, at: path, reason: "a row can't be written as Parquet (\(error))",
        nextStep: "write another format, or report the fault")
    }
  }
}

extension ExportColumn {
  fileprivate var parquetKind: ParquetSchema.Kind {
    switch kind {
    case .string: .string
    case .int64: .int64
    case .float64: .float64
    case .bool: .bool
    case .strings: .strings
    case .messages: .messages
    }
  }
}

extension ExportValue {
  /// About what a value takes as plain text.
  fileprivate var plainBytes: Int {
    switch self {
    case .string(let text): text.utf8.count
    case .int64, .float64: 8
    case .bool: 1
    case .strings(let texts): texts.reduce(0) { $0 + $1.utf8.count + 4 }
    case .messages(let messages): messages.reduce(0) { $0 + $1.content.utf8.count + 16 }
    }
  }
}
