/// Reads the pages of one column chunk in order; no byte of the file is read twice.
///
/// A window of the file is read ahead, because the length of a page header is not known before it is read.
final class ChunkStream {
  private static let windowBytes = 32 << 10

  private let source: MeteredBytes
  private let limits: ParquetLimits
  private let window: PageBuffer
  private var ahead = UnsafeRawBufferPointer(start: nil, count: 0)
  /// What of the chunk has not been read from the file.
  private var unread = 0..<0

  init(_ source: MeteredBytes, limits: ParquetLimits, held: HeldMemory) {
    self.source = source
    self.limits = limits
    window = PageBuffer(held)
  }

  /// The offset in the file of what comes next.
  var offset: Int { unread.lowerBound - ahead.count }
  var isAtEnd: Bool { unread.isEmpty && ahead.isEmpty }

  func begin(_ range: Range<Int>) {
    ahead = UnsafeRawBufferPointer(start: nil, count: 0)
    unread = range
  }

  func header() throws(PageFault) -> PageHeader {
    var wanted = min(Self.windowBytes, limits.pageHeaderBytes)
    if ahead.count < 64 { try extend(to: wanted) }
    while true {
      var reader = ThriftReader(ahead)
      do throws(PageFault) {
        let header = try PageHeader(from: &reader)
        ahead = UnsafeRawBufferPointer(rebasing: ahead[reader.offset...])
        return header
      } catch {
        // It may only have been cut by the window.
        guard !unread.isEmpty, ahead.count < limits.pageHeaderBytes else { throw error }
        wanted = min(max(ahead.count * 2, Self.windowBytes), limits.pageHeaderBytes)
        try extend(to: wanted)
      }
    }
  }

  /// Fills the buffer with what comes next.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(PageFault) {
    guard buffer.count <= ahead.count + unread.count else { throw .corrupt("a page reaches beyond its column chunk") }
    let fromWindow = min(ahead.count, buffer.count)
    if fromWindow > 0 {
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: ahead[..<fromWindow]))
      ahead = UnsafeRawBufferPointer(rebasing: ahead[fromWindow...])
    }
    try source.read(at: unread.lowerBound, into: UnsafeMutableRawBufferPointer(rebasing: buffer[fromWindow...]))
    unread = unread.lowerBound + buffer.count - fromWindow..<unread.upperBound
  }

  /// Passes over bytes; what is not in the window is not read.
  func skip(_ count: Int) throws(PageFault) {
    guard count <= ahead.count + unread.count else { throw .corrupt("a page reaches beyond its column chunk") }
    let fromWindow = min(ahead.count, count)
    ahead = UnsafeRawBufferPointer(rebasing: ahead[fromWindow...])
    unread = unread.lowerBound + count - fromWindow..<unread.upperBound
  }

  /// Makes the window hold `count` bytes, or as many as the chunk still has.
  private func extend(to count: Int) throws(PageFault) {
    let kept = Array(ahead)
    let more = min(unread.count, count - kept.count)
    guard more > 0 else { return }
    let buffer = try window.room(kept.count + more)
    buffer.copyBytes(from: kept)
    try source.read(at: unread.lowerBound, into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept.count...]))
    unread = unread.lowerBound + more..<unread.upperBound
    ahead = UnsafeRawBufferPointer(buffer)
  }
}
