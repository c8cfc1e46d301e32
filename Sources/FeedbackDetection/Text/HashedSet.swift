/// A set of hashes as bits: each hash is cut to one of 32,768 places. Sets of some thousand members lose a few in a hundred
/// of them to others at the same place.
///
/// The first places that were taken are listed too: most texts are short, and going through the list of the smaller set
/// is faster than counting all bits.
final class HashedSet {
  static let places = 1 << 15
  private static let words = places / 64
  /// From so many members on, counting all bits is as fast as going through a list.
  private static let mostListed = 1_200

  private let storage = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
  /// With room for one more, which is written and not read where the list is full.
  private let list = UnsafeMutablePointer<UInt16>.allocate(capacity: mostListed + 1)
  /// How many places are taken.
  private(set) var count = 0

  init() { storage.initialize(repeating: 0, count: Self.words) }

  deinit {
    storage.deallocate()
    list.deallocate()
  }

  /// Puts members in without asking the set for each. Its count is the set's only when `end` was called.
  struct Filling {
    fileprivate let storage: UnsafeMutablePointer<UInt64>
    fileprivate let list: UnsafeMutablePointer<UInt16>
    fileprivate(set) var count: Int

    /// Puts a hash in; its place may be taken.
    @inline(__always)
    mutating func insert(_ hash: UInt64) { insert(place: HashedSet.place(of: hash)) }

    @inline(__always)
    fileprivate mutating func insert(place: UInt64) {
      let word = storage + Int(truncatingIfNeeded: place >> 6)
      let bits = word.pointee
      // Written in any case; what was there before is written over.
      list[min(count, HashedSet.mostListed)] = UInt16(truncatingIfNeeded: place)
      count &+= Int(truncatingIfNeeded: ~bits >> (place & 63) & 1)
      word.pointee = bits | 1 << (place & 63)
    }
  }

  /// Begins to put members in, beside those that are there.
  func begin() -> Filling { Filling(storage: storage, list: list, count: count) }

  func end(_ filling: Filling) { count = filling.count }

  func removeAll() {
    storage.update(repeating: 0, count: Self.words)
    count = 0
  }

  @inline(__always)
  func contains(_ hash: UInt64) -> Bool { holds(place: Self.place(of: hash)) }

  @inline(__always)
  private func holds(place: UInt64) -> Bool {
    storage[Int(truncatingIfNeeded: place >> 6)] >> (place & 63) & 1 != 0
  }

  /// How many places are taken in another set too.
  func common(with other: HashedSet) -> Int {
    let (small, large) = count <= other.count ? (self, other) : (other, self)
    var common = 0
    if small.count <= Self.mostListed {
      let (list, storage) = (small.list, large.storage)
      for index in 0..<small.count {
        let place = UInt64(list[index])
        common &+= Int(truncatingIfNeeded: storage[Int(truncatingIfNeeded: place >> 6)] >> (place & 63) & 1)
      }
    } else {
      for word in 0..<Self.words { common &+= (storage[word] & other.storage[word]).nonzeroBitCount }
    }
    return common
  }

  /// Becomes a copy of another set.
  func take(_ other: HashedSet) {
    storage.update(from: other.storage, count: Self.words)
    list.update(from: other.list, count: min(other.count, Self.mostListed))
    count = other.count
  }

  /// Takes the members of another set in.
  func formUnion(_ other: HashedSet) {
    var filling = begin()
    if other.count <= Self.mostListed {
      for index in 0..<other.count { filling.insert(place: UInt64(other.list[index])) }
    } else {
      for word in 0..<Self.words {
        var bits = other.storage[word]
        while bits != 0 {
          filling.insert(place: UInt64(word << 6 | bits.trailingZeroBitCount))
          bits &= bits - 1
        }
      }
    }
    end(filling)
  }

  @inline(__always)
  fileprivate static func place(of hash: UInt64) -> UInt64 { (hash &* 0x9E37_79B9_7F4A_7C15) >> 49 }
}
