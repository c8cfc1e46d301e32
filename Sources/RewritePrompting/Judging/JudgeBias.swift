/// What a judgement shows of the judge: whether the place or the length of an answer may have decided.
public struct JudgeBias: Hashable, Sendable {
  /// Who won while the original stood first; nil for a tie.
  public let winnerOriginalFirst: AnswerSide?
  /// Who won while the rewrite stood first; nil for a tie.
  public let winnerRewriteFirst: AnswerSide?
  /// The longer one in characters; nil where they are as long.
  public let longer: AnswerSide?
  /// The rewrite's characters to the original's.
  public let lengthRatio: Double

  /// Whether both orders say the same.
  public var isConsistent: Bool { winnerOriginalFirst == winnerRewriteFirst }
  /// In how many of the two orders the answer that stood first won.
  public var firstPlaceWins: Int {
    (winnerOriginalFirst == .original ? 1 : 0) + (winnerRewriteFirst == .rewrite ? 1 : 0)
  }
  /// Likewise for the answer that stood second.
  public var secondPlaceWins: Int {
    (winnerOriginalFirst == .rewrite ? 1 : 0) + (winnerRewriteFirst == .original ? 1 : 0)
  }
  /// Likewise for the longer answer.
  public var longerWins: Int {
    longer == nil ? 0 : [winnerOriginalFirst, winnerRewriteFirst].count { $0 == longer }
  }

  /// - Parameter readings: one of each order.
  init(of subject: ResolutionSubject, _ readings: [ResolutionReading]) {
    winnerOriginalFirst = readings.first { $0.first == .original }?.winner
    winnerRewriteFirst = readings.first { $0.first == .rewrite }?.winner
    let original = subject[.original].count
    let rewrite = subject[.rewrite].count
    longer = original == rewrite ? nil : original > rewrite ? .original : .rewrite
    lengthRatio = Double(rewrite) / Double(max(1, original))
  }
}
