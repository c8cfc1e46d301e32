internal import Foundation

/// When two texts count as near duplicates, and how the candidates are found.
public struct SimilarityRule: Hashable, Sendable {
  /// The least Jaccard similarity of the sets of shingles: above 0, at most 1.
  public let threshold: Double
  /// How many shingle hashes are kept of a text. One with no more is compared exactly; of a longer one these are a
  /// random sample, and the similarity is an estimate with a standard error of at most 0.5 / √sample (0.025 at 0.8 and
  /// 256).
  public let sample: Int
  /// How many others a text is compared with at most in a bucket of texts that agree in a band.
  public let comparisonsInBucket: Int
  /// Hash functions in a band: all must agree in one band at least for two texts to be compared.
  let bandRows: Int
  let bands: Int

  /// How many hash functions a signature has.
  static let signatureLength = 128

  /// The rule of this project: 0.8, as in the cleaning of training corpora (Lee et al. 2022, arXiv 2107.06499).
  public static let standard = SimilarityRule()

  /// - Parameters:
  ///   - threshold: Above 0, at most 1.
  ///   - sample: At least 16.
  ///   - comparisonsInBucket: At least 1.
  public init(threshold: Double = 0.8, sample: Int = 256, comparisonsInBucket: Int = 256) {
    precondition(threshold > 0 && threshold <= 1, "the threshold must lie above 0 and not above 1")
    precondition(sample >= 16 && comparisonsInBucket >= 1, "the sample and the comparisons must not be that few")
    self.threshold = threshold
    self.sample = sample
    self.comparisonsInBucket = comparisonsInBucket
    bandRows = Self.bandRows(for: threshold)
    bands = Self.signatureLength / bandRows
  }

  /// The longest bands that still find 99.5 % of the pairs whose similarity is just the threshold: longer ones propose
  /// fewer pairs in vain. A pair of similarity s is proposed with probability 1 − (1 − sʳ)ᵇ.
  private static func bandRows(for threshold: Double) -> Int {
    (1...32).last { rows in
      1 - pow(1 - pow(threshold, Double(rows)), Double(signatureLength / rows)) >= 0.995
    } ?? 1
  }
}
