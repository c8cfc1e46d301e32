public import ModelPrompting

/// What two scorings in opposite orders say together: which candidates make a pair, if any.
public struct CandidateRanking: Hashable, Sendable {
  /// What is asked of a pair.
  public struct Rules: Hashable, Sendable {
    /// The least difference of the mean scores, 0 to 1.
    public var leastMargin = 0.2
    /// The least `agreement`.
    public var leastAgreement = 0.6
    /// What the margin is multiplied with for the soft target.
    public var scale = SoftTarget.usualScale

    public init() {}
  }

  /// Why there is no pair. The raw values are what is stored; cases may be added.
  public enum Rejection: String, CaseIterable, Hashable, Sendable {
    /// There is no usable reply for one of the orders.
    case unreadable
    case smallMargin = "small_margin"
    /// One of the orders does not put the best above the worst.
    case contradictory
    /// The two orders rank the candidates too differently.
    case disagreement
  }

  /// The mean of both orders, 0 to 1, by the candidates' places; empty where an order could not be read.
  public let scores: [Double]
  /// The share of pairs of candidates that both orders rank alike, 0 to 1; a pair that only one of them calls equal
  /// counts half.
  public let agreement: Double
  public let best: Int
  public let worst: Int
  /// nil where best and worst make a pair.
  public let rejection: Rejection?
  public let softTarget: Double
  /// The mean score, 0 to 1, that each place in the order got: what a judge is drawn to. Empty like `scores`.
  public let scoresByPlace: [Double]

  public var margin: Double { scores.isEmpty ? 0 : scores[best] - scores[worst] }
  public var isPair: Bool { rejection == nil }

  /// - Parameter readings: what came of the two requests.
  public init(
    of subject: ScoringSubject, _ readings: [Result<CandidateScores, ReplyFault>], rules: Rules = Rules()
  ) {
    let read = readings.compactMap { try? $0.get() }  // Faults are told as `unreadable`; the caller has each of them.
    let count = subject.candidates.count
    guard read.count == 2, read.allSatisfy({ $0.scores.count == count }) else {
      (scores, scoresByPlace) = ([], [])
      (agreement, softTarget) = (0, 0.5)
      (best, worst) = (0, 0)
      rejection = .unreadable
      return
    }
    let sums = (0..<count).map { read[0].scores[$0] + read[1].scores[$0] }
    scores = sums.map(Self.share)
    scoresByPlace = (0..<count).map { place in Self.share(read.reduce(0) { $0 + $1.scores[$1.order[place]] }) }
    let lengths = subject.candidates.map(\.count)
    // Among equals the shorter one is best and the longer one worst: judges like length too well.
    let ranked = (0..<count).sorted { (-sums[$0], lengths[$0], $0) < (-sums[$1], lengths[$1], $1) }
    let ends = (best: ranked[0], worst: ranked[count - 1])
    (best, worst) = ends
    agreement = Self.agreement(read[0].scores, read[1].scores)
    let margin = scores[ends.best] - scores[ends.worst]
    softTarget = SoftTarget.probability(margin: margin, scale: rules.scale)
    if margin <= 0 || margin < rules.leastMargin {
      rejection = .smallMargin
    } else if read.contains(where: { $0.scores[ends.best] <= $0.scores[ends.worst] }) {
      rejection = .contradictory
    } else {
      rejection = agreement < rules.leastAgreement ? .disagreement : nil
    }
  }

  /// The sum of two scores from 1 to 10, as 0 to 1.
  private static func share(_ sum: Int) -> Double { Double(sum - 2) / 18 }

  private static func agreement(_ first: [Int], _ second: [Int]) -> Double {
    var halves = 0
    var pairs = 0
    for left in first.indices {
      for right in first.indices.dropFirst(left + 1) {
        let signs = ((first[left] - first[right]).signum(), (second[left] - second[right]).signum())
        halves += signs.0 == signs.1 ? 2 : signs.0 * signs.1 == 0 ? 1 : 0
        pairs += 1
      }
    }
    return pairs == 0 ? 0 : Double(halves) / Double(2 * pairs)
  }
}
