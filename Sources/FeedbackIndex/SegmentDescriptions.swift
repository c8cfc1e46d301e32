internal import DatasetWriting
internal import Foundation
internal import Records

/// The small JSON files under `_gleaner/` that say what a dataset holds.
struct SegmentDescriptions {
  let layout: DatasetLayout

  /// A file as it was found: the index keeps the text of some.
  struct File {
    /// The name without `.json`.
    let name: String
    /// Relative to the dataset.
    let place: String
    let data: Data
    var text: String { String(decoding: data, as: UTF8.self) }
  }

  /// The names, without `.json`, of the files in one of the layout's directories, sorted; none where it is missing.
  func names(in directory: String) throws(FeedbackIndexError) -> [String] {
    guard FileManager.default.fileExists(atPath: directory) else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: directory)
        .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
    } catch {
      throw FeedbackIndexError(.inaccessible, at: place(of: directory))
    }
  }

  /// Reads one of them.
  func file(_ name: String, in directory: String) throws(FeedbackIndexError) -> File {
    let path = "\(directory)/\(name).json"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw FeedbackIndexError(.inaccessible, at: place(of: path))
    }
    return File(name: name, place: place(of: path), data: data)
  }

  /// Decodes one of them.
  func decode<Value: Decodable>(_ type: Value.Type, from file: File) throws(FeedbackIndexError) -> Value {
    do {
      return try DatasetFiles.read(type, from: layout.path(file.place))
    } catch {
      let code: FeedbackIndexError.Code = error.code == .reading ? .inaccessible : .badDescription
      throw FeedbackIndexError(code, at: file.place, detail: error.detail)
    }
  }

  /// The manifest in a file, which must be of this version and of the segment that the file is named after.
  func manifest(from file: File) throws(FeedbackIndexError) -> SegmentManifest {
    let manifest = try decode(SegmentManifest.self, from: file)
    if manifest.formatVersion != SegmentManifest.formatVersion {
      let expected = SegmentManifest.formatVersion
      throw FeedbackIndexError(
        .badDescription, at: file.place, detail: "format \(manifest.formatVersion), expected \(expected)")
    }
    guard manifest.segment.rawValue == file.name, Self.archive(ofSegment: file.name) == manifest.archive.rawValue else {
      throw FeedbackIndexError(.badDescription, at: file.place, detail: "it names another segment or archive")
    }
    return manifest
  }

  /// The segments that count, sorted: of several that one archive left (the rules have changed, and a run was killed
  /// before it took the old one away), the one that the archive's record names, else the last by name.
  func currentSegments(records: [ArchiveRecord]) throws(FeedbackIndexError) -> [String] {
    let named = Dictionary(
      records.map { ($0.archive.rawValue, $0.segment.rawValue) }, uniquingKeysWith: { _, last in last })
    var chosen: [String: String] = [:]
    for name in try names(in: layout.segments) {
      let archive = Self.archive(ofSegment: name)
      if let earlier = chosen[archive], earlier == named[archive] { continue }
      chosen[archive] = name
    }
    return chosen.values.sorted()
  }

  /// A segment's name begins with its archive's.
  static func archive(ofSegment name: String) -> String {
    String(name.prefix { $0 != "-" })
  }

  /// A path of the layout, relative to the dataset.
  private func place(of path: String) -> String {
    path.hasPrefix(layout.root + "/") ? String(path.dropFirst(layout.root.count + 1)) : path
  }
}
