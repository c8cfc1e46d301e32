import Glibc
import Records

/// Finds the files to be read, among files and directories.
///
/// Every regular file counts, for archives are told by their content. Links to files are followed; a link to a
/// directory is followed unless that directory is read anyway, which is how loops end. Sockets, pipes and devices are
/// never opened.
public enum ArchiveFinder {
  /// Searches the inputs; the order of the inputs, and of the directories' own entries, makes no difference.
  public static func find(_ inputs: [String]) -> ArchiveSearch {
    var walk = DirectoryWalk()
    // The last one added is entered first.
    for path in inputs.map({ Array($0.utf8) }).sorted(by: { $1.lexicographicallyPrecedes($0) }) { walk.add(path) }
    walk.run()
    return walk.search
  }
}

/// One search, with what it has seen.
private struct DirectoryWalk {
  private struct Place: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  var search = ArchiveSearch()
  private var directories: [[UInt8]] = []
  /// Links to directories; they wait until all directories proper have been read.
  private var linked: [[UInt8]] = []
  private var entered: Set<Place> = []
  private var seen: Set<[UInt8]> = []

  /// Takes a path that was named or met.
  mutating func add(_ path: [UInt8], isMet: Bool = false) {
    guard seen.insert(path).inserted else {
      return report(.duplicateArchive, path, "it is named twice")
    }
    guard let own = FileStatus(path: path, followingLinks: false),
      let target = own.kind == .link ? FileStatus(path: path, followingLinks: true) : own
    else { return reportUnreadable(path) }
    switch target.kind {
    case .file:
      search.archives.append(
        FoundArchive(path: path, byteCount: target.byteCount, modified: target.modified, isNamed: !isMet))
    case .directory where own.kind == .link && isMet: linked.append(path)
    case .directory: directories.append(path)
    case .link, .other: report(.notALog, path, "it is neither a file nor a directory; save what it gives to a file")
    }
  }

  mutating func run() {
    while !directories.isEmpty || !linked.isEmpty {
      if let next = directories.popLast() {
        enter(next, isLink: false)
      } else {
        linked.sort { $0.lexicographicallyPrecedes($1) }
        enter(linked.removeFirst(), isLink: true)
      }
    }
    search.archives.sort { $0.path.lexicographicallyPrecedes($1.path) }
    search.faults.sort { $0.archive.utf8.lexicographicallyPrecedes($1.archive.utf8) }
  }

  private mutating func enter(_ path: [UInt8], isLink: Bool) {
    guard let status = FileStatus(path: path, followingLinks: true) else { return reportUnreadable(path) }
    guard entered.insert(Place(device: status.device, inode: status.inode)).inserted else {
      let detail = "the directory is read under another name"
      return report(isLink ? .symbolicLink : .duplicateArchive, path, detail)
    }
    guard let names = Self.names(in: path) else { return reportUnreadable(path) }
    guard !names.contains(Array("_gleaner".utf8)) else {
      return report(.gleanerDataset, path, "the directory is a dataset of Gleaner")
    }
    for name in names {
      add(path.last == UInt8(ascii: "/") ? path + name : path + [UInt8(ascii: "/")] + name, isMet: true)
    }
  }

  /// The directory's entries; nil with `errno` set.
  private static func names(in path: [UInt8]) -> [[UInt8]]? {
    var directory: OpaquePointer?
    _ = FileStatus.withPath(path) {
      directory = opendir($0)
      return 0
    }
    guard let directory else { return nil }
    defer { closedir(directory) }
    var names: [[UInt8]] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [UInt8(ascii: ".")], name != Array("..".utf8) { names.append(name) }
    }
    return names
  }

  private mutating func reportUnreadable(_ path: [UInt8]) {
    let code = errno
    report(.unreadable, path, String(cString: strerror(code)), code: Int(code))
  }

  private mutating func report(_ reason: DropReason, _ path: [UInt8], _ detail: String, code: Int? = nil) {
    search.faults.append(
      ReadingFault(
        reason: reason, scope: .archive, archive: FoundArchive.display(path), engineCode: code, detail: detail))
  }
}
