import Glibc

/// One JSON document as it stands in a batch, not parsed and not validated.
public struct RawRecord: Hashable, Sendable {
  /// The member's number in `ArchiveReader.members`.
  public let member: Int
  /// The record's number within its member, from 0. Records that are reported as faults have taken their rows too.
  public let row: Int
  /// The line where the record starts, from 1.
  public let line: Int
  /// The offset of the record's first byte in the member's expanded text.
  public let byte: Int
  /// Where the record stands in its batch.
  public let range: Range<Int>
}

/// Records of one archive in order, with the bytes they stand in, and the faults met on the way.
///
/// A batch belongs to one thread at a time and may be handed over to another. It may hold records of several members.
// Unchecked: it is mutable and unguarded; who hands it over keeps no hold of it.
public final class RecordBatch: @unchecked Sendable {
  public internal(set) var records: [RawRecord] = []
  public internal(set) var faults: [ReadingFault] = []
  /// How many bytes are readable behind every record, for parsers that read in wide steps.
  public static let paddingBytes = 64

  private(set) var base: UnsafeMutableRawPointer
  private(set) var capacity: Int
  /// How many bytes are in use; records and unfinished text lie below.
  var filled = 0
  /// The pool to go back to; nil while the batch lies there.
  var pool: BatchPool?
  private let regularCapacity: Int
  private var firstMember = 0
  private var memberNames: [String] = []

  init(capacity: Int) {
    regularCapacity = capacity
    self.capacity = capacity
    base = Self.allocate(capacity)
  }

  deinit { free(base) }

  /// The record's bytes; valid until the batch is recycled.
  public func bytes(of record: RawRecord) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + record.range.lowerBound, count: record.range.count)
  }

  /// The name of the member that the record stands in; empty for a file without members.
  public func memberName(of record: RawRecord) -> String { memberNames[record.member - firstMember] }

  /// Gives the buffer back to the pool it came from; the batch must not be used afterwards.
  public func recycle() {
    guard let pool else { return }
    self.pool = nil
    pool.give(back: self)
  }

  /// Whether the batch should be handed on before more is put into it.
  var isFull: Bool {
    records.count >= 1 << 16 || faults.count >= 1 << 10 || (capacity > regularCapacity && !records.isEmpty)
  }

  var isEmpty: Bool { records.isEmpty && faults.isEmpty }

  /// Says that records of this member may follow; members come in the order of their numbers, without gaps.
  func enter(member: Int, name: String) {
    if memberNames.isEmpty { firstMember = member }
    if member - firstMember == memberNames.count { memberNames.append(name) }
  }

  /// Makes room for `bytes` in all; what is there stays.
  func grow(to bytes: Int) {
    guard bytes > capacity else { return }
    guard let grown = realloc(base, bytes + Self.paddingBytes) else { preconditionFailure("no memory for a record") }
    base = grown
    capacity = bytes
  }

  /// Moves what stands from `offset` on to the front.
  func slide(from offset: Int) {
    memmove(base, base + offset, filled - offset)
    filled -= offset
  }

  /// Makes the batch as good as new. A buffer that has grown is given up: how much a batch takes in must not depend on
  /// what it was used for before, or the same archive would give other batches.
  func reset() {
    records.removeAll(keepingCapacity: true)
    faults.removeAll()
    memberNames.removeAll()
    filled = 0
    guard capacity > regularCapacity else { return }
    free(base)
    capacity = regularCapacity
    base = Self.allocate(capacity)
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
    guard let memory = malloc(capacity + paddingBytes) else { preconditionFailure("no memory for a batch of records") }
    return memory
  }
}
