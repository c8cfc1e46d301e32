import Foundation

/// How rare words are: the inverse document frequency of each of 32,768 classes of words, by their hashes.
///
/// A weight is log((1 + documents) / (1 + documents with the word)), in sixteenths, at most 255. Words that share a class
/// share the weight of the commonest. (Spärck Jones 1972.)
public struct WordWeights: Hashable, Sendable {
  /// 32,768 weights in sixteenths.
  public let table: [UInt8]

  static let classes = 1 << 15

  /// All words weigh the same.
  public static let flat = WordWeights(table: Array(repeating: 16, count: classes))

  /// - Parameter table: 32,768 weights; as `table` gives them.
  public init(table: [UInt8]) {
    precondition(table.count == Self.classes, "a table of word weights has 32,768 entries")
    self.table = table
  }

  /// Counts the words of documents.
  public init(documents: [[UInt8]]) {
    var counts = Array(repeating: 0, count: Self.classes)
    let form = NormalForm()
    for document in documents {
      document.withUnsafeBytes { bytes in
        form.begin(bytes)
        var classes: Set<Int> = []
        for word in form.vocabulary.distinct where classes.insert(Self.place(of: word)).inserted {
          counts[Self.place(of: word)] += 1
        }
      }
    }
    let all = Double(1 + documents.count)
    table = counts.map { UInt8(min(255, (16 * log(all / Double(1 + $0))).rounded())) }
  }

  @inline(__always)
  static func place(of word: UInt64) -> Int { Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 49) }
}
