/// What a judge's verdicts on two answers owe to the order the answers were shown in.
///
/// Every pair is judged twice, with each answer first once. A judge without bias chooses the same answer both times.
public struct PositionBias: Hashable, Sendable {
  /// The answer that a verdict is for, by where it stood.
  public enum Choice: String, CaseIterable, Hashable, Sendable {
    case first, second, tie

    /// 1 for the first place, 0 for the second.
    fileprivate var forFirst: Double {
      switch self {
      case .first: 1
      case .second: 0
      case .tie: 0.5
      }
    }
  }

  /// The two verdicts on one pair.
  public struct Swapped: Hashable, Sendable {
    /// With A shown first, and with B shown first.
    public var aFirst: Choice
    public var bFirst: Choice

    public init(aFirst: Choice, bFirst: Choice) {
      self.aFirst = aFirst
      self.bFirst = bFirst
    }

    /// Whether both verdicts are for the same answer, or both are ties.
    public var isConsistent: Bool { aFirst.forFirst + bFirst.forFirst == 1 && (aFirst == .tie) == (bFirst == .tie) }
  }

  public let pairs: Int
  /// The share of pairs judged alike in both orders.
  public let consistent: Measured
  /// The share of verdicts for the first place, ties counted half: 1/2 without bias, 1 if the first always wins.
  public let forFirst: Measured
  /// Of the pairs in which the same place won in both orders, the share in which it was the first; nil where there are
  /// none.
  public let firstAmongSwitched: Measured?

  /// How far the share for the first place lies above 1/2; below 0, the second place is preferred.
  public var bias: Measured { forFirst.mapped { $0 - 0.5 } }

  /// Nil without pairs.
  public init?(_ verdicts: [Swapped]) {
    guard !verdicts.isEmpty else { return nil }
    pairs = verdicts.count
    consistent = Measured(share: verdicts.count(where: \.isConsistent), of: pairs)
    forFirst = Measured(meanOfShares: verdicts.map { ($0.aFirst.forFirst + $0.bFirst.forFirst) / 2 })
    let first = verdicts.count { $0.aFirst == .first && $0.bFirst == .first }
    let second = verdicts.count { $0.aFirst == .second && $0.bFirst == .second }
    firstAmongSwitched = first + second > 0 ? Measured(share: first, of: first + second) : nil
  }
}
