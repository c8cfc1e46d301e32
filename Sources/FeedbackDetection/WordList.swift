/// The words of a normal form as hashes: split at spaces, each ideograph a word of its own. Its memory is used again.
///
/// Words are compared by 64-bit hashes alone; that two words of a pair of messages share one is not to be expected in
/// the lifetime of a data set.
final class WordList {
  private let storage = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: MessageWindows.openingBytes + 1)
  private(set) var count = 0

  deinit { storage.deallocate() }

  subscript(place: Int) -> UInt64 { storage[place] }

  func read(_ form: NormalForm) {
    count = 0
    var hash = Self.seed
    for scalar in form.scalars {
      let isIdeograph = CharacterClass.of(scalar).contains(.ideograph)
      if scalar == 0x20 || isIdeograph {
        finish(&hash)
        if !isIdeograph { continue }
        hash = Self.mixed(hash, scalar)
        finish(&hash)
      } else {
        hash = Self.mixed(hash, scalar)
      }
    }
    finish(&hash)
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func mixed(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    let product = (hash ^ UInt64(scalar)) &* 0x9FB2_1C65_1E98_DF25
    return product ^ product >> 32
  }

  /// Ends a word, if one has begun.
  private func finish(_ hash: inout UInt64) {
    guard hash != Self.seed else { return }
    storage[count] = hash
    count += 1
    hash = Self.seed
  }
}
