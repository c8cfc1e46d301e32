/// Whether a judge prefers the longer of two answers more than it should.
///
/// That the longer one wins often is no bias by itself: it may be better. So the judge is compared with a reference on
/// the same pairs, after K. Saito et al., "Verbosity Bias in Preference Labeling by Large Language Models", arXiv
/// 2310.10076. Pairs of equal length tell nothing and are left out.
public struct VerbosityBias: Hashable, Sendable {
  public enum Choice: String, CaseIterable, Hashable, Sendable {
    case a, b, tie
  }

  /// Two answers, in any unit of length, and who chose which.
  public struct Comparison: Hashable, Sendable {
    public var lengthA: Int
    public var lengthB: Int
    public var judge: Choice
    /// Nil where no reference is known.
    public var reference: Choice?

    public init(lengthA: Int, lengthB: Int, judge: Choice, reference: Choice? = nil) {
      precondition(lengthA >= 0 && lengthB >= 0, "a length is not negative")
      self.lengthA = lengthA
      self.lengthB = lengthB
      self.judge = judge
      self.reference = reference
    }

    /// 1 for the longer answer, 0 for the shorter, 1/2 for a tie.
    fileprivate func forLonger(_ choice: Choice) -> Double {
      guard choice != .tie else { return 0.5 }
      return (choice == .a) == (lengthA > lengthB) ? 1 : 0
    }

    /// How many times as long as the shorter the longer is; infinite beside an empty answer.
    fileprivate var ratio: Double { Double(max(lengthA, lengthB)) / Double(min(lengthA, lengthB)) }
  }

  /// A tenth of the comparisons, by how unequal the lengths are.
  public struct Decile: Hashable, Sendable {
    /// The smallest and the greatest ratio of the longer to the shorter length in it.
    public let ratios: ClosedRange<Double>
    public let comparisons: Int
    /// How often the judge chose the longer, ties counted half.
    public let longerChosen: Measured
  }

  /// Comparisons of unequal length.
  public let comparisons: Int
  /// How often the judge chose the longer, ties counted half.
  public let longerChosen: Measured
  /// From almost equal to most unequal lengths; fewer than ten where there are fewer comparisons.
  public let deciles: [Decile]
  /// How often the judge chooses the longer, less how often the reference does, on the same pairs: 0 without bias. Nil
  /// where no reference is known.
  public let beyondReference: Measured?
  /// How often the judge chooses the longer where the reference does, and where the reference chooses the shorter. The
  /// second is what bias looks like from one pair.
  public let longerWhereReferenceIs: Measured?
  public let longerWhereReferenceIsNot: Measured?

  /// Nil where no two lengths differ.
  public init?(_ all: [Comparison]) {
    let unequal = all.filter { $0.lengthA != $0.lengthB }
    guard !unequal.isEmpty else { return nil }
    comparisons = unequal.count
    longerChosen = Measured(meanOfShares: unequal.map { $0.forLonger($0.judge) })
    deciles = Self.deciles(unequal)
    let known = unequal.compactMap { comparison in
      comparison.reference.map { (judge: comparison.forLonger(comparison.judge), reference: comparison.forLonger($0)) }
    }
    func judged(where reference: Double) -> Measured? {
      let values = known.filter { $0.reference == reference }.map(\.judge)
      return values.isEmpty ? nil : Measured(meanOfShares: values)
    }
    beyondReference = known.isEmpty ? nil : Measured(meanOfDifferences: known.map { $0.judge - $0.reference })
    longerWhereReferenceIs = judged(where: 1)
    longerWhereReferenceIsNot = judged(where: 0)
  }

  /// Cuts by rank. Where ratios are equal the order of the comparisons decides, by their lengths and choice, so that
  /// the order in which they were given does not.
  private static func deciles(_ unequal: [Comparison]) -> [Decile] {
    let sorted = unequal.sorted { ($0.ratio, $0.forLonger($0.judge)) < ($1.ratio, $1.forLonger($1.judge)) }
    return (0..<10).compactMap { tenth in
      let part = sorted[sorted.count * tenth / 10..<sorted.count * (tenth + 1) / 10]
      guard let least = part.first, let most = part.last else { return nil }
      return Decile(
        ratios: least.ratio...most.ratio, comparisons: part.count,
        longerChosen: Measured(meanOfShares: part.map { $0.forLonger($0.judge) }))
    }
  }
}
