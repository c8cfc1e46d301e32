internal import CZstd

/// Compresses pages, each as one zstd frame (RFC 8878) with its content's size and checksum.
final class PageCompressor {
  private let context: OpaquePointer
  private let packed = ByteBuffer()

  init(level: Int) {
    guard let context = ZSTD_createCCtx() else { preconditionFailure("no memory for a zstd encoder") }
    self.context = context
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(level))
    _ = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit { ZSTD_freeCCtx(context) }

  /// The frame, valid until the next call. The same bytes give the same frame.
  ///
  /// - Throws: `ParquetWriteError` with `compressorFailed` where zstd has no memory.
  func compress(_ page: UnsafeRawBufferPointer) throws(ParquetWriteError) -> UnsafeRawBufferPointer {
    packed.removeAll()
    var failure: Int?
    packed.append(atMost: ZSTD_compressBound(page.count)) { room in
      let written = ZSTD_compress2(context, room.baseAddress, room.count, page.baseAddress, page.count)
      guard ZSTD_isError(written) != 0 else { return written }
      failure = Int(ZSTD_getErrorCode(written).rawValue)
      return 0
    }
    if let failure {
      throw ParquetWriteError(
        .compressorFailed, engineCode: failure, detail: "zstd could not compress a page; is there memory left?")
    }
    return packed.contents
  }
}
