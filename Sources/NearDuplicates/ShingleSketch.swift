/// What is kept of a text to tell its near duplicates: hashes, from which the text can't be had back.
///
/// Making one is the costly part and needs nothing but the text, so it can be done on many threads.
public struct ShingleSketch: Hashable, Sendable {
  /// How many different shingles the text has; 0 for a text without any, which has no near duplicates.
  public let shingles: Int
  /// The smallest shingle hashes, ascending: all of them, or as many as the rule's sample.
  let smallest: [UInt32]
  /// A hash of each band of the MinHash signature (Broder 1997); empty for an empty text.
  let bandKeys: [UInt32]
  /// Equal for equal sets of shingles.
  let digest: UInt64

  /// The sketch of a text under a rule; sketches of different rules must not be mixed.
  public init(_ text: String, rule: SimilarityRule = .standard) {
    let hashes = ShingleReader.shingles(of: text)
    shingles = hashes.count
    var smallest: [UInt32] = []
    smallest.reserveCapacity(min(hashes.count, rule.sample))
    // The upper halves of ascending words ascend as well.
    for hash in hashes.prefix(rule.sample) { smallest.append(UInt32(hash >> 32)) }
    self.smallest = smallest
    digest = hashes.reduce(UInt64(hashes.count)) { HashMixing.mixed($0 ^ $1) }
    bandKeys = hashes.isEmpty ? [] : Self.bandKeys(of: Self.signature(of: hashes), rule: rule)
  }

  /// For every hash function the least value over all shingles; two sets agree in one with the probability that is
  /// their Jaccard similarity.
  private static func signature(of hashes: [UInt64]) -> [UInt32] {
    var signature = [UInt32](repeating: .max, count: SimilarityRule.signatureLength)
    signature.withUnsafeMutableBufferPointer { least in
      multipliers.withUnsafeBufferPointer { multipliers in
        additions.withUnsafeBufferPointer { additions in
          for hash in hashes {
            for number in 0..<SimilarityRule.signatureLength {
              let value = UInt32(truncatingIfNeeded: (hash &* multipliers[number] &+ additions[number]) >> 32)
              least[number] = min(least[number], value)
            }
          }
        }
      }
    }
    return signature
  }

  private static func bandKeys(of signature: [UInt32], rule: SimilarityRule) -> [UInt32] {
    (0..<rule.bands).map { band in
      var key = UInt64(band)
      for row in 0..<rule.bandRows { key = HashMixing.mixed(key ^ UInt64(signature[band * rule.bandRows + row])) }
      return UInt32(truncatingIfNeeded: key)
    }
  }

  private static let multipliers = (0..<SimilarityRule.signatureLength).map {
    HashMixing.word($0, seed: 0x6D69_6E68_6173_6831) | 1
  }
  private static let additions = (0..<SimilarityRule.signatureLength).map {
    HashMixing.word($0, seed: 0x6D69_6E68_6173_6832)
  }

  // MARK: Comparing

  /// The Jaccard similarity of two texts, 0 to 1: exact where neither has more shingles than the rule's sample, else an
  /// estimate from the smallest hashes of the union (Broder 1997; Cohen and Kaplan 2007).
  public func similarity(to other: ShingleSketch) -> Double {
    smallest.withUnsafeBufferPointer { mine in
      other.smallest.withUnsafeBufferPointer { others in
        Self.similarity(
          mine, others, isWhole: smallest.count == shingles && other.smallest.count == other.shingles)
      }
    }
  }

  /// Over the union of two ascending lists, the share that stands in both; of samples only the part of the union that
  /// both are known for.
  static func similarity(
    _ one: UnsafeBufferPointer<UInt32>, _ other: UnsafeBufferPointer<UInt32>, isWhole: Bool
  ) -> Double {
    let limit = isWhole ? one.count + other.count : max(one.count, other.count)
    var (mine, others, union, both) = (0, 0, 0, 0)
    while union < limit, mine < one.count || others < other.count {
      union += 1
      if others == other.count {
        mine += 1
      } else if mine == one.count || other[others] < one[mine] {
        others += 1
      } else {
        if other[others] == one[mine] {
          both += 1
          others += 1
        }
        mine += 1
      }
    }
    return union == 0 ? 0 : Double(both) / Double(union)
  }
}
