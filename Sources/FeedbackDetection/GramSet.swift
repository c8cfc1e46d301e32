/// The n-grams of a text as a set of bits: each n-gram is hashed to one of 32,768, so that sets are compared by counting
/// bits. Texts of some thousand characters lose a few in a hundred of their n-grams to others with the same hash.
final class GramSet {
  static let bits = 1 << 15
  private static let words = bits / 64
  private let storage = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
  /// How many different n-grams, by their hashes, the text has.
  private(set) var count = 0

  init() { storage.initialize(repeating: 0, count: Self.words) }

  deinit { storage.deallocate() }

  /// Takes the n-grams of a normal form with a space on each side: of two scalars, or of three.
  func read(_ scalars: UnsafeBufferPointer<UInt32>, length: Int) {
    storage.update(repeating: 0, count: Self.words)
    // A scalar takes 21 bits.
    let mask: UInt64 = (1 << UInt64(21 * length)) - 1
    var gram: UInt64 = 0x20
    var isWhole = length == 2
    for scalar in scalars {
      gram = (gram << 21 | UInt64(scalar)) & mask
      if isWhole { insert(gram) }
      isWhole = true
    }
    insert((gram << 21 | 0x20) & mask)
    var count = 0
    for word in 0..<Self.words { count += storage[word].nonzeroBitCount }
    self.count = count
  }

  /// How many n-grams are in another set too.
  func common(with other: GramSet) -> Int {
    var count = 0
    for word in 0..<Self.words { count += (storage[word] & other.storage[word]).nonzeroBitCount }
    return count
  }

  @inline(__always)
  private func insert(_ gram: UInt64) {
    let hash = (gram &* 0x9E37_79B9_7F4A_7C15) >> 49
    storage[Int(truncatingIfNeeded: hash >> 6)] |= 1 << (hash & 63)
  }
}
