public import DatasetWriting
internal import Foundation
internal import GRDB

/// How far an index holds the segments that a dataset has.
public struct IndexCoverage: Hashable, Sendable {
  /// Segments that the dataset has.
  public var segments = 0
  /// Those of them that are not in the index.
  public var missing = 0
  /// Segments in the index that the dataset has no more.
  public var gone = 0

  public var isComplete: Bool { missing == 0 && gone == 0 }
}

extension FeedbackIndex {
  /// Compares the names of the segments in the index with those of the manifests; no manifest is read.
  public func coverage() throws(FeedbackIndexError) -> IndexCoverage {
    let present = Set(
      DatasetFiles.manifestPaths(in: layout).map {
        (($0 as NSString).lastPathComponent as NSString).deletingPathExtension
      })
    let indexed = Set(try read { try String.fetchAll($0, sql: "SELECT id FROM segments") })
    // Of several segments of one archive the index takes one.
    let served = Set(indexed.intersection(present).map(SegmentDescriptions.archive(ofSegment:)))
    return IndexCoverage(
      segments: present.count,
      missing: present.subtracting(indexed).count { !served.contains(SegmentDescriptions.archive(ofSegment: $0)) },
      gone: indexed.subtracting(present).count)
  }

  /// The recipes of the segments in the index.
  public func recipes() throws(FeedbackIndexError) -> RecipeMix {
    try read { db in
      let sql =
        "SELECT format_version, rule_set, without_text, settings, count(*) FROM segments GROUP BY 1, 2, 3, 4"
      var counts: [Recipe: Int] = [:]
      for row in try Row.fetchAll(db, sql: sql) {
        var columns = RowColumns(row)
        let recipe = Recipe(
          format: try columns.take(), rules: try columns.take(), withoutText: try columns.take(),
          settings: JSONList.items(in: try columns.take()) ?? [])
        counts[recipe] = try columns.take()
      }
      return RecipeMix(counts)
    }
  }
}
