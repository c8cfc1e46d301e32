/// The words of a normal form as hashes: split at spaces, each ideograph a word of its own. Its memory is used again.
///
/// Words are compared by 64-bit hashes alone; that two words of a pair of messages share one is not to be expected in
/// the lifetime of a data set.
final class WordList {
  private let storage = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: MessageWindows.openingBytes + 1)
  private var count = 0

  deinit { storage.deallocate() }

  /// The words in their order, until the next form is read.
  var words: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(rebasing: storage[0..<count]) }

  func read(_ form: NormalForm) {
    let (tables, storage) = (CharacterTables.shared, storage)
    var written = 0
    var hash = Self.seed
    func finish() {
      guard hash != Self.seed else { return }
      storage[written] = hash
      written += 1
      hash = Self.seed
    }
    for scalar in form.scalars {
      let isIdeograph = tables.kind(of: scalar).contains(.ideograph)
      if scalar == 0x20 || isIdeograph { finish() }
      if scalar == 0x20 { continue }
      hash = Self.mixed(hash, scalar)
      if isIdeograph { finish() }
    }
    finish()
    count = written
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func mixed(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    let product = (hash ^ UInt64(scalar)) &* 0x9FB2_1C65_1E98_DF25
    return product ^ product >> 32
  }
}
