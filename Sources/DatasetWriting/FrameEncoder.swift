internal import CZstd

/// Rows compressed as one zstd frame (RFC 8878), with its content's size and checksum.
public struct EncodedFrame: Sendable {
  public let bytes: [UInt8]
  public let rows: Int
}

/// Makes zstd frames; one for each thread.
public final class FrameEncoder {
  /// The compression level, unless told otherwise; chosen by measurement (`Benchmarks/README.md`).
  public static let defaultLevel = 1

  private let context: OpaquePointer

  /// - Parameter level: 1 (fast) to 19 (small).
  public init(level: Int = FrameEncoder.defaultLevel) {
    guard let context = ZSTD_createCCtx() else { preconditionFailure("no memory for a zstd encoder") }
    self.context = context
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(level))
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit { ZSTD_freeCCtx(context) }

  /// The buffer's rows as one frame; nil where it has none. The same rows give the same bytes.
  ///
  /// - Throws: `DatasetError` with `encoding` where zstd has no memory.
  public func encode(_ buffer: RowBuffer) throws(DatasetError) -> EncodedFrame? {
    guard buffer.rows > 0 else { return nil }
    return EncodedFrame(bytes: try compressed(buffer.contents), rows: buffer.rows)
  }

  /// A frame that holds nothing.
  func encodeNothing() throws(DatasetError) -> [UInt8] {
    try compressed(UnsafeRawBufferPointer(start: nil, count: 0))
  }

  private func compressed(_ source: UnsafeRawBufferPointer) throws(DatasetError) -> [UInt8] {
    let bound = ZSTD_compressBound(source.count)
    var failure: Int?
    let bytes = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
      let written = ZSTD_compress2(context, target.baseAddress, bound, source.baseAddress, source.count)
      if ZSTD_isError(written) != 0 { failure = Int(ZSTD_getErrorCode(written).rawValue) } else { count = written }
    }
    if let failure { throw DatasetError(.encoding, path: "", engineCode: failure) }
    return bytes
  }
}
