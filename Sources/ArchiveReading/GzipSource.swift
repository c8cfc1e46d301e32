import CISAL
import Records

/// What a gzip file expands to: any number of members, with their checksums and lengths verified. Zeros behind the last
/// one are padding, as for the `gzip` tool.
///
/// Through ISA-L: libarchive inflates through zlib at a third of the speed and passes over the checksums.
final class GzipSource: ByteSource {
  private let base: any ByteSource
  private let meter: ReadingMeter
  private let state: UnsafeMutablePointer<inflate_state>
  private var input = InputBlock(capacity: FileSource.blockBytes)
  private var pending: StreamBreak?

  init(_ base: any ByteSource, meter: ReadingMeter) {
    self.base = base
    self.meter = meter
    state = .allocate(capacity: 1)
    isal_inflate_init(state)
    state.pointee.crc_flag = UInt32(ISAL_GZIP)
  }

  deinit { state.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamBreak) -> Int {
    if let pending { throw pending }
    let room = UInt32(min(buffer.count, 1 << 30))
    state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_out = room
    var count: Int { Int(room - state.pointee.avail_out) }
    do throws(StreamBreak) {
      while state.pointee.avail_out > 0, try inflate() {}
      try meter.decoded(count)
    } catch {
      pending = error
      if count == 0 { throw error }
    }
    return count
  }

  /// Goes a step on; false at the end.
  private func inflate() throws(StreamBreak) -> Bool {
    try input.refill(from: base)
    let isAtEnd = input.bytes.isEmpty
    if state.pointee.block_state == ISAL_BLOCK_FINISH {
      if isAtEnd { return false }
      guard try startMember() else { return true }
    }
    let room = state.pointee.avail_out
    let result = step()
    guard result >= 0 else {
      throw StreamBreak(reason: .corruptArchive, engineCode: Int(result), detail: Self.meaning(result))
    }
    guard isAtEnd, state.pointee.avail_out == room, state.pointee.block_state != ISAL_BLOCK_FINISH else { return true }
    throw StreamBreak(reason: .truncatedArchive, detail: "the gzip stream ends within a member")
  }

  /// Lets ISA-L eat from the block.
  private func step() -> Int32 {
    let start = input.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.next_in = UnsafeMutablePointer(mutating: start)
    state.pointee.avail_in = UInt32(input.bytes.count)
    let result = isal_inflate(state)
    input.eat(input.bytes.count - Int(state.pointee.avail_in))
    return result
  }

  /// Makes ready for one more member; false if there was only padding. Anything else behind a member is a fault.
  private func startMember() throws(StreamBreak) -> Bool {
    input.eat(input.bytes.prefix { $0 == 0 }.count)
    if input.bytes.isEmpty { return false }
    guard input.bytes.first == 0x1F else {
      throw StreamBreak(reason: .corruptArchive, detail: "something else stands behind the gzip stream")
    }
    isal_inflate_reset(state)
    state.pointee.crc_flag = UInt32(ISAL_GZIP)
    return true
  }

  private static func meaning(_ code: Int32) -> String {
    switch code {
    case ISAL_INVALID_BLOCK: "gzip: invalid block"
    case ISAL_INVALID_SYMBOL: "gzip: invalid symbol"
    case ISAL_INVALID_LOOKBACK: "gzip: invalid distance"
    case ISAL_INVALID_WRAPPER: "gzip: invalid header"
    case ISAL_UNSUPPORTED_METHOD: "gzip: unknown method"
    case ISAL_INCORRECT_CHECKSUM: "gzip: the checksum is wrong"
    default: "gzip: broken stream"
    }
  }
}
