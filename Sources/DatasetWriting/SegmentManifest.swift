public import Records

/// What was made of one archive: the segment's only description, and, by its appearance, its commit.
///
/// The file is `_gleaner/segments/<segment>.json`; `docs/formats/segment.md` has every field with an example. It depends
/// on nothing but the archive's content and the recipe.
public struct SegmentManifest: Hashable, Sendable, Codable {
  /// The version of this file's shape and of the rows' shape.
  public static let formatVersion = 3

  public var formatVersion = SegmentManifest.formatVersion
  public var segment: SegmentID
  public var archive: ArchiveID
  public var recipe: Recipe
  public var counts: SegmentCounts
  /// The shards, by the table's name.
  public var tables: [String: TableManifest]
  /// The list of what did not make it; nil where everything did.
  public var rejected: ShardManifest?

  public init(
    segment: SegmentID, archive: ArchiveID, recipe: Recipe, counts: SegmentCounts, tables: [String: TableManifest],
    rejected: ShardManifest?
  ) {
    self.segment = segment
    self.archive = archive
    self.recipe = recipe
    self.counts = counts
    self.tables = tables
    self.rejected = rejected
  }

  /// The rows of one table.
  public func rows(of table: DatasetTable) -> Int { tables[table.rawValue]?.rows ?? 0 }
}

/// The books of one segment.
public struct SegmentCounts: Hashable, Sendable, Codable {
  /// The bytes of the archive that were taken from disk, each counted once, and what they expanded to.
  public var bytesRead = 0
  public var bytesExpanded = 0
  /// Members of the archive; one where it has none. A member that breaks off half-way counts as rejected, and what came
  /// before the break is kept.
  public var members = Tally()
  /// Records; what passed became a conversation.
  public var records = Tally()
  /// What was repaired, and faults of the archive and its members, by reason; the latter stand in `members` too.
  public var faults: [String: Int] = [:]
  public var conversations = 0
  public var messages = 0
  /// User messages after the first answer.
  public var followUps = 0
  /// Conversations by log format.
  public var formats: [String: Int] = [:]
  /// Conversations by language code; those without one under the empty text.
  public var languages: [String: Int] = [:]
  /// Feedback by category.
  public var categories: [String: Int] = [:]
  /// Matches that hit a limit, by `rule/code`. Each is a rule that gave no answer on one message.
  public var ruleFailures: [String: Int] = [:]

  public init() {}

  /// Why nothing could be had of the archive: the gravest of its faults; nil where a member or a record was read.
  public var refusal: DropReason? {
    guard members.passed == 0, records.taken == 0 else { return nil }
    return members.rejected.keys.min { ($0.isExpected ? 1 : 0, $0.rawValue) < ($1.isExpected ? 1 : 0, $1.rawValue) }
  }

  /// Whether the archive looks like something else that happens to be JSON: few records, and none of a known shape.
  public var isStray: Bool {
    records.taken > 0 && records.taken <= Self.strayRecords && members.rejected.isEmpty
      && records.rejected == [.unknownShape: records.taken]
  }

  /// The most records of a stray file.
  public static let strayRecords = 10

  /// Whether something was rejected or failed that should not have been.
  public var hasFailures: Bool {
    members.failed + records.failed > 0 || !ruleFailures.isEmpty
      || faults.contains { DropReason(rawValue: $0.key).map { !$0.isExpected } ?? false }
  }

  public mutating func add(_ other: SegmentCounts) {
    bytesRead += other.bytesRead
    bytesExpanded += other.bytesExpanded
    members.add(other.members)
    records.add(other.records)
    conversations += other.conversations
    messages += other.messages
    followUps += other.followUps
    faults.merge(other.faults, uniquingKeysWith: +)
    languages.merge(other.languages, uniquingKeysWith: +)
    formats.merge(other.formats, uniquingKeysWith: +)
    categories.merge(other.categories, uniquingKeysWith: +)
    ruleFailures.merge(other.ruleFailures, uniquingKeysWith: +)
  }
}

/// The shards of one table in one segment.
public struct TableManifest: Hashable, Sendable, Codable {
  public var rows: Int
  public var shards: [ShardManifest]

  public init(rows: Int, shards: [ShardManifest]) {
    self.rows = rows
    self.shards = shards
  }
}

/// One file of JSON Lines in zstd frames; every frame ends at the end of a row and decodes without the others.
public struct ShardManifest: Hashable, Sendable, Codable {
  /// Relative to the dataset.
  public var file: String
  public var bytes: Int
  public var rows: Int
  /// The SHA-256 of the file, 64 hexadecimal digits.
  public var sha256: String
  /// The frames in order, each as `[bytes, rows]`.
  public var frames: [[Int]]

  public init(file: String, bytes: Int, rows: Int, sha256: String, frames: [[Int]]) {
    self.file = file
    self.bytes = bytes
    self.rows = rows
    self.sha256 = sha256
    self.frames = frames
  }
}
