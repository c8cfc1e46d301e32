internal import Digests
internal import Foundation

/// A file that is written from front to back under a temporary name and appears whole under its own, or not at all.
final class DurableFile {
  let path: String
  private let descriptor: Int32
  private let hasher = SHA256Hasher()
  private(set) var count = 0

  /// - Throws: `DatasetError` with `writing`.
  init(at path: String) throws(DatasetError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw DatasetError(.writing, path: path, engineCode: Int(errno)) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: UnsafeRawBufferPointer) throws(DatasetError) {
    var left = bytes
    while let base = left.baseAddress, left.count > 0 {
      let written = Glibc.write(descriptor, base, left.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw DatasetError(.writing, path: path, engineCode: Int(errno))
      }
      left = UnsafeRawBufferPointer(rebasing: left[written...])
    }
    hasher.update(bytes)
    count += bytes.count
  }

  func write(_ bytes: [UInt8]) throws(DatasetError) {
    let outcome = bytes.withUnsafeBytes { raw in Result { () throws(DatasetError) in try write(raw) } }
    try outcome.get()
  }

  /// Makes the bytes durable and returns their SHA-256; nothing may be written afterwards.
  func finish() throws(DatasetError) -> String {
    if fsync(descriptor) != 0 { throw DatasetError(.writing, path: path, engineCode: Int(errno)) }
    return hasher.finish()
  }
}

/// Paths as text. (Foundation's way of taking off the last component ends the program at names of one character.)
enum FilePath {
  /// What stands before the last component; empty for a name alone.
  static func parent(of path: String) -> String {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    var end = slash
    while end > 0, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
    return end == 0 ? "/" : String(decoding: bytes[..<end], as: UTF8.self)
  }
}

/// File operations that hold after a power loss.
enum DurableFiles {
  /// Renames over whatever is there, and makes the new name durable.
  static func rename(_ from: String, to: String) throws(DatasetError) {
    if Glibc.rename(from, to) != 0 { throw DatasetError(.writing, path: to, engineCode: Int(errno)) }
    try synchronizeDirectory(of: to)
  }

  /// Makes a directory with all above it.
  static func makeDirectory(_ path: String) throws(DatasetError) {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory.boolValue { return }
    let parent = FilePath.parent(of: path)
    if !parent.isEmpty, parent != path { try makeDirectory(parent) }
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw DatasetError(.writing, path: path, engineCode: Int(errno)) }
    try synchronizeDirectory(of: path)
  }

  /// Writes a small file whole, through a temporary name in `temporary`.
  static func write(_ bytes: [UInt8], to path: String, temporary: String) throws(DatasetError) {
    try makeDirectory(FilePath.parent(of: path))
    try makeDirectory(temporary)
    let draft = "\(temporary)/\(getpid())-\((path as NSString).lastPathComponent)"
    let file = try DurableFile(at: draft)
    try file.write(bytes)
    _ = try file.finish()
    try rename(draft, to: path)
  }

  private static func synchronizeDirectory(of path: String) throws(DatasetError) {
    let directory = FilePath.parent(of: path)
    let descriptor = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { throw DatasetError(.writing, path: directory, engineCode: Int(errno)) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0, errno != EINVAL { throw DatasetError(.writing, path: directory, engineCode: Int(errno)) }
  }
}
