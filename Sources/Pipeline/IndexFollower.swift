internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation

/// Takes segments into the index while other archives are still read, on a thread of its own, so that little is left to do
/// when the last one is done.
///
/// What it cannot do it leaves: the update at the end of the run does it, and says what is wrong.
final class IndexFollower: @unchecked Sendable {
  // Unchecked because of the state, all of which is under `condition`.
  private let layout: DatasetLayout
  private let condition = NSCondition()
  private var hasNews = false
  private var shouldEnd = false
  private var hasEnded = false

  init(_ layout: DatasetLayout) {
    self.layout = layout
    let thread = Thread { [self] in follow() }
    thread.stackSize = 4 << 20
    thread.start()
  }

  /// Says that there is a segment more.
  func segmentWasCommitted() {
    condition.withLock {
      hasNews = true
      condition.signal()
    }
  }

  /// Waits until nothing is under way; nothing is begun afterwards.
  func finish() {
    condition.withLock {
      shouldEnd = true
      condition.signal()
      while !hasEnded { condition.wait() }
    }
  }

  private func follow() {
    var index: FeedbackIndex?
    while waitForNews() {
      do {
        let open = try index ?? FeedbackIndex.open(layout, for: .writing)
        index = open
        try open.takeInNewSegments()
      } catch {
        break
      }
    }
    // An index that cannot be closed is found out by the update.
    try? index?.close()
    condition.withLock {
      hasEnded = true
      condition.broadcast()
    }
  }

  private func waitForNews() -> Bool {
    condition.withLock {
      while !hasNews, !shouldEnd { condition.wait() }
      hasNews = false
      return !shouldEnd
    }
  }
}
