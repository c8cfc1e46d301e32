/// A set of hashes as bits: each hash is cut to one of 32,768 places, so that sets are compared by counting bits. Sets of
/// some thousand members lose a few in a hundred of them to others at the same place.
final class HashedSet {
  static let places = 1 << 15
  private static let words = places / 64
  private let storage = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
  /// How many places are taken.
  private(set) var count = 0

  init() { storage.initialize(repeating: 0, count: Self.words) }

  deinit { storage.deallocate() }

  func removeAll() {
    storage.update(repeating: 0, count: Self.words)
    count = 0
  }

  /// Puts a hash in. True where its place was free.
  @inline(__always)
  @discardableResult
  func insert(_ hash: UInt64) -> Bool {
    let (word, bit) = Self.place(of: hash)
    let isNew = storage[word] & bit == 0
    storage[word] |= bit
    count += isNew ? 1 : 0
    return isNew
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool {
    let (word, bit) = Self.place(of: hash)
    return storage[word] & bit != 0
  }

  /// How many places are taken in another set too.
  func common(with other: HashedSet) -> Int {
    var count = 0
    for word in 0..<Self.words { count += (storage[word] & other.storage[word]).nonzeroBitCount }
    return count
  }

  /// Becomes a copy of another set.
  func take(_ other: HashedSet) {
    storage.update(from: other.storage, count: Self.words)
    count = other.count
  }

  /// Takes the members of another set in.
  func formUnion(_ other: HashedSet) {
    count = 0
    for word in 0..<Self.words {
      storage[word] |= other.storage[word]
      count += storage[word].nonzeroBitCount
    }
  }

  @inline(__always)
  private static func place(of hash: UInt64) -> (word: Int, bit: UInt64) {
    let place = (hash &* 0x9E37_79B9_7F4A_7C15) >> 49
    return (Int(truncatingIfNeeded: place >> 6), 1 << (place & 63))
  }
}
