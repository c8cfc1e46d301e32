internal import Digests

/// A hash that is the same in every process, on every machine and in every version: the first 64 bits of the SHA-256.
enum StableHash {
  static func of(_ text: String) -> UInt64 {
    guard let hash = UInt64(SHA256Hasher.hex(of: text).prefix(16), radix: 16) else {
      preconditionFailure("a SHA-256 is written in hexadecimal digits")
    }
    return hash
  }

  /// The hash as a place between 0 and 1, 1 excluded.
  static func place(of hash: UInt64) -> Double { Double(hash >> 11) / Double(1 << 53) }
}
