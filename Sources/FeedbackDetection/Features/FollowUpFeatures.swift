/// What the embedded model sees of one follow-up. Borrowed: valid until the next follow-up is read.
public struct FollowUpFeatures {
  /// One value for each `DenseFeature`, by column.
  public let dense: UnsafeBufferPointer<Float>
  /// For each group of n-grams the places that they are hashed to, each once.
  public let ngrams: [[UInt32]]

  public init(dense: UnsafeBufferPointer<Float>, ngrams: [[UInt32]]) {
    self.dense = dense
    self.ngrams = ngrams
  }

  /// How many groups of n-grams there are.
  public static let groupCount = NGramReader.Group.allCases.count
  /// An n-gram has one of 2 to the power of so many places.
  public static let placeBits = 18

  /// Which n-grams a group holds: `characters`, `words` or `head`.
  public static let groupNames = NGramReader.Group.allCases.map { "\($0)" }
}
