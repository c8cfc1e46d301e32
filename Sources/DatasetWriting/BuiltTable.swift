internal import Foundation

/// What describes a table that was made over all segments, and by its appearance commits it: `_gleaner/built/<table>.json`.
public struct BuiltManifest: Hashable, Sendable, Codable {
  /// The version of this file's shape.
  public static let formatVersion = 1

  public var formatVersion = BuiltManifest.formatVersion
  public var table: String
  /// The digest of all that the table depends on: where it is the same, the table is.
  public var inputs: String
  public var rows: Int
  public var shards: [ShardManifest]
  /// What went in, what came out, and what was left out by reason.
  public var books: [String: Int]
}

/// Writes a table that is made anew over all segments. Its shards are named by what it was made from, so that they never stand
/// in the place of others; its manifest is the last file to appear, and what it replaces is then removed.
///
/// One thread at a time. The caller holds the dataset's lock.
public final class BuiltTableWriter {
  private let layout: DatasetLayout
  private let table: DatasetTable
  private let inputs: String
  private let folder: String
  private let series: ShardSeries

  /// - Parameter inputs: The digest of what it is made from, in hexadecimal digits.
  /// - Throws: `DatasetError` with `writing`.
  public init(
    _ table: DatasetTable, from inputs: String, in layout: DatasetLayout,
    shardBytes: Int = SegmentWriter.defaultShardBytes
  ) throws(DatasetError) {
    self.layout = layout
    self.table = table
    self.inputs = inputs
    folder = "\(layout.temporary)/built-\(table.rawValue)-\(getpid())"
    try DurableFiles.makeDirectory(folder)
    series = ShardSeries(folder: folder, stem: table.rawValue, shardBytes: shardBytes) {
      DatasetLayout.builtShard($0, of: table, from: inputs)
    }
  }

  public func append(_ frame: EncodedFrame) throws(DatasetError) { try series.append(frame) }

  /// Makes the table appear in the place of the one before.
  public func commit(books: [String: Int]) throws(DatasetError) -> BuiltManifest {
    let shards = try series.publish(in: layout)
    let manifest = BuiltManifest(
      table: table.rawValue, inputs: inputs, rows: shards.reduce(0) { $0 + $1.rows }, shards: shards, books: books)
    try DatasetFiles.write(manifest, to: layout.builtManifest(of: table), in: layout)
    abandon()
    DatasetFiles.removeBuilt(table, butFor: manifest, in: layout)
    return manifest
  }

  /// Removes what was written and not committed.
  public func abandon() {
    // A temporary file that can't be removed now is swept later.
    try? FileManager.default.removeItem(atPath: folder)
  }
}

extension DatasetFiles {
  /// What a table over all segments was made from; nil where it was not made.
  ///
  /// - Throws: `DatasetError` with `damaged`, `reading`, or `format`.
  public static func built(_ table: DatasetTable, in layout: DatasetLayout) throws(DatasetError) -> BuiltManifest? {
    let path = layout.builtManifest(of: table)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let manifest = try read(BuiltManifest.self, from: path)
    guard manifest.formatVersion <= BuiltManifest.formatVersion else {
      throw DatasetError(
        .format, path: path,
        detail: "format version \(manifest.formatVersion), this Gleaner knows \(BuiltManifest.formatVersion)")
    }
    return manifest
  }

  /// Removes the shards of a table over all segments of which its manifest does not speak.
  static func removeBuilt(_ table: DatasetTable, butFor manifest: BuiltManifest?, in layout: DatasetLayout) {
    let kept = Set(manifest?.shards.map(\.file) ?? [])
    let folder = "data/\(table.rawValue)"
    // A folder that is not there holds nothing; what can't be removed costs room, and the next run tries again.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: layout.path(folder))) ?? []
    where name.hasPrefix(DatasetLayout.builtStem) && !kept.contains("\(folder)/\(name)") {
      try? FileManager.default.removeItem(atPath: layout.path("\(folder)/\(name)"))
    }
  }
}
