/// The words of a normal form as hashes: split at spaces, each ideograph a word of its own.
///
/// Words are compared by 64-bit hashes alone; that two words of a pair of messages share one is not to be expected in
/// the lifetime of a data set.
enum WordHashes {
  /// Writes the hashes of the words in their order to memory with room for one for each scalar; the number of words.
  static func read(_ form: UnsafeBufferPointer<UInt32>, into storage: UnsafeMutablePointer<UInt64>) -> Int {
    let tables = CharacterTables.shared
    var written = 0
    var hash = seed
    for scalar in form {
      if scalar >= firstIdeograph, tables.kind(of: scalar).contains(.ideograph) {
        if hash != seed {
          storage[written] = hash
          written += 1
        }
        storage[written] = mixed(seed, scalar)
        written += 1
        hash = seed
      } else {
        // Written in any case; where no word ends here it is written over. There is no branch for the gaps between
        // words, which no processor can foresee.
        storage[written] = hash
        let isSpace = scalar == 0x20
        written &+= isSpace && hash != seed ? 1 : 0
        hash = isSpace ? seed : mixed(hash, scalar)
      }
    }
    if hash != seed {
      storage[written] = hash
      written += 1
    }
    return written
  }

  /// No ideograph lies below.
  private static let firstIdeograph: UInt32 = 0x2E80
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    let product = (hash ^ UInt64(scalar)) &* 0x9FB2_1C65_1E98_DF25
    return product ^ product >> 32
  }
}
