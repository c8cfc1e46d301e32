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

  /// - Throws: `DatasetError` with `reading`, or `format` where the file holds something else.
  public static func read<Value: Decodable>(_ type: Value.Type, from path: String) throws(DatasetError) -> Value {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DatasetError(.reading, path: path, engineCode: Int(errno))
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(type, from: data)
    } catch {
      throw DatasetError(.format, path: path, detail: "the JSON has another shape")
    }
  }

  /// The manifests of all committed segments, by segment.
  public static func manifests(in layout: DatasetLayout) throws(DatasetError) -> [SegmentManifest] {
    var manifests: [SegmentManifest] = []
    for name in names(in: layout.segments) {
      let manifest = try read(SegmentManifest.self, from: "\(layout.segments)/\(name)")
      guard manifest.formatVersion <= SegmentManifest.formatVersion else {
        throw DatasetError(
          .format, path: "\(layout.segments)/\(name)",
          detail: "format version \(manifest.formatVersion), this Gleaner knows \(SegmentManifest.formatVersion)")
      }
      manifests.append(manifest)
    }
    return manifests
  }

  /// Where archives were last seen, by archive.
  public static func archives(in layout: DatasetLayout) throws(DatasetError) -> [ArchiveRecord] {
    var records: [ArchiveRecord] = []
    for name in names(in: layout.archives) {
      records.append(try read(ArchiveRecord.self, from: "\(layout.archives)/\(name)"))
    }
    return records
  }

  /// The `.json` files of a folder, sorted; none where there is no folder.
  static func names(in folder: String) -> [String] {
    // A folder that is not there holds nothing.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted()
  }

  /// Removes a segment: its manifest first, so that it is gone at once, then its files.
  public static func remove(_ manifest: SegmentManifest, in layout: DatasetLayout) throws(DatasetError) {
    let path = layout.manifest(of: manifest.segment)
    if unlink(path) != 0, errno != ENOENT { throw DatasetError(.writing, path: path, engineCode: Int(errno)) }
    for file in files(of: manifest) where unlink(layout.path(file)) != 0 && errno != ENOENT {
      throw DatasetError(.writing, path: layout.path(file), engineCode: Int(errno))
    }
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
