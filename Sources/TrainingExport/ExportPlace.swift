internal import Digests
internal import Foundation

/// The directory of an export: everything is written to a directory beside it, which takes its place in the end.
///
/// What stands there before must be nothing, an empty directory, or an export with no other files in it. The former
/// export is moved aside, the new one takes its name, the former is removed; after a crash between the two renames the
/// next run moves it back first. Files that no export has written are never touched.
final class ExportPlace {
  static let dataFolder = "data"

  /// Where the export is to be.
  let directory: String
  /// Where it is written.
  let staging: String
  /// The export that stands there; nil where there is none.
  let former: ExportMarker?

  private let aside: String
  private let replacesChanges: Bool
  /// Holds the right to the staging directory as long as it is open.
  private let lock: Int32

  /// - Parameter replacesChanges: Whether files of the former export are given up that were changed since.
  /// - Throws: `otherContent`, `changedFile`, `notUnderstood`, `busy`, `writing`, `reading`.
  init(_ path: String, replacesChanges: Bool) throws(TrainingExportError) {
    // Of a link, the directory it leads to is replaced, not the link.
    let url = URL(fileURLWithPath: path, isDirectory: true).standardizedFileURL.resolvingSymlinksInPath()
    directory = url.path
    let parent = url.deletingLastPathComponent().path
    let name = url.lastPathComponent
    if path.isEmpty || name.isEmpty || name == "/" {
      throw TrainingExportError(
        .otherContent, at: path, reason: "no export can be made there", nextStep: "name a new directory")
    }
    staging = "\(parent)/.\(name).gleaner-export"
    aside = "\(parent)/.\(name).gleaner-export-former"
    self.replacesChanges = replacesChanges
    do {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw .writing(parent, errno)
    }
    lock = try Self.takeLock(staging, for: directory)
    let found: ExportMarker?
    do {
      try Self.recover(directory: directory, aside: aside)
      found = try Self.formerExport(in: directory, replacesChanges: replacesChanges)
      try Self.empty(staging)
    } catch {
      // Goes only if it is empty. There is no deinit yet that would close the lock.
      rmdir(staging)
      close(lock)
      throw error
    }
    former = found
    if mkdir("\(staging)/\(Self.dataFolder)", 0o755) != 0 { throw .writing(staging, errno) }
  }

  deinit { close(lock) }

  /// Lets the export take its place.
  func commit() throws(TrainingExportError) {
    for folder in ["\(staging)/\(Self.dataFolder)", staging] { try Self.synchronize(folder) }
    let before = try Self.formerExport(in: directory, replacesChanges: replacesChanges)
    if before != nil, rename(directory, aside) != 0 { throw .writing(directory, errno) }
    if rename(staging, directory) != 0 {
      let code = errno
      if before != nil { rename(aside, directory) }
      throw .writing(directory, code)
    }
    try Self.synchronize((directory as NSString).deletingLastPathComponent)
    if before != nil { try Self.removeExport(at: aside) }
  }

  /// Removes what was written so far.
  func abandon() {
    // What can't be removed now is removed by the next run.
    try? Self.empty(staging)
    rmdir(staging)
  }

  // MARK: What stands there

