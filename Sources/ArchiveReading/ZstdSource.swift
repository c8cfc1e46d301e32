import CZstd
import Records

/// What a zstd stream expands to: any number of frames, skippable ones among them, with their checksums verified.
final class ZstdSource: ByteSource {
  /// The largest window that is taken, as a power of two: 128 MiB, as the `zstd` tool takes without being asked.
  static let windowLogMax: Int32 = 27
  /// Where a frame begins, at least so many bytes follow.
  private static let frameHeaderBytes = 8

  private let base: any ByteSource
  private let meter: ReadingMeter
  private let stream: OpaquePointer
  private var input = InputBlock(capacity: FileSource.blockBytes)
  /// How many bytes the decoder wants next; zero between frames.
  private var wanted = 0
  private var pending: StreamBreak?

  init(_ base: any ByteSource, meter: ReadingMeter) {
    guard let stream = ZSTD_createDStream() else { preconditionFailure("no memory for a zstd decoder") }
    ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, Self.windowLogMax)
    self.stream = stream
    self.base = base
    self.meter = meter
  }

  deinit { ZSTD_freeDStream(stream) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamBreak) -> Int {
    if let pending { throw pending }
    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    do throws(StreamBreak) {
      while output.pos < output.size, try decode(into: &output) {}
      try meter.decoded(output.pos)
    } catch {
      pending = error
      if output.pos == 0 { throw error }
    }
    return output.pos
  }

  /// Goes a step on; false at the end.
  private func decode(into output: inout ZSTD_outBuffer) throws(StreamBreak) -> Bool {
    try input.refill(from: base)
    let isAtEnd = input.bytes.isEmpty
    if isAtEnd, wanted == 0 { return false }
    // A block at a time: when a call fails, nobody can say how much of its output is good.
    let step = min(input.bytes.count, wanted == 0 ? Self.frameHeaderBytes : wanted)
    var block = ZSTD_inBuffer(src: input.bytes.baseAddress, size: step, pos: 0)
    let before = output.pos
    let result = ZSTD_decompressStream(stream, &output, &block)
    input.eat(block.pos)
    guard ZSTD_isError(result) == 0 else { throw Self.failure(result) }
    wanted = result
    // At the end of the input there may still be text inside the decoder; when that is out, the frame should be over.
    guard isAtEnd, wanted > 0, output.pos == before else { return true }
    throw StreamBreak(reason: .truncatedArchive, detail: "the zstd stream ends within a frame")
  }

  private static func failure(_ result: Int) -> StreamBreak {
    let code = ZSTD_getErrorCode(result)
    let isTooLarge = code == ZSTD_error_frameParameter_windowTooLarge
    return StreamBreak(
      reason: isTooLarge ? .unsupportedFormat : .corruptArchive, engineCode: Int(code.rawValue),
      detail: "zstd: \(String(cString: ZSTD_getErrorName(result)))")
  }
}
