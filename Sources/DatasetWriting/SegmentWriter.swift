internal import Foundation
public import Records

/// Writes one segment: frames go to files with temporary names, and `commit` makes all of them appear, the manifest last.
///
/// Until the manifest has its name there is no segment; what a killed run leaves under `_gleaner/tmp` is swept by the
/// next one. One thread at a time.
public final class SegmentWriter {
  /// A shard that has reached this many bytes is followed by another.
  public static let defaultShardBytes = 256 << 20

  private let layout: DatasetLayout
  private let segment: SegmentID
  private let shardBytes: Int
  private let folder: String
  private var tables: [DatasetTable: ShardSeries] = [:]
  private var rejected: ShardSeries?

  /// - Throws: `DatasetError` with `writing`.
  public init(
    _ segment: SegmentID, in layout: DatasetLayout, shardBytes: Int = SegmentWriter.defaultShardBytes
  ) throws(DatasetError) {
    self.segment = segment
    self.layout = layout
    self.shardBytes = shardBytes
    folder = "\(layout.temporary)/\(segment)-\(getpid())"
    try DurableFiles.makeDirectory(folder)
  }

  /// Adds a frame to a table.
  public func append(_ frame: EncodedFrame, to table: DatasetTable) throws(DatasetError) {
    let segment = segment
    let series =
      tables[table]
      ?? ShardSeries(folder: folder, stem: table.rawValue, shardBytes: shardBytes) {
        DatasetLayout.shard($0, of: table, in: segment)
      }
    tables[table] = series
    try series.append(frame)
  }

  /// Adds a frame to the list of what did not make it.
  public func appendRejected(_ frame: EncodedFrame) throws(DatasetError) {
    let segment = segment
    let series =
      rejected
      ?? ShardSeries(folder: folder, stem: "rejected", shardBytes: .max) { _ in DatasetLayout.rejected(of: segment) }
    rejected = series
    try series.append(frame)
  }

  /// Makes the segment appear; its manifest is the last file to do so.
  public func commit(
    archive: ArchiveID, recipe: Recipe, counts: SegmentCounts
  ) throws(DatasetError) -> SegmentManifest {
    var manifests: [String: TableManifest] = [:]
    for (table, series) in tables.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let shards = try series.publish(in: layout)
      manifests[table.rawValue] = TableManifest(rows: shards.reduce(0) { $0 + $1.rows }, shards: shards)
    }
    let manifest = SegmentManifest(
      segment: segment, archive: archive, recipe: recipe, counts: counts, tables: manifests,
      rejected: try rejected?.publish(in: layout).first)
    try DatasetFiles.write(manifest, to: layout.manifest(of: segment), in: layout)
    abandon()
    return manifest
  }

  /// Removes what was written. Without it the files stay until the next run sweeps them.
  public func abandon() {
    // A temporary file that can't be removed now is swept later.
    try? FileManager.default.removeItem(atPath: folder)
  }
}
