internal import Foundation
internal import Records

/// The small JSON files of a dataset.
public enum DatasetFiles {
  /// Writes a value as JSON with sorted keys, whole or not at all.
  public static func write(_ value: some Encodable, to path: String, in layout: DatasetLayout) throws(DatasetError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let data: Data
    do {
      data = try encoder.encode(value)
    } catch {
      throw DatasetError(.writing, path: path, detail: "a value has no JSON form")
    }
    try DurableFiles.write(Array(data) + [UInt8(ascii: "\n")], to: path, temporary: layout.temporary)
  }

  /// Writes a text, whole or not at all.
  public static func write(_ text: String, to path: String, in layout: DatasetLayout) throws(DatasetError) {
    try DurableFiles.write(Array(text.utf8), to: path, temporary: layout.temporary)
  }

  /// - Throws: `DatasetError` with `reading`, or `damaged` where the file holds something else.
  public static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws(DatasetError) -> Value {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DatasetError(.reading, path: path, engineCode: Int(errno))
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(type, from: data)
    } catch {
      throw DatasetError(.damaged, path: path, detail: "its JSON is not what Gleaner writes")
    }
  }

  /// The manifests of all committed segments, by segment.
  ///
  /// - Throws: `DatasetError` with `reading`, `damaged` or `format`, at the first that can't be used.
  public static func manifests(in layout: DatasetLayout) throws(DatasetError) -> [SegmentManifest] {
    var manifests: [SegmentManifest] = []
    for path in manifestPaths(in: layout) { manifests.append(try manifest(at: path)) }
    return manifests
  }

  /// The paths of all manifests, sorted.
  public static func manifestPaths(in layout: DatasetLayout) -> [String] {
    names(in: layout.segments).map { "\(layout.segments)/\($0)" }
  }

  /// One manifest.
  public static func manifest(at path: String) throws(DatasetError) -> SegmentManifest {
    // The version is looked at first: what a later one added need not make sense here.
    let version = try read(FormatVersion.self, from: path).formatVersion
    guard version <= SegmentManifest.formatVersion else {
      throw DatasetError(
        .format, path: path, detail: "format version \(version), this Gleaner knows \(SegmentManifest.formatVersion)")
    }
    return try read(SegmentManifest.self, from: path)
  }

  private struct FormatVersion: Decodable {
    let formatVersion: Int
  }

  /// Where archives were last seen, by archive.
  public static func archives(in layout: DatasetLayout) throws(DatasetError) -> [ArchiveRecord] {
    var records: [ArchiveRecord] = []
    for path in archivePaths(in: layout) { records.append(try read(ArchiveRecord.self, from: path)) }
    return records
  }

  /// The paths of all archive records, sorted.
  public static func archivePaths(in layout: DatasetLayout) -> [String] {
    names(in: layout.archives).map { "\(layout.archives)/\($0)" }
  }

  /// The paths of all lists of rules, sorted.
  public static func ruleListPaths(in layout: DatasetLayout) -> [String] {
    names(in: layout.rules).map { "\(layout.rules)/\($0)" }
  }

  /// The `.json` files of a folder, sorted; none where there is no folder.
  static func names(in folder: String) -> [String] {
    // A folder that is not there holds nothing.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted()
  }

  /// Gives every table without rows a shard without rows, so that who reads a dataset by its files finds the table, and
  /// takes it away from the others.
  public static func standIn(
    forTablesEmptyIn manifests: [SegmentManifest], butFor filled: Set<DatasetTable> = [], in layout: DatasetLayout
  ) throws(DatasetError) {
    for table in DatasetTable.allCases {
      let path = layout.path(DatasetLayout.emptyShard(of: table))
      if filled.contains(table) || manifests.contains(where: { $0.rows(of: table) > 0 }) {
        try remove(path)
      } else {
        try DurableFiles.write(try FrameEncoder().encodeNothing(), to: path, temporary: layout.temporary)
      }
    }
  }

  /// Writes a file whole, or takes it away where there is nothing to write.
  public static func replace(_ path: String, with bytes: [UInt8]?, in layout: DatasetLayout) throws(DatasetError) {
    if let bytes { try DurableFiles.write(bytes, to: path, temporary: layout.temporary) } else { try remove(path) }
  }

  /// Removes a segment: its manifest first, so that it is gone at once, then its files.
  public static func remove(_ manifest: SegmentManifest, in layout: DatasetLayout) throws(DatasetError) {
    let path = layout.manifest(of: manifest.segment)
    try remove(path)
    for file in files(of: manifest) { try remove(layout.path(file)) }
  }

  /// Removes the files of a segment that its new manifest does not speak of any more.
  public static func removeFiles(
    of former: SegmentManifest, notIn manifest: SegmentManifest, in layout: DatasetLayout
  ) throws(DatasetError) {
    let kept = Set(files(of: manifest))
    for file in files(of: former) where !kept.contains(file) { try remove(layout.path(file)) }
  }

  private static func remove(_ path: String) throws(DatasetError) {
    if unlink(path) != 0, errno != ENOENT { throw DatasetError(.writing, path: path, engineCode: Int(errno)) }
  }

  /// Removes what killed runs left behind: temporary files, and shards of which no manifest speaks. Only for the holder of
  /// the lock.
  ///
  /// - Throws: `DatasetError` where the manifests can't be read; then nothing is removed.
  public static func sweep(_ layout: DatasetLayout) throws(DatasetError) {
    let known = Set(try manifests(in: layout).flatMap(files))
    let folders = DatasetTable.allCases.map { "data/\($0.rawValue)" } + ["_gleaner/rejected"]
    // What can't be removed costs room and nothing else; the next run tries again.
    try? FileManager.default.removeItem(atPath: layout.temporary)
    for folder in folders {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: layout.path(folder))) ?? []
      for name in names where isShard(name) && !known.contains("\(folder)/\(name)") {
        try? FileManager.default.removeItem(atPath: layout.path("\(folder)/\(name)"))
      }
    }
    for table in DatasetTable.allCases where table.isBuilt {
      // One that can't be read is made anew.
      removeBuilt(table, butFor: try? built(table, in: layout), in: layout)
    }
  }

  /// The files of a segment beside its manifest, relative to the dataset.
  static func files(of manifest: SegmentManifest) -> [String] {
    manifest.tables.values.flatMap(\.shards).map(\.file) + [manifest.rejected?.file].compactMap { $0 }
  }

  /// Whether a file has a name that only Gleaner gives: `<16 hexadecimal digits>-<8>…`.
  private static func isShard(_ name: String) -> Bool {
    name.hasSuffix(".jsonl.zst") && name.prefixMatch(of: /[0-9a-f]{16}-[0-9a-f]{8}[-.]/) != nil
  }
}
