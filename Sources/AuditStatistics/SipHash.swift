/// SipHash-2-4 with 64-bit results, of bytes and a key of 128 bits.
///
/// Chosen because it is specified with test vectors, so that a draw means the same for ever and in any language, and
/// because all 64 bits of it are as good as random (the mixers of hash tables promise that of the low bits at most).
/// Source: J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012.
struct SipHash {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64

  /// The hash of `bytes` under the key of two words, each read from its bytes with the lowest first.
  static func hash(_ bytes: some Collection<UInt8>, key: (UInt64, UInt64)) -> UInt64 {
    var state = SipHash(key: key)
    var word: UInt64 = 0
    var shift: UInt64 = 0
    for byte in bytes {
      word |= UInt64(byte) << shift
      shift += 8
      if shift == 64 {
        state.take(word)
        (word, shift) = (0, 0)
      }
    }
    state.take(word | UInt64(truncatingIfNeeded: bytes.count) << 56)
    return state.finish()
  }

  private init(key: (UInt64, UInt64)) {
    v0 = key.0 ^ 0x736f_6d65_7073_6575
    v1 = key.1 ^ 0x646f_7261_6e64_6f6d
    v2 = key.0 ^ 0x6c79_6765_6e65_7261
    v3 = key.1 ^ 0x7465_6462_7974_6573
  }

  private mutating func take(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  private mutating func finish() -> UInt64 {
    v2 ^= 0xff
    for _ in 0..<4 { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  private mutating func round() {
    v0 &+= v1
    v1 = Self.rotate(v1, by: 13) ^ v0
    v0 = Self.rotate(v0, by: 32)
    v2 &+= v3
    v3 = Self.rotate(v3, by: 16) ^ v2
    v0 &+= v3
    v3 = Self.rotate(v3, by: 21) ^ v0
    v2 &+= v1
    v1 = Self.rotate(v1, by: 17) ^ v2
    v2 = Self.rotate(v2, by: 32)
  }

  private static func rotate(_ word: UInt64, by bits: UInt64) -> UInt64 { word << bits | word >> (64 - bits) }
}
