/// What one archive may cost. The defaults suit logs of any honest make.
public struct ReadingLimits: Hashable, Sendable {
  /// The longest record, in bytes; a longer one is read over and reported.
  public var recordBytes: Int
  /// How much text is gathered before a batch is handed on, in bytes. A longer record makes its batch grow.
  public var batchBytes: Int
  /// How many compressions and containers may stand inside one another: a `.jsonl.gz` in a `.tar.zst` has three.
  public var nestingDepth: Int
  /// How many entries the containers of one archive may hold together, directories and links among them.
  public var memberCount: Int
  /// How many bytes may come out for one byte read from disk, counted over all layers together.
  public var expansionRatio: Int
  /// Below this many bytes that came out, `expansionRatio` is not looked at.
  public var expandedBytesAllowed: Int

  public init(
    recordBytes: Int = 64 << 20, batchBytes: Int = 1 << 20, nestingDepth: Int = 4, memberCount: Int = 1_000_000,
    expansionRatio: Int = 1000, expandedBytesAllowed: Int = 1 << 30
  ) {
    precondition(recordBytes > 0 && batchBytes > 0 && expansionRatio > 0, "limits on reading must be positive")
    self.recordBytes = recordBytes
    self.batchBytes = batchBytes
    self.nestingDepth = nestingDepth
    self.memberCount = memberCount
    self.expansionRatio = expansionRatio
    self.expandedBytesAllowed = expandedBytesAllowed
  }
}
