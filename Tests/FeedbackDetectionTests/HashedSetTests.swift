import Testing

@testable import FeedbackDetection

@Suite("A set of hashes") struct HashedSetTests {
  /// Sizes below, at and above what is listed, up to where most places are taken.
  static let sizes = [0, 1, 700, 1_200, 1_201, 5_000, 30_000]

  private func set(of hashes: Range<UInt64>) -> HashedSet {
    let set = HashedSet()
    var filling = set.begin()
    for hash in hashes { filling.insert(hash) }
    set.end(filling)
    return set
  }

  /// How many different places some hashes have.
  private func places(_ ranges: Range<UInt64>...) -> Int {
    var places: Set<UInt64> = []
    for hash in ranges.joined() { places.insert((hash &* 0x9E37_79B9_7F4A_7C15) >> 49) }
    return places.count
  }

  @Test("counts places, whether listed or not", arguments: sizes) func counts(size: Int) {
    let hashes = 0..<UInt64(size)
    let set = set(of: hashes)
    #expect(set.count == places(hashes))
    #expect(hashes.allSatisfy(set.contains))
    set.removeAll()
    #expect(set.count == 0)
    #expect(!hashes.contains(where: set.contains))
  }

  @Test("has in common with another what both hold, and takes the rest in", arguments: sizes, sizes)
  func comparisons(size: Int, other: Int) {
    let (left, right) = (UInt64(500)..<500 + UInt64(size), 0..<UInt64(other))
    let (own, others) = (set(of: left), set(of: right))
    let common = own.count + others.count - places(left, right)
    #expect(own.common(with: others) == common)
    #expect(others.common(with: own) == common)
    own.formUnion(others)
    #expect(own.count == places(left, right))
    #expect(own.common(with: others) == others.count)
  }

  @Test("becomes a copy of another", arguments: sizes) func copies(size: Int) {
    let (copy, original) = (set(of: 0..<3_000), set(of: 0..<UInt64(size)))
    copy.take(original)
    #expect(copy.count == original.count)
    #expect(copy.common(with: original) == original.count)
  }
}
