internal import DatasetWriting
internal import Records

/// JSON Lines, plain or in zstd frames.
final class JSONLinesSink: ExportSink {
  /// Rows are written, and compressed as a frame, when so many bytes of them have come together.
  private static let frameBytes = 4 << 20

  private let columns: [ExportColumn]
  private let encoder: FrameEncoder?
  private let buffer = RowBuffer()
  private var file: ExportFile?
  private var rows = 0
  private var writtenBytes = 0

  /// - Parameter encoder: Compresses the rows; nil leaves them as they are.
  init(columns: [ExportColumn], encoder: FrameEncoder?) {
    self.columns = columns
    self.encoder = encoder
  }

  var plainBytes: Int { writtenBytes + buffer.count }

  func beginShard(at path: String) throws(TrainingExportError) {
    file = try ExportFile(at: path)
    (rows, writtenBytes) = (0, 0)
  }

  func append(_ row: [ExportValue]) throws(TrainingExportError) {
    buffer.beginRow()
    for (column, value) in zip(columns, row) { put(value, as: column.key) }
    buffer.endRow()
    rows += 1
    if buffer.count >= Self.frameBytes { try flush() }
  }

  func finishShard() throws(TrainingExportError) -> FinishedShard {
    try flush()
    guard let file else { preconditionFailure("a shard is finished that was not begun") }
    self.file = nil
    return FinishedShard(
      path: file.path, bytes: file.count, plainBytes: writtenBytes, rows: rows, sha256: try file.finish())
  }

  private func put(_ value: ExportValue, as key: StaticString) {
    switch value {
    case .string(let text): buffer.field(key, text)
    case .int64(let number): buffer.field(key, number)
    case .float64(let share): buffer.field(key, probability: share)
    case .bool(let truth): buffer.field(key, truth)
    case .strings(let texts): buffer.field(key, list: texts)
    case .messages(let messages):
      buffer.messages(key) {
        for message in messages {
          var content = message.content
          content.withUTF8 { buffer.message(role: message.role.rawValue, content: UnsafeRawBufferPointer($0)) }
        }
      }
    }
  }

  private func flush() throws(TrainingExportError) {
    guard let file, buffer.rows > 0 else { return }
    if let encoder {
      guard let frame = try compressed(by: encoder, for: file.path) else { return }
      try file.write(frame.bytes)
    } else {
      try file.write(buffer.contents)
    }
    writtenBytes += buffer.count
    buffer.removeAll()
  }

  private func compressed(by encoder: FrameEncoder, for path: String) throws(TrainingExportError) -> EncodedFrame? {
    do {
      return try encoder.encode(buffer)
    } catch {
      throw TrainingExportError(
        .encoding, at: path, reason: "zstd could not compress rows (\(error.engineCode))",
        nextStep: "free memory, or write jsonl")
    }
  }
}
