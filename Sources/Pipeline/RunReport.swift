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
    /// It was opened, now or by an earlier run, and nothing can be had of it: it is no log, or of an unknown format.
    case refused
    /// It was named or met and is not to be read: a pipe, a link to what is read anyway, a dataset of Gleaner's own.
    case skipped
    /// It could not be read at all.
    case failed
    /// The run ended before its turn, or while it was read; the next run does it.
    case pending
  }

  public struct Archive: Hashable, Sendable, Codable {
    public var path: String
    public var outcome: Outcome
    public var segment: String
    /// Why, where it was refused or skipped, failed, or is a duplicate; else empty.
    public var reason: String
    /// The books of what this archive gave; nil where it was not read in this run.
    public var counts: SegmentCounts?

    /// The reason without the words behind it.
    public var dropReason: DropReason? { DropReason(rawValue: String(reason.prefix { $0 != ":" })) }
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
  /// Inputs and archives: passed means read or known; a refused one is rejected.
  public var inputs = Tally()
  /// The sum over the archives that were read in this run, the refused ones among them.
  public var counts = SegmentCounts()
  /// Files of the dataset that the index could not use, one sentence each.
  public var indexFailures: [String] = []
  /// What else should be known of the dataset, one sentence each: segments of another recipe.
  public var warnings: [String] = []

  /// Whether something was rejected or failed that should not have been. A refused archive counts by its reason.
  public var hasFailures: Bool {
    inputs.failed > 0 || !indexFailures.isEmpty
      || archives.contains { $0.outcome == .extracted && $0.counts?.hasFailures ?? false }
  }

  /// Whether there were inputs, and none of them is a log that was read, now or before.
  public var hasReadNothing: Bool {
    !archives.isEmpty && archives.allSatisfy { [.refused, .skipped, .failed].contains($0.outcome) }
  }

  /// The sum over the archives that were read in this run and not refused.
  public var countsOfLogs: SegmentCounts {
    archives.reduce(into: SegmentCounts()) { sum, archive in
      if archive.outcome == .extracted, let counts = archive.counts { sum.add(counts) }
    }
  }
}
