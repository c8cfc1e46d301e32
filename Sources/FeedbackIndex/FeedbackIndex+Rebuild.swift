public import DatasetWriting
internal import Foundation
internal import GRDB

extension FeedbackIndex {
  /// Makes the dataset's index anew from the segments, whatever stood there before.
  ///
  /// A fresh file is built beside the old one and takes its place when it is whole; who reads the old one goes on
  /// undisturbed. The caller must hold the dataset's lock. Killed half-way, the old index is still there.
  ///
  /// - Throws: as `open` and `update`.
  public static func rebuild(_ layout: DatasetLayout) throws(FeedbackIndexError) -> IndexUpdate {
    guard layout.exists else { throw FeedbackIndexError(.missingDataset, at: layout.root) }
    return try withIndexErrors(of: layout) {
      let fresh = layout.path("_gleaner/tmp/index.sqlite")
      do {
        try FileManager.default.createDirectory(atPath: layout.temporary, withIntermediateDirectories: true)
      } catch {
        throw FeedbackIndexError(.inaccessible, at: layout.temporary)
      }
      remove(fresh)
      defer { remove(fresh) }
      let result = try build(fresh, layout)
      try replaceIndex(of: layout, with: fresh)
      return result
    }
  }

  /// Builds the file without a journal, for nobody else sees it; it ends in WAL mode, on the disk.
  private static func build(_ file: String, _ layout: DatasetLayout) throws -> IndexUpdate {
    let queue = try DatabaseQueue(path: file, configuration: configuration())
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE")
    }
    try IndexSchema.migrator.migrate(queue)
    let result = try queue.writeWithoutTransaction { try Updater(layout: layout, db: $0).run() }
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA locking_mode = NORMAL; PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL")
    }
    try queue.close()
    try synchronize(file)
    return result
  }

  private static func replaceIndex(of layout: DatasetLayout, with fresh: String) throws {
    switch try release(layout) {
    case .absent, .unused:
      // A log left of a damaged file must not be taken for one of the new file.
      for suffix in sidecars { try? FileManager.default.removeItem(atPath: layout.index + suffix) }
      guard rename(fresh, layout.index) == 0 else {
        throw FeedbackIndexError(.inaccessible, at: layout.index, engineNumber: Int(errno))
      }
      try synchronize(layout.path("_gleaner"))
    case .inUse(let old):
      try DatabaseQueue(path: fresh, configuration: configuration()).backup(to: old)
      try old.close()
    }
  }

  private enum OldIndex {
    case absent
    /// Nobody else has it open, or it is no database.
    case unused
    /// Others have it open, here it is for writing.
    case inUse(DatabaseQueue)
  }

  /// Finds out whether the old file may be renamed over. A file in WAL mode that others have open may not: they and those
  /// who come later would share one log for two files. Leaving WAL mode succeeds only where nobody else is there, and
  /// takes the log away; where it does not, the content is copied into the old file in one transaction.
  private static func release(_ layout: DatasetLayout) throws -> OldIndex {
    guard FileManager.default.fileExists(atPath: layout.index) else { return .absent }
    do {
      var configuration = configuration()
      configuration.busyMode = .immediateError
      let old = try DatabaseQueue(path: layout.index, configuration: configuration)
      do {
        try old.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try old.close()
        return .unused
      } catch let error as DatabaseError where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) {
        return .inUse(old)
      }
    } catch let error as DatabaseError where [.SQLITE_NOTADB, .SQLITE_CORRUPT].contains(error.resultCode) {
      return .unused
    }
  }

  private static let sidecars = ["-wal", "-shm", "-journal"]

  private static func remove(_ file: String) {
    // What is not there need not be removed, and what cannot be removed shows when the file is made.
    for suffix in [""] + sidecars { try? FileManager.default.removeItem(atPath: file + suffix) }
  }

  /// Waits until a file or directory is on the disk.
  private static func synchronize(_ path: String) throws {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor >= 0 { Foundation.close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw FeedbackIndexError(.inaccessible, at: path, engineNumber: Int(errno))
    }
  }
}
