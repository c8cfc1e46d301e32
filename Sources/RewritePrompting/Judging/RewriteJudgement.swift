internal import Foundation
public import ModelPrompting

/// What both orders of a comparison say together: whether a rewrite may be the chosen answer of a pair.
public struct RewriteJudgement: Hashable, Sendable {
  /// What is asked of a rewrite.
  public struct Rules: Hashable, Sendable {
    /// Whether better in one order and a tie in the other will do.
    public var acceptsHalfTie = false
    /// The least margin, 0 to 1; whatever it is, the margin must be above 0.
    public var leastMargin = 0.1
    /// What the margin is multiplied with for the soft target.
    public var scale = SoftTarget.usualScale

    public init() {}
  }

  /// Why a rewrite is not kept. The raw values are what is stored; cases may be added.
  public enum Rejection: String, CaseIterable, Hashable, Sendable {
    /// There is no usable reply for one of the orders.
    case unreadable
    /// The rewrite wins in one order and loses in the other: the place decided.
    case contradictory
    case originalBetter = "original_better"
    case tie
    /// Better in one order, a tie in the other.
    case halfTie = "half_tie"
    /// What the user wanted is not done, as one of the orders has it.
    case unresolved
    /// Something got lost, as one of the orders has it.
    case regression
    case smallMargin = "small_margin"
  }

  /// The better one by both orders; nil for a tie, and where they contradict each other.
  public let winner: AnswerSide?
  /// How well the original does what the user wanted, 0 to 1: the mean of both orders.
  public let originalScore: Double
  public let rewriteScore: Double
  /// nil where the rewrite may be chosen.
  public let rejection: Rejection?
  public let softTarget: Double
  /// Facts for a report on what the judge is drawn to; nil where an order could not be read.
  public let bias: JudgeBias?

  /// How much better the rewrite is, −1 to 1.
  public var margin: Double { rewriteScore - originalScore }
  public var isKept: Bool { rejection == nil }

  /// - Parameters:
  ///   - readings: what came of the two requests, one for each order.
  public init(
    of subject: ResolutionSubject, _ readings: [Result<ResolutionReading, ReplyFault>], rules: Rules = Rules()
  ) {
    let read = readings.compactMap { try? $0.get() }  // Faults are told as `unreadable`; the caller has each of them.
    guard read.count == 2, Set(read.map(\.first)).count == 2 else {
      winner = nil
      (originalScore, rewriteScore, softTarget) = (0, 0, 0.5)
      (rejection, bias) = (.unreadable, nil)
      return
    }
    let votes = read.reduce(0) { $0 + ($1.winner == .rewrite ? 1 : $1.winner == .original ? -1 : 0) }
    winner = votes > 0 ? .rewrite : votes < 0 ? .original : nil
    originalScore = Self.mean(read.map(\.original.score))
    rewriteScore = Self.mean(read.map(\.rewrite.score))
    let margin = rewriteScore - originalScore
    softTarget = SoftTarget.probability(margin: margin, scale: rules.scale)
    bias = JudgeBias(of: subject, read)
    rejection = Self.rejection(read, votes: votes, margin: margin, rules)
  }

  /// The mean of scores from 1 to 5, as 0 to 1.
  private static func mean(_ scores: [Int]) -> Double {
    Double(scores.reduce(0) { $0 + $1 - 1 }) / Double(4 * scores.count)
  }

  private static func rejection(
    _ read: [ResolutionReading], votes: Int, margin: Double, _ rules: Rules
  ) -> Rejection? {
    if votes < 0 { return .originalBetter }
    if votes == 0 { return read[0].winner == nil ? .tie : .contradictory }
    if votes == 1, !rules.acceptsHalfTie { return .halfTie }
    if read.contains(where: { !$0.rewrite.isResolved }) { return .unresolved }
    if read.contains(where: \.rewrite.hasLost) { return .regression }
    return margin > 0 && margin >= rules.leastMargin ? nil : .smallMargin
  }
}

/// The probability that a chosen answer is preferred, for losses with soft targets (MMPO: Kim et al. 2024,
/// arXiv 2410.03145): the logistic of `scale × margin`.
public enum SoftTarget {
  /// The scale of that work.
  public static let usualScale = 2.2

  public static func probability(margin: Double, scale: Double = usualScale) -> Double {
    1 / (1 + exp(-scale * margin))
  }
}
