/// The contributions of all segments. Taking one out leaves what there would be had it never come.
public struct GraphLedger: Hashable, Sendable {
  public private(set) var segments: [String: GraphContribution] = [:]
  /// What joined conversations change; see `GraphContribution.joining`.
  public private(set) var joins = GraphContribution()

  public init() {}

  /// Adds a segment, in the place of the one of that name.
  public mutating func add(_ contribution: GraphContribution, segment: String) {
    segments[segment] = contribution
    joins = GraphContribution()
  }

  /// Takes a segment out, with all that it added; one that is not there is no error.
  ///
  /// What joined conversations change is forgotten, here and when a segment is added, since it may rest on that segment:
  /// set it anew.
  public mutating func retract(segment: String) {
    segments[segment] = nil
    joins = GraphContribution()
  }

  /// Sets what joined conversations change, made from the segments that are there.
  public mutating func setJoins(_ joins: GraphContribution) { self.joins = joins }

  /// The sum. Costs a pass over all contributions.
  public var total: GraphContribution {
    var total = joins
    for contribution in segments.values { total.merge(contribution) }
    return total
  }
}
