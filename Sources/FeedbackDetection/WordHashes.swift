/// The words of a normal form as hashes: split at spaces, each ideograph a word of its own.
///
/// Words are compared by 64-bit hashes alone; that two words of a pair of messages share one is not to be expected in
/// the lifetime of a data set.
enum WordHashes {
  /// Writes the hashes of the words in their order; the number of words.
  static func read(_ form: UnsafeBufferPointer<UInt32>, into storage: UnsafeMutableBufferPointer<UInt64>) -> Int {
    let tables = CharacterTables.shared
    var written = 0
    var hash = seed
    func finish() {
      guard hash != seed else { return }
      storage[written] = hash
      written += 1
      hash = seed
    }
    for scalar in form {
      let isIdeograph = tables.kind(of: scalar).contains(.ideograph)
      if scalar == 0x20 || isIdeograph { finish() }
      if scalar == 0x20 { continue }
      hash = mixed(hash, scalar)
      if isIdeograph { finish() }
    }
    finish()
    return written
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func mixed(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    let product = (hash ^ UInt64(scalar)) &* 0x9FB2_1C65_1E98_DF25
    return product ^ product >> 32
  }
}
