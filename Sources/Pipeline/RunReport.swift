public import DatasetWriting
public import Records

/// What one run did: `_gleaner/runs/<time>.json`, field by field in `docs/formats/run-report.md`.
public struct RunReport: Hashable, Sendable, Codable {
  /// What became of one archive.
  public enum Outcome: String, Hashable, Sendable, Codable {
    /// Read in this run.
    case extracted
    /// Known by path, size and time, or by content; not read again.
    case known
    /// The same content as another archive of this run.
    case duplicate
    /// It could not be read at all.
    case failed
    /// The run ended before its turn, or while it was read; the next run does it.
    case pending
  }

  public struct Archive: Hashable, Sendable, Codable {
    public var path: String
    public var outcome: Outcome
    public var segment: String
    /// Why, where it failed or is a duplicate; else empty.
    public var reason: String
    /// The books of what this archive gave; nil where it was not read in this run.
    public var counts: SegmentCounts?
  }

  public var version: String
  /// ISO 8601, UTC.
  public var started: String
  public var seconds: Double
  public var workers: Int
  public var rulesDigest: String
  public var isComplete = false
  /// Sorted by path.
  public var archives: [Archive] = []
  /// Inputs and archives: passed means read or known.
  public var inputs = Tally()
  /// The sum over the archives that were read in this run.
  public var counts = SegmentCounts()
  /// Files of the dataset that the index could not use, one sentence each.
  public var indexFailures: [String] = []

  /// Whether something was rejected or failed that should not have been.
  public var hasFailures: Bool {
    inputs.failed + counts.members.failed + counts.records.failed > 0 || !counts.ruleFailures.isEmpty
      || !indexFailures.isEmpty
      || counts.faults.contains { DropReason(rawValue: $0.key).map { !$0.isExpected } ?? false }
  }
}
