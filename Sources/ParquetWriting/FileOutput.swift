/// The file as it grows: hands bytes to the sink and knows how many there are.
final class FileOutput {
  private(set) var bytesWritten = 0
  private let sink: (UnsafeRawBufferPointer) throws -> Void

  init(_ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) { self.sink = sink }

  /// - Throws: `ParquetWriteError` with `sinkFailed`.
  func write(_ bytes: UnsafeRawBufferPointer) throws(ParquetWriteError) {
    do { try sink(bytes) } catch {
      throw ParquetWriteError(
        .sinkFailed, cause: error,
        detail: "what was to take the file failed after \(bytesWritten) bytes; write the file anew")
    }
    bytesWritten += bytes.count
  }

  func write(_ buffer: ByteBuffer) throws(ParquetWriteError) { try write(buffer.contents) }
}
