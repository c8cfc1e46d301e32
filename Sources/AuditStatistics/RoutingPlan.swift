/// Which items are sent to the language model, in which order, and with which probability each came to be sent.
///
/// 1. The audit first, by ascending hash, so that it is whole even if the budget ends. If the budget cannot cover it, it
///    is cut at the first item that does not fit, and nothing else is sent. What was sent is then still a Poisson
///    sample, of the share that the hash of that first item marks: a threshold that depends on the items below it alone
///    can be treated as if it had been fixed (D. Ting, "Adaptive threshold sampling", arXiv 1708.04970). Going on to
///    smaller items behind it would break this.
/// 2. Then the items of the uncertainty band, by expected gain per token, largest first, to the first that does not fit.
///    The gain is `RoutingItem.expectedError`: what a right verdict would take away. Ties go by identifier.
///
/// To buy verdicts where they help most rather than at random is the idea of Hybrid Preferences (arXiv 2410.19133), and
/// to buy them in a band around the turning point that of RLTHF (arXiv 2502.13417). The formula is Gleaner's own.
///
/// What was bought because it is uncertain says nothing about the rest: only the audit does. So each item sent has its
/// probability of being sent, and the estimators weigh by it. An audited item that the band would have bought anyway
/// has probability 1. The band's end moves with what the audit took; this concerns the single item at the end, and is
/// neglected.
public struct RoutingPlan: Hashable, Sendable {
  /// One item to be sent.
  public struct Item: Hashable, Sendable {
    public enum Reason: Hashable, Sendable { case audit, uncertain }

    /// The place in the items that were given.
    public let place: Int
    public let reason: Reason
    /// The probability with which the item came to be sent; 1 where it was certain to be.
    public let probability: Double
  }

  /// In the order of sending.
  public let sent: [Item]
  /// The share of which the audit that is sent is a Poisson sample; smaller than what was asked for if it was cut.
  public let auditShare: Double
  /// Drawn items that the budget did not cover.
  public let auditCut: Int
  /// Items of the band that the budget did not cover.
  public let bandCut: Int
  /// What is left of the budget.
  public let remaining: RoutingBudget

  /// Plans what to send.
  ///
  /// - Parameters:
  ///   - items: all that could be asked about, in any order: the plan does not depend on it.
  ///   - auditShare: the share with which the tickets were drawn.
  ///   - threshold: from which probability on the local decision is feedback.
  ///   - band: the probabilities of feedback, with both ends, at which a verdict is worth buying.
  public init(
    _ items: [RoutingItem], auditShare: Double, threshold: Double, band: ClosedRange<Double>, budget: RoutingBudget
  ) {
    var budget = budget
    let audit = Audit(items, share: auditShare, budget: &budget)
    let ranked =
      audit.cut > 0
      ? [] : Self.ranked(items, in: band, threshold: threshold)
    let end = ranked.firstIndex { items[$0].auditTicket == nil && !budget.pay(for: items[$0]) } ?? ranked.count
    let certain = Set(ranked[..<end])
    sent =
      audit.places.map { Item(place: $0, reason: .audit, probability: certain.contains($0) ? 1 : audit.share) }
      + ranked[..<end].filter { items[$0].auditTicket == nil }
      .map { Item(place: $0, reason: .uncertain, probability: 1) }
    self.auditShare = audit.share
    auditCut = audit.cut
    let bought = Set(audit.places).union(certain)
    bandCut = items.indices.count {
      band.contains(items[$0].feedbackProbability) && items[$0].auditTicket == nil && !bought.contains($0)
    }
    remaining = budget
  }

  /// The places of the band's items, audited ones among them, best buy first.
  private static func ranked(_ items: [RoutingItem], in band: ClosedRange<Double>, threshold: Double) -> [Int] {
    let gains = items.map { $0.gainPerToken(threshold: threshold) }
    return items.indices.filter { band.contains(items[$0].feedbackProbability) }
      .sorted { (gains[$1], items[$0].id) < (gains[$0], items[$1].id) }
  }

  /// The part of the audit that the budget covers.
  private struct Audit {
    let places: [Int]
    let share: Double
    let cut: Int

    init(_ items: [RoutingItem], share: Double, budget: inout RoutingBudget) {
      let drawn = items.indices.compactMap { place in items[place].auditTicket.map { (ticket: $0, place: place) } }
        .sorted { ($0.ticket, items[$0.place].id) < ($1.ticket, items[$1.place].id) }
      let end = drawn.firstIndex { !budget.pay(for: items[$0.place]) } ?? drawn.count
      places = drawn[..<end].map(\.place)
      cut = drawn.count - end
      self.share = end < drawn.count ? Double(drawn[end].ticket) * 0x1p-64 : share
    }
  }
}
