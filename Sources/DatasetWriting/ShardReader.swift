internal import CZstd
internal import Foundation

/// One row of a shard, borrowed from its reader until the reader moves on.
public struct ShardRow {
  /// The row without its newline; at least `ShardReader.padding` bytes behind it can be read.
  public let bytes: UnsafeRawBufferPointer
  /// Where the row's frame begins in the file.
  public let frameOffset: Int
  /// The row's number inside the frame, from 0.
  public let rowInFrame: Int
}

/// Reads a shard: JSON Lines in zstd frames, each of which ends at the end of a row.
///
/// Memory is bounded by the longest row, not by the frames. One reader serves one thread.
public final class ShardReader {
  /// Bytes that can be read behind every row, as the JSON parser needs them.
  public static let padding = 64
  /// A row may not be longer: 512 MiB.
  public static let maximumRowBytes = 512 << 20

  /// The path as it was given.
  public let file: String
  private let descriptor: CInt
  private let context: OpaquePointer

  /// Compressed bytes: `input[inputStart ..< inputEnd]` is still to be decoded, and stands at `inputOffset` in the file.
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)
  private var inputStart = 0
  private var inputEnd = 0
  private var inputOffset = 0

  /// Decoded bytes of the current frame only: `rows[rowStart ..< rowsEnd]` has not been handed out.
  private var rows = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
  private var rowStart = 0
  private var rowsEnd = 0

  private var frameOffset = 0
  private var nextRow = 0
  private var frameIsDecoded = false
  /// Whether libzstd may hold decoded bytes for which there was no room.
  private var outputIsPending = false

  /// Opens the shard.
  ///
  /// - Throws: `cannotOpen`, `noMemory`.
  public init(file: String) throws(ShardError) {
    self.file = file
    descriptor = open(file, O_RDONLY | O_CLOEXEC)
    let reason = Int(errno)
    guard let context = ZSTD_createDCtx() else { preconditionFailure("no memory for a zstd context") }
    self.context = context
    if descriptor < 0 { throw ShardError(.cannotOpen, file: file, engineNumber: reason) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    ZSTD_freeDCtx(context)
    input.deallocate()
    rows.deallocate()
  }

  /// The next row in the order of the file; nil at the end.
  ///
  /// - Throws: any code but `cannotOpen` and `noSuchRow`. The reader must not be used afterwards.
  public func next() throws(ShardError) -> ShardRow? {
    while true {
      if let row = try rowInHand() { return row }
      guard try startNextFrame() else { return nil }
    }
  }

  /// The row numbered `number` in the frame that begins at `offset`; only that frame is decoded, up to the row.
  ///
  /// Rows asked for in the order of the file are read in one pass.
  ///
  /// - Throws: as `next()`, and `noSuchRow`.
  public func row(_ number: Int, inFrameAt offset: Int) throws(ShardError) -> ShardRow {
    if frameOffset != offset || nextRow > number || number < 0 { try seek(toFrameAt: offset) }
    while let row = try rowInHand() {
      if row.rowInFrame == number { return row }
    }
    throw ShardError(.noSuchRow, file: file)
  }

  private func seek(toFrameAt offset: Int) throws(ShardError) {
    guard offset >= 0, lseek(descriptor, offset, SEEK_SET) == offset else {
      throw ShardError(.noSuchRow, file: file)
    }
    inputStart = 0
    inputEnd = 0
    inputOffset = offset
    beginFrame()
  }

  private func beginFrame() {
    ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
    frameOffset = inputOffset
    nextRow = 0
    rowStart = 0
    rowsEnd = 0
    frameIsDecoded = false
    outputIsPending = false
  }

  /// Goes behind the current frame; false at the end of the file.
  private func startNextFrame() throws(ShardError) -> Bool {
    if inputStart == inputEnd { try fill() }
    guard inputStart < inputEnd else { return false }
    beginFrame()
    return true
  }

  /// The next row of the current frame, decoding as much of it as is needed; nil behind its last row.
  private func rowInHand() throws(ShardError) -> ShardRow? {
    var searched = rowStart
    while true {
      if let end = newline(from: searched) {
        let row = ShardRow(
          bytes: UnsafeRawBufferPointer(rebasing: rows[rowStart..<end]), frameOffset: frameOffset, rowInFrame: nextRow)
        rowStart = end + 1
        nextRow += 1
        return row
      }
      searched = rowsEnd
      if frameIsDecoded {
        if rowStart < rowsEnd { throw ShardError(.unclosedRow, file: file) }
        return nil
      }
      searched -= try makeRoom()
      try decode()
    }
  }

  private func newline(from start: Int) -> Int? {
    guard start < rowsEnd, let base = rows.baseAddress, let found = memchr(base + start, 0x0A, rowsEnd - start) else {
      return nil
    }
    return found - UnsafeMutableRawPointer(base)
  }

  /// Makes room behind `rowsEnd`: by moving the unfinished row to the front, or by growing. Returns how far it moved.
  private func makeRoom() throws(ShardError) -> Int {
    let moved = rowStart
    let kept = rowsEnd - rowStart
    if kept >= Self.maximumRowBytes { throw ShardError(.rowTooLong, file: file) }
    if kept + Self.padding > rows.count / 2 {
      let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: rows.count * 2, alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: rows[rowStart..<rowsEnd]))
      rows.deallocate()
      rows = larger
    } else if moved > 0, kept > 0, let base = rows.baseAddress {
      memmove(base, base + rowStart, kept)
    }
    rowStart = 0
    rowsEnd = kept
    return moved
  }

  /// Decodes the next piece of the current frame behind `rowsEnd`.
  private func decode() throws(ShardError) {
    if inputStart == inputEnd, !outputIsPending {
      try fill()
      if inputStart == inputEnd { return try endInput() }
    }
    var source = ZSTD_inBuffer(src: input.baseAddress, size: inputEnd, pos: inputStart)
    var target = ZSTD_outBuffer(dst: rows.baseAddress, size: rows.count - Self.padding, pos: rowsEnd)
    let left = ZSTD_decompressStream(context, &target, &source)
    if ZSTD_isError(left) != 0 {
      let number = ZSTD_getErrorCode(left)
      let code: ShardError.Code = number == ZSTD_error_memory_allocation ? .noMemory : .corruptFrame
      throw ShardError(code, file: file, engineNumber: Int(number.rawValue))
    }
    inputOffset += source.pos - inputStart
    inputStart = source.pos
    rowsEnd = target.pos
    frameIsDecoded = left == 0
    outputIsPending = target.pos == target.size
  }

  /// The file has ended: rightly, where nothing of a frame has been read.
  private func endInput() throws(ShardError) {
    guard inputOffset == frameOffset else { throw ShardError(.truncated, file: file) }
    frameIsDecoded = true
  }

  private func fill() throws(ShardError) {
    var count: Int
    repeat { count = read(descriptor, input.baseAddress, input.count) } while count < 0 && errno == EINTR
    if count < 0 { throw ShardError(.cannotRead, file: file, engineNumber: Int(errno)) }
    inputStart = 0
    inputEnd = count
  }
}
