import Glibc

/// A source whose first bytes can be looked at before they are read.
final class PeekedSource: ByteSource {
  /// What is looked at to tell text apart.
  static let headBytes = 64 << 10

  private let base: any ByteSource
  private var memory: UnsafeMutableRawBufferPointer
  private var used = 0
  private var count = 0
  private var pending: StreamBreak?
  /// Whether `head` is all that there is.
  private(set) var isWhole = false

  init(_ base: any ByteSource) {
    self.base = base
    memory = .allocate(byteCount: Self.headBytes, alignment: 64)
    fill()
  }

  deinit { memory.deallocate() }

  /// The first bytes that have not been read yet.
  var head: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(memory)[used..<count]) }

  /// The break that comes when `head` has been read, if it is known already.
  var breakBehindHead: StreamBreak? { pending }

  /// Looks further ahead, up to `bytes`.
  func extend(to bytes: Int) {
    guard bytes > memory.count, !isWhole else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 64)
    larger.copyMemory(from: head)
    memory.deallocate()
    (memory, count, used) = (larger, count - used, 0)
    fill()
  }

  /// Passes over the first bytes of `head`.
  func drop(_ bytes: Int) { used += bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamBreak) -> Int {
    guard used == count else {
      let step = min(buffer.count, count - used)
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: head[..<step]))
      used += step
      return step
    }
    if let pending { throw pending }
    return isWhole ? 0 : try base.read(into: buffer)
  }

  func skip(_ bytes: Int) -> Int {
    guard used == count else {
      let step = min(bytes, count - used)
      used += step
      return step
    }
    return pending == nil && !isWhole ? base.skip(bytes) : 0
  }

  var isSeekable: Bool { base.isSeekable }

  func seek(to offset: Int, whence: Int32) -> Int? {
    // The base stands behind the head, so a step from here must not count what has only been looked at.
    let ahead = whence == SEEK_CUR ? count - used : 0
    guard let place = base.seek(to: offset - ahead, whence: whence) else { return nil }
    (used, count, isWhole, pending) = (0, 0, false, nil)
    return place
  }

  private func fill() {
    while count < memory.count, !isWhole {
      do throws(StreamBreak) {
        let step = try base.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
        count += step
        isWhole = step == 0
      } catch {
        pending = error
        isWhole = true
      }
    }
  }
}
