/// What became of a rewrite that was applied, beside what became of the request when it was run as asked (after the
/// self-aware graph of Ponnusamy et al. 2022, arXiv 2205.00029; the decision is this project's own).
public struct RewriteReview: Hashable, Sendable {
  public enum Verdict: String, Hashable, Sendable, Codable {
    /// It helps.
    case keep
    /// Nothing is certain yet.
    case watch
    /// It does not.
    case retire
  }

  /// What was seen: paths that ended well, and those that ended badly or went on to another wording, which says as much.
  /// Ends of which nothing is known count as neither.
  public struct Evidence: Hashable, Sendable {
    public var success = 0.0
    public var failure = 0.0
  }

  /// The request and what was run in its place.
  public let key: StateKey
  public let applied: Evidence
  public let organic: Evidence
  /// The probability that the rewrite's share of success is greater than the request's own, by independent posteriors on a
  /// uniform prior.
  public let probabilityBetter: Double
  public let verdict: Verdict
  /// For which share of the traffic to apply it: with the probability that it is better (Thompson 1933), but never always
  /// and, unless it is retired, never not at all, so that both sides go on to be seen.
  public let trafficShare: Double
}

/// When a rewrite that is applied stays.
public struct ReviewRules: Hashable, Sendable {
  /// From which probability of being better on it is kept…
  public var keepFrom: Double
  /// …and below which it is retired.
  public var retireBelow: Double
  /// The part of the traffic that stays on either side, 0 to ½.
  public var leastShare: Double

  public init(keepFrom: Double = 0.9, retireBelow: Double = 0.1, leastShare: Double = 0.05) {
    precondition(retireBelow <= keepFrom && (0...0.5).contains(leastShare), "the rules contradict each other")
    self.keepFrom = keepFrom
    self.retireBelow = retireBelow
    self.leastShare = leastShare
  }

  func review(_ key: StateKey, applied: RewriteReview.Evidence, organic: RewriteReview.Evidence) -> RewriteReview {
    let better = Self.posterior(applied).probability(exceeding: Self.posterior(organic))
    let verdict: RewriteReview.Verdict = better >= keepFrom ? .keep : better < retireBelow ? .retire : .watch
    let share = verdict == .retire ? 0 : min(1 - leastShare, max(leastShare, better))
    return RewriteReview(
      key: key, applied: applied, organic: organic, probabilityBetter: better, verdict: verdict, trafficShare: share)
  }

  private static func posterior(_ evidence: RewriteReview.Evidence) -> BetaDistribution {
    BetaDistribution(a: 1 + evidence.success, b: 1 + evidence.failure)
  }
}

extension ReformulationGraph {
  /// The reviews of all rewrites that were applied, in the order of their states.
  public func reviews(_ rules: ReviewRules = ReviewRules()) -> [RewriteReview] {
    states.indices.filter { !states[$0].key.isOrganic }.map { state in
      let key = states[state].key
      let organic = plan.place(of: StateKey(request: key.request)).map { evidence(of: $0) }
      return rules.review(key, applied: evidence(of: state), organic: organic ?? RewriteReview.Evidence())
    }
  }

  private func evidence(of state: Int) -> RewriteReview.Evidence {
    let ending = states[state].ending
    let unit = Double(Ending.unit)
    let left = edges(from: state).reduce(0) { $0 + $1.count }
    return RewriteReview.Evidence(
      success: Double(ending.success) / unit, failure: Double(ending.failure) / unit + Double(left))
  }
}
