/// What one Parquet file may cost. The defaults suit files of any honest make; whatever goes over one of them is an
/// error, never an allocation.
///
/// There is no limit on a row group: nothing of it is held but the pages that are being read.
public struct ParquetLimits: Hashable, Sendable {
  /// The largest footer, in bytes; it is held in memory.
  public var footerBytes: Int
  /// The largest page, in bytes, as it stands in the file and as it expands to.
  public var pageBytes: Int
  /// The largest page header, in bytes; statistics with long texts make it grow.
  public var pageHeaderBytes: Int
  /// The most bytes that the pages and dictionaries of all columns may hold together at a time.
  public var heldBytes: Int
  /// The most schema elements, groups among them.
  public var columns: Int
  /// The deepest nesting of groups.
  public var depth: Int
  public var rowGroups: Int
  /// The longest row, in bytes of JSON; a longer one is read over and reported.
  public var rowBytes: Int
  /// How many bytes may come out for one byte read. A row counts at least 16.
  public var expansionRatio: Int
  /// Below this many bytes that came out, `expansionRatio` is not looked at.
  public var expandedBytesAllowed: Int

  public init(
    footerBytes: Int = 64 << 20, pageBytes: Int = 256 << 20, pageHeaderBytes: Int = 1 << 20, heldBytes: Int = 1 << 30,
    columns: Int = 65_536, depth: Int = 64, rowGroups: Int = 1 << 20, rowBytes: Int = 64 << 20,
    expansionRatio: Int = 1000, expandedBytesAllowed: Int = 1 << 30
  ) {
    precondition((1...100).contains(depth), "levels are kept in bytes, so that a schema is at most 100 deep")
    precondition(pageBytes > 0 && pageBytes <= 1 << 31, "the format has no larger pages than 2 GiB")
    precondition(footerBytes > 0 && pageHeaderBytes > 0 && heldBytes > 0 && rowBytes > 0, "limits must be positive")
    precondition(columns > 0 && rowGroups > 0 && expansionRatio > 0, "limits must be positive")
    self.footerBytes = footerBytes
    self.pageBytes = pageBytes
    self.pageHeaderBytes = pageHeaderBytes
    self.heldBytes = heldBytes
    self.columns = columns
    self.depth = depth
    self.rowGroups = rowGroups
    self.rowBytes = rowBytes
    self.expansionRatio = expansionRatio
    self.expandedBytesAllowed = expandedBytesAllowed
  }
}
