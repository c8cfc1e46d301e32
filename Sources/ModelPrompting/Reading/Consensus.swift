public import Records

/// What several replies to variants of one question say together.
///
/// Asking more than once and keeping what is answered alike is Repeat Ranking (arXiv 2405.18952), here for labels. Each
/// usable verdict is a vote for its category or for none; other outcomes are votes for nothing. The category with the most
/// votes wins. A tie is none: it shows that the question has no answer to rely on.
public struct Consensus: Hashable, Sendable {
  /// nil for no feedback.
  public let category: FeedbackCategory?
  /// Whether more than half of the winner's votes say so.
  public let isMixed: Bool
  /// The quote of the winner's most frequent span, of the earliest among equals; empty for no feedback.
  public let quote: String
  public let span: ByteSpan?
  /// The share of all replies, unusable ones too, whose vote is `category`: from 0 to 1, and 0 where a tie makes it none
  /// without a vote for none.
  public let agreement: Double
  /// The mean of what the winner's votes say of their confidence; after a tie, the lowest of the tied sides' means. nil
  /// where none says anything.
  public let confidence: Double?
  /// Whether several categories had the most votes.
  public let isTie: Bool
  /// The usable verdicts among the replies; 0 means that `category` says nothing.
  public let votes: Int

  /// - Parameter outcomes: one for each reply, all of the same follow-up; their order makes no difference.
  public init(of outcomes: [FollowUpOutcome]) {
    let verdicts = outcomes.compactMap(\.verdict)
    let sides = Dictionary(grouping: verdicts, by: \.category)
    let most = sides.values.map(\.count).max() ?? 0
    let leaders = sides.filter { $0.value.count == most }
    isTie = leaders.count > 1
    category = isTie ? nil : leaders.first?.key
    let winners = sides[category] ?? []
    votes = verdicts.count
    agreement = outcomes.isEmpty ? 0 : Double(winners.count) / Double(outcomes.count)
    isMixed = category != nil && winners.count { $0.isMixed } * 2 > winners.count
    confidence =
      isTie ? leaders.values.compactMap(Self.meanConfidence).min() : Self.meanConfidence(of: winners)
    let chosen = category == nil ? nil : Self.mostQuoted(winners)
    quote = chosen?.quote ?? ""
    span = chosen?.span
  }

  /// Summed in ascending order, so that the order of replies makes no difference to the last digit.
  private static func meanConfidence(of verdicts: [ModelVerdict]) -> Double? {
    let stated = verdicts.compactMap(\.confidence).sorted()
    return stated.isEmpty ? nil : stated.reduce(0, +) / Double(stated.count)
  }

  private static func mostQuoted(_ verdicts: [ModelVerdict]) -> ModelVerdict? {
    let spans = Dictionary(grouping: verdicts) { $0.span }
    let best = spans.values.max { left, right in
      left.count != right.count ? left.count < right.count : isLater(left.first?.span, right.first?.span)
    }
    return best?.min { $0.quote < $1.quote }
  }

  private static func isLater(_ left: ByteSpan?, _ right: ByteSpan?) -> Bool {
    guard let left, let right else { return left == nil }
    return (left.start, left.end) > (right.start, right.end)
  }
}
