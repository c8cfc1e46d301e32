public import Records

/// Where the content of an archive was last seen: `_gleaner/archives/<archive>.json`.
///
/// It is kept apart from the segment, because a file can be renamed without its content, and so its segment, changing.
public struct ArchiveRecord: Hashable, Sendable, Codable {
  public var archive: ArchiveID
  /// The absolute path.
  public var path: String
  public var bytes: Int
  /// Modification time in nanoseconds since 1970.
  public var modified: Int64
  /// The segment that holds what it gave.
  public var segment: SegmentID
  /// Why nothing could be had of it; nil where something was.
  public var refusal: Refusal?

  /// What an archive was refused for, and by which reader, so that a later one tries again.
  public struct Refusal: Hashable, Sendable, Codable {
    public var reason: DropReason
    /// In words: which format it is, for instance.
    public var detail: String
    /// `ArchiveReader.version` of the reader that refused it.
    public var reader: Int

    public init(reason: DropReason, detail: String, reader: Int) {
      self.reason = reason
      self.detail = detail
      self.reader = reader
    }
  }

  public init(
    archive: ArchiveID, path: String, bytes: Int, modified: Int64, segment: SegmentID, refusal: Refusal? = nil
  ) {
    self.archive = archive
    self.path = path
    self.bytes = bytes
    self.modified = modified
    self.segment = segment
    self.refusal = refusal
  }
}

/// One rule as a dataset knows it, from `_gleaner/rules/<digest>.json`, which holds a list of them.
public struct RuleSummary: Hashable, Sendable, Codable {
  public var id: RuleID
  public var title: String
  public var category: FeedbackCategory
  public var language: String
  public var status: String
  /// Measured precision with its counts: of `hits` on labelled follow-ups, `right` had the rule's category.
  public var hits: Int
  public var right: Int
  /// What a hit is worth: the shrunk precision, 0 to 1.
  public var value: Double

  public init(
    id: RuleID, title: String, category: FeedbackCategory, language: String, status: String, hits: Int, right: Int,
    value: Double
  ) {
    self.id = id
    self.title = title
    self.category = category
    self.language = language
    self.status = status
    self.hits = hits
    self.right = right
    self.value = value
  }
}
