/// The books of one maker of rows: what came in went on, or was left out for a reason.
///
/// `taken == kept + sum of leftOut`, always: there is no way to count one without the other.
public struct PairTally: Hashable, Sendable {
  /// Candidates that came in.
  public private(set) var taken = 0
  /// Rows that came out.
  public private(set) var kept = 0
  /// What did not become a row, by reason.
  public private(set) var leftOut: [ExclusionReason: Int] = [:]

  public init() {}

  /// Whether the books balance.
  public var balances: Bool { taken == kept + leftOut.values.reduce(0, +) }

  public mutating func keep(_ count: Int = 1) {
    taken += count
    kept += count
  }

  public mutating func leaveOut(_ reason: ExclusionReason, _ count: Int = 1) {
    guard count > 0 else { return }
    taken += count
    leftOut[reason, default: 0] += count
  }

  /// Takes back what was kept: a later step left it out.
  public mutating func withdraw(_ reason: ExclusionReason, _ count: Int = 1) {
    precondition(count >= 0 && count <= kept, "no more can be withdrawn than was kept")
    guard count > 0 else { return }
    kept -= count
    leftOut[reason, default: 0] += count
  }

  public mutating func add(_ other: PairTally) {
    taken += other.taken
    kept += other.kept
    leftOut.merge(other.leftOut, uniquingKeysWith: +)
  }
}

/// Rows, and the books of how they came about.
public struct PairHarvest<Row: Hashable & Sendable>: Hashable, Sendable {
  public internal(set) var rows: [Row] = []
  public internal(set) var tally = PairTally()

  public init() {}

  public mutating func keep(_ row: Row) {
    rows.append(row)
    tally.keep()
  }

  public mutating func leaveOut(_ reason: ExclusionReason) { tally.leaveOut(reason) }

  /// Takes over what another maker, or another conversation, gave.
  public mutating func add(_ other: PairHarvest) {
    rows += other.rows
    tally.add(other.tally)
  }
}
