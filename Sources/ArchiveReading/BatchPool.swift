import Synchronization

/// Batches that wait to be used again, so that reading touches no new memory. Any thread may use it.
public final class BatchPool: Sendable {
  private let batchBytes: Int
  private let most: Int
  private let idle = Mutex<[RecordBatch]>([])

  /// A pool of batches of this many bytes, of which it keeps at most `keeping` for later.
  public init(batchBytes: Int = ReadingLimits().batchBytes, keeping most: Int = 16) {
    self.batchBytes = batchBytes
    self.most = most
  }

  func take() -> RecordBatch {
    let batch = idle.withLock { $0.popLast() } ?? RecordBatch(capacity: batchBytes)
    batch.pool = self
    return batch
  }

  func give(back batch: RecordBatch) {
    batch.reset()
    idle.withLock { if $0.count < most { $0.append(batch) } }
  }
}
