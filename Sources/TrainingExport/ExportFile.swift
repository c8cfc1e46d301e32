internal import Digests
internal import Glibc

/// A file that is written from front to back, and digested on the way.
final class ExportFile {
  let path: String
  private(set) var count = 0
  private let descriptor: Int32
  private let hasher = SHA256Hasher()

  /// - Throws: `writing`, also where there is such a file.
  init(at path: String) throws(TrainingExportError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw .writing(path, errno) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: UnsafeRawBufferPointer) throws(TrainingExportError) {
    var left = bytes
    while let base = left.baseAddress, left.count > 0 {
      let written = Glibc.write(descriptor, base, left.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw .writing(path, errno)
      }
      left = UnsafeRawBufferPointer(rebasing: left[written...])
    }
    hasher.update(bytes)
    count += bytes.count
  }

  func write(_ bytes: [UInt8]) throws(TrainingExportError) {
    let outcome = bytes.withUnsafeBytes { raw in Result { () throws(TrainingExportError) in try write(raw) } }
    try outcome.get()
  }

  /// Makes the bytes durable and returns their SHA-256; nothing may be written afterwards.
  func finish() throws(TrainingExportError) -> String {
    if fsync(descriptor) != 0 { throw .writing(path, errno) }
    return hasher.finish()
  }

  /// Writes a small file whole.
  ///
  /// - Returns: Its SHA-256.
  static func write(_ text: String, to path: String) throws(TrainingExportError) -> String {
    let file = try ExportFile(at: path)
    try file.write(Array(text.utf8))
    return try file.finish()
  }
}
