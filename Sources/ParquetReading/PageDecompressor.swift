import CISAL
import CSnappy
import CZstd

/// Unpacks whole pages. It keeps the decoders' memory between pages and serves one thread.
final class PageDecompressor {
  private var zstd: OpaquePointer?
  private var inflate: UnsafeMutablePointer<inflate_state>?

  init() {}

  deinit {
    if let zstd { ZSTD_freeDCtx(zstd) }
    inflate?.deallocate()
  }

  /// Fills `output` with what `input` expands to; anything shorter or longer is a fault.
  func expand(
    _ input: UnsafeRawBufferPointer, by codec: Codec, into output: UnsafeMutableRawBufferPointer
  ) throws(PageFault) {
    switch codec {
    case .uncompressed:
      guard input.count == output.count else { throw Self.otherLength }
      output.copyMemory(from: input)
    case .snappy: try expandSnappy(input, into: output)
    case .gzip: try expandGzip(input, into: output)
    case .zstd: try expandZstd(input, into: output)
    case .lz4Raw: try LZ4Block.expand(input, into: output)
    case .lzo, .brotli, .lz4: throw .unsupported("the codec \(codec) is not known to this reader")
    }
  }

  private func expandSnappy(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(PageFault) {
    let source = input.bindMemory(to: CChar.self).baseAddress
    var count = 0
    guard snappy_uncompressed_length(source, input.count, &count) == SNAPPY_OK else {
      throw .corrupt("snappy: broken data")
    }
    guard count == output.count else { throw Self.otherLength }
    guard count > 0 else { return }
    let status = snappy_uncompress(source, input.count, output.bindMemory(to: CChar.self).baseAddress, &count)
    guard status == SNAPPY_OK else {
      throw PageFault(.corruptPage, engineCode: Int(status.rawValue), "snappy: broken data")
    }
  }

  private func expandZstd(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(PageFault) {
    if zstd == nil { zstd = ZSTD_createDCtx() }
    let result = ZSTD_decompressDCtx(zstd, output.baseAddress, output.count, input.baseAddress, input.count)
    guard ZSTD_isError(result) == 0 else {
      let code = Int(ZSTD_getErrorCode(result).rawValue)
      throw PageFault(.corruptPage, engineCode: code, "zstd: \(String(cString: ZSTD_getErrorName(result)))")
    }
    guard result == output.count else { throw Self.otherLength }
  }

  /// One or more gzip members, as Compression.md has it.
  private func expandGzip(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(PageFault) {
    let state = inflate ?? .allocate(capacity: 1)
    inflate = state
    isal_inflate_init(state)
    let start = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.next_in = UnsafeMutablePointer(mutating: start)
    state.pointee.avail_in = UInt32(input.count)
    state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_out = UInt32(output.count)
    while state.pointee.avail_in > 0 {
      isal_inflate_reset(state)
      state.pointee.crc_flag = UInt32(ISAL_GZIP)
      let result = isal_inflate(state)
      guard result >= 0 else { throw PageFault(.corruptPage, engineCode: Int(result), "gzip: broken data") }
      guard state.pointee.block_state == ISAL_BLOCK_FINISH else { throw Self.otherLength }
    }
    guard state.pointee.avail_out == 0 else { throw Self.otherLength }
  }

  static let otherLength = PageFault.corrupt("a page expands to another length than it says")
}

/// The checksum of a page as it stands in the file: CRC-32 as gzip uses it.
enum PageChecksum {
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    crc32_gzip_refl(0, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count))
  }
}
