import Glibc

/// How much memory the buffers of a reader hold together, and may hold.
final class HeldMemory {
  let bytesAllowed: Int
  private(set) var byteCount = 0

  init(bytesAllowed: Int) { self.bytesAllowed = bytesAllowed }

  func take(_ bytes: Int) throws(PageFault) {
    guard bytes <= bytesAllowed - byteCount else {
      throw PageFault(.tooLarge, "the pages would hold more than the \(bytesAllowed) bytes that are allowed")
    }
    byteCount += bytes
  }

  func giveBack(_ bytes: Int) { byteCount -= bytes }
}

/// Memory for a page, used again for the next one.
final class PageBuffer {
  private let held: HeldMemory
  private var memory: UnsafeMutableRawPointer?
  private(set) var capacity = 0

  init(_ held: HeldMemory) { self.held = held }

  deinit { release() }

  /// Room for `count` bytes; what was in the buffer is lost.
  func room(_ count: Int) throws(PageFault) -> UnsafeMutableRawBufferPointer {
    if count > capacity || memory == nil {
      release()
      // Some more, so that pages of about the same size need not be allocated anew.
      let wanted = max(64, min(count + count / 8, max(count, held.bytesAllowed - held.byteCount)))
      try held.take(wanted)
      guard let allocated = malloc(wanted) else {
        held.giveBack(wanted)
        throw PageFault(.tooLarge, "no memory for a page of \(count) bytes")
      }
      memory = allocated
      capacity = wanted
    }
    return UnsafeMutableRawBufferPointer(start: memory, count: count)
  }

  func release() {
    guard let memory else { return }
    free(memory)
    held.giveBack(capacity)
    self.memory = nil
    capacity = 0
  }
}
