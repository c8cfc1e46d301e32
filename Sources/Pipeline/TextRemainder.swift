internal import ArchiveReading
internal import DatasetWriting
internal import Records

/// The texts that a run without texts would leave in the dataset, because it does not come by their archives.
struct TextRemainder {
  let manifests: [SegmentManifest]
  let records: [ArchiveID: ArchiveRecord]

  /// Sees to it that there are none when `archives` have been read.
  ///
  /// - Throws: `DatasetError` with `textStays`, which names the archives.
  func check(after archives: [FoundArchive], in layout: DatasetLayout) throws(DatasetError) {
    let paths = Set(archives.map(\.absolutePath))
    let left = manifests.filter { $0.holdsText && !isReplaced($0, by: archives, at: paths) }
    if left.isEmpty { return }
    let names = left.map { records[$0.archive]?.path ?? "segment \($0.segment)" }.sorted()
    let more = names.count > Self.namesShown ? ", and \(names.count - Self.namesShown) more" : ""
    throw DatasetError(
      .textStays, path: layout.root,
      detail: "of archives that this run does not read: "
        + names.prefix(Self.namesShown).joined(separator: ", ") + more)
  }

  private static let namesShown = 10

  /// Whether the run reads the segment's archive: at the path where it was last seen, or moved to another.
  private func isReplaced(_ manifest: SegmentManifest, by archives: [FoundArchive], at paths: Set<String>) -> Bool {
    let record = records[manifest.archive]
    if let record, paths.contains(record.path) { return true }
    return archives.contains { archive in
      // One that can't be read replaces nothing.
      (record == nil || record?.bytes == archive.byteCount)
        && (try? ArchiveReader.contentID(of: archive)) == manifest.archive
    }
  }
}

extension SegmentManifest {
  fileprivate var holdsText: Bool {
    !recipe.withoutText && (rejected != nil || tables.values.contains { $0.rows > 0 })
  }
}
