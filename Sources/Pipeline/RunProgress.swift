internal import DatasetWriting
internal import Records
internal import Synchronization

/// How far a run is; read by whoever shows it, at any time.
public final class RunProgress: Sendable {
  /// One look at a run.
  public struct Snapshot: Sendable {
    /// Bytes of archives, as stored: all that will be read, and what has been read or was known already.
    public var bytesTotal = 0
    public var bytesDone = 0
    public var archivesTotal = 0
    public var archivesDone = 0
    public var records = 0
    public var conversations = 0
    public var feedback = 0
    /// What is being done, in a word or two.
    public var phase = "looking for archives"
  }

  private let state = Mutex(Snapshot())

  public init() {}

  public var snapshot: Snapshot { state.withLock { $0 } }

  func plan(archives: Int, bytes: Int) {
    state.withLock {
      $0.archivesTotal = archives
      $0.bytesTotal = bytes
      $0.phase = "extracting"
    }
  }

  func read(bytes: Int) { state.withLock { $0.bytesDone += bytes } }

  func took(_ counts: SegmentCounts) {
    state.withLock {
      $0.records += counts.records.taken
      $0.conversations += counts.conversations
      $0.feedback += counts.categories.values.reduce(0, +)
    }
  }

  func archiveDone() { state.withLock { $0.archivesDone += 1 } }

  func enter(phase: String) { state.withLock { $0.phase = phase } }
}
