import Records

/// One member while its records are read.
protocol RecordText {
  /// Puts a piece more into the batch.
  mutating func pump(_ batch: RecordBatch, meter: ReadingMeter) -> TextProgress
  /// Takes what is not done with from one batch to the next.
  mutating func move(from full: RecordBatch, to next: RecordBatch)
}

enum TextProgress {
  case more
  case batchIsFull
  /// Nothing is left; the reason says why if the member did not end well.
  case over(DropReason?)
}

/// The text of one member while it is read: where it comes from and what splits it.
struct MemberText: RecordText {
  /// How much is read at once: a zstd block, which is then still in the cache when it is split.
  static let chunkBytes = 128 << 10

  let name: String
  let member: Int
  private let source: any ByteSource
  private let recordBytes: Int
  private var splitter: any RecordSplitter

  init(source: any ByteSource, splitter: any RecordSplitter) {
    self.source = source
    self.splitter = splitter
    name = splitter.text.memberName
    member = splitter.text.member
    recordBytes = splitter.text.recordBytes
  }

  /// Splits what the batch holds and reads a piece more.
  mutating func pump(_ batch: RecordBatch, meter: ReadingMeter) -> TextProgress {
    guard splitter.scan(batch) == .needsInput, makeRoom(in: batch) else { return .batchIsFull }
    let room = min(Self.chunkBytes, batch.capacity - batch.filled)
    do throws(StreamBreak) {
      let count = try source.read(into: UnsafeMutableRawBufferPointer(start: batch.base + batch.filled, count: room))
      guard count > 0 else { return .over(splitter.finish(batch, broken: nil)) }
      batch.filled += count
      meter.bytesOfText += count
      return .more
    } catch {
      return .over(splitter.finish(batch, broken: error))
    }
  }

  /// Takes the text that is not done with from one batch to the next.
  mutating func move(from full: RecordBatch, to next: RecordBatch) {
    let start = splitter.keepFrom
    let count = full.filled - start
    next.grow(to: count)
    (next.base + next.filled).copyMemory(from: full.base + start, byteCount: count)
    next.filled += count
    next.enter(member: member, name: name)
    splitter.shift(by: start)
  }

  /// Sees to it that there is room for more; false if the batch must be handed on for that.
  private mutating func makeRoom(in batch: RecordBatch) -> Bool {
    guard batch.filled == batch.capacity else { return true }
    guard batch.records.isEmpty else { return false }
    let start = splitter.keepFrom
    if start > 0 {
      batch.slide(from: start)
      splitter.shift(by: start)
    } else {
      // A record is given up when it is over the limit, so that this comes to an end.
      batch.grow(to: max(min(2 * batch.capacity, recordBytes), batch.capacity + Self.chunkBytes))
    }
    return true
  }
}
