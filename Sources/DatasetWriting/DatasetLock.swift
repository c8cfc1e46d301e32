internal import Foundation

/// The right to write to a dataset: one process at a time has it.
///
/// The lock is the operating system's (`flock`), so it ends with its process, however that ends; the file beside it says
/// who holds it. On a network file system without `flock` taking it fails, and says so.
public final class DatasetLock {
  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Throws: `DatasetError` with `locked`, whose detail names the holder, or `writing`.
  public init(_ layout: DatasetLayout) throws(DatasetError) {
    try DurableFiles.makeDirectory(FilePath.parent(of: layout.lock))
    let file = open(layout.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if file < 0 { throw DatasetError(.writing, path: layout.lock, engineCode: Int(errno)) }
    if flock(file, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      defer { close(file) }
      if code != EWOULDBLOCK { throw DatasetError(.writing, path: layout.lock, engineCode: Int(code)) }
      throw DatasetError(.locked, path: layout.root, detail: Self.holder(in: layout.lock))
    }
    descriptor = file
    sign()
  }

  deinit { close(descriptor) }

  private func sign() {
    let note = "pid \(getpid()) on \(ProcessInfo.processInfo.hostName) since \(Date().ISO8601Format())\n"
    _ = ftruncate(descriptor, 0)
    // The note is for people; the lock holds without it.
    _ = note.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  private static func holder(in path: String) -> String {
    let note = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let words = note.trimmingCharacters(in: .whitespacesAndNewlines)
    return words.isEmpty ? "its holder left no name" : words
  }
}
