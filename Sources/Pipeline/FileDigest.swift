internal import Digests
internal import Foundation

/// The digest of a file's bytes, which are never in memory as a whole.
struct FileDigest {
  let bytes: Int
  /// SHA-256, 64 hexadecimal digits.
  let hex: String

  /// nil where the file can't be read.
  init?(ofFile path: String) {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    let hasher = SHA256Hasher()
    var bytes = 0
    do {
      while let data = try file.read(upToCount: 1 << 20), !data.isEmpty {
        data.withUnsafeBytes { hasher.update($0) }
        bytes += data.count
      }
    } catch { return nil }
    self.bytes = bytes
    hex = hasher.finish()
  }
}
