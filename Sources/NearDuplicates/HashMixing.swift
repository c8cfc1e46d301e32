/// Hashes that are the same in every process and on every machine, which the standard library's are not.
enum HashMixing {
  /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input changes half of the output's.
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var word = value
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// The `number`-th word of the stream that begins with `seed`.
  static func word(_ number: Int, seed: UInt64) -> UInt64 {
    mixed(seed &+ UInt64(truncatingIfNeeded: number &+ 1) &* 0x9E37_79B9_7F4A_7C15)
  }
}