  private static func formerExport(
    in directory: String, replacesChanges: Bool
  ) throws(TrainingExportError) -> ExportMarker? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory) else { return nil }
    guard isDirectory.boolValue else { throw otherContent(directory, "it is a file") }
    let paths = try files(below: directory)
    guard let marker = try ExportMarker.read(in: directory) else {
      if paths.isEmpty { return nil }
      throw otherContent(directory, "it holds other files and no export")
    }
    let known = Set(marker.files.map(\.name)).union([ExportMarker.name, dataFolder])
    if let stranger = paths.first(where: { !known.contains($0) }) {
      throw otherContent("\(directory)/\(stranger)", "no export has written it")
    }
    if !replacesChanges { try checkChanges(marker, in: directory, present: Set(paths)) }
    return marker
  }

  private static func otherContent(_ place: String, _ reason: String) -> TrainingExportError {
    TrainingExportError(
      .otherContent, at: place, reason: reason,
      nextStep: "export to a new directory, or move what is not the export's away")
  }

  /// Small files are digested; of shards only the size is looked at, because they can be large.
  private static func checkChanges(
    _ marker: ExportMarker, in directory: String, present: Set<String>
  ) throws(TrainingExportError) {
    for file in marker.files where present.contains(file.name) {
      let path = "\(directory)/\(file.name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { throw .reading(path, errno) }
      var isSame = Int(status.st_size) == file.bytes
      if isSame, file.split == nil {
        guard let data = FileManager.default.contents(atPath: path) else { throw .reading(path, errno) }
        isSame = SHA256Hasher.hex(of: Array(data)) == file.sha256
      }
      if !isSame {
        throw TrainingExportError(
          .changedFile, at: path, reason: "it was changed since the export, which would be lost",
          nextStep: "keep a copy elsewhere and allow changed files to be replaced, or export to a new directory")
      }
    }
  }

  /// Everything below a directory, relative to it, sorted.
  private static func files(below directory: String) throws(TrainingExportError) -> [String] {
    do {
      return try FileManager.default.subpathsOfDirectory(atPath: directory).sorted()
    } catch {
      throw .reading(directory, errno)
    }
  }

  // MARK: Moving and removing

  /// After a crash between the two renames of a commit, the former export goes back to its place; after one behind
  /// them, what is left of it goes.
  private static func recover(directory: String, aside: String) throws(TrainingExportError) {
    guard FileManager.default.fileExists(atPath: aside) else { return }
    if FileManager.default.fileExists(atPath: directory) { return try removeExport(at: aside) }
    if rename(aside, directory) != 0 { throw .writing(directory, errno) }
  }

  /// Removes the files that the marker lists, then the marker, then the directories, which stay if anything else is
  /// there.
  private static func removeExport(at path: String) throws(TrainingExportError) {
    for file in try ExportMarker.read(in: path)?.files ?? [] {
      if unlink("\(path)/\(file.name)") != 0, errno != ENOENT { throw .writing("\(path)/\(file.name)", errno) }
    }
    if unlink("\(path)/\(ExportMarker.name)") != 0, errno != ENOENT { throw .writing(path, errno) }
    rmdir("\(path)/\(dataFolder)")
    if rmdir(path) != 0 { throw otherContent(path, "it can't be removed") }
  }

  /// Whether a file, relative to the directory, has a name that an export gives.
  static func isOwn(_ name: String) -> Bool {
    let small = [ExportMarker.name, ExportText.card, ExportText.croissant, ExportText.report]
    return small.contains(name) || name.wholeMatch(of: /data\/[a-z0-9_]+-[0-9]+(-of-|\.)[a-z0-9.]+/) != nil
  }

  /// Removes what a killed run has left in its staging directory; only names that an export gives.
  private static func empty(_ staging: String) throws(TrainingExportError) {
    let paths = try files(below: staging)
    for path in paths where path != dataFolder {
      guard isOwn(path) else {
        throw otherContent("\(staging)/\(path)", "no export has written it")
      }
    }
    for path in paths where path != dataFolder {
      if unlink("\(staging)/\(path)") != 0 { throw .writing("\(staging)/\(path)", errno) }
    }
    if rmdir("\(staging)/\(dataFolder)") != 0, errno != ENOENT { throw .writing(staging, errno) }
  }

  /// The lock is the operating system's and ends with its process.
  private static func takeLock(_ staging: String, for directory: String) throws(TrainingExportError) -> Int32 {
    if mkdir(staging, 0o755) != 0, errno != EEXIST { throw .writing(staging, errno) }
    let descriptor = open(staging, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if descriptor < 0 { throw .writing(staging, errno) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
    let code = errno
    close(descriptor)
    if code != EWOULDBLOCK { throw .writing(staging, code) }
    throw TrainingExportError(
      .busy, at: directory, reason: "another run is exporting to it", nextStep: "wait for it, or stop it")
  }

  private static func synchronize(_ folder: String) throws(TrainingExportError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { throw .writing(folder, errno) }
    defer { close(descriptor) }
    // Some file systems can't make a directory durable and say so.
    if fsync(descriptor) != 0, errno != EINVAL { throw .writing(folder, errno) }
  }
}
