public import Records

/// Makes both labels of unpaired examples equally frequent, and says what was left out.
///
/// Which examples of the frequent label stay is settled by a hash of their ids: the same in every run and in any order, and
/// an example that comes or goes changes little else.
public struct LabelBalance: Hashable, Sendable {
  /// How many wanted and unwanted examples there were.
  public let wanted: Int
  public let unwanted: Int
  /// Ids of those that were left out, in the order of the examples.
  public let leftOut: [String]

  /// Balances the rows of a harvest and enters what is left out in its books.
  ///
  /// - Parameter ratio: The most examples of the frequent label for each of the rare one; at least 1. Where one label has no
  ///   example at all, nothing is left out.
  public init(_ harvest: inout PairHarvest<UnpairedExample>, ratio: Double = 1) {
    precondition(ratio >= 1, "the frequent label cannot be made the rare one")
    wanted = harvest.rows.count { $0.label }
    unwanted = harvest.rows.count - wanted
    let most = Int((Double(min(wanted, unwanted)) * ratio).rounded(.down))
    guard most > 0, max(wanted, unwanted) > most else {
      leftOut = []
      return
    }
    let frequent = wanted > unwanted
    let order = harvest.rows.filter { $0.label == frequent }.map(\.id)
      .sorted { (StableHash.of($0), $0) < (StableHash.of($1), $1) }
    let surplus = Set(order.dropFirst(most))
    leftOut = harvest.rows.map(\.id).filter(surplus.contains)
    harvest.rows.removeAll { surplus.contains($0.id) }
    harvest.tally.withdraw(.balancing, leftOut.count)
  }
}
