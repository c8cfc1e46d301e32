/// How two judges of the same items agree over the six classes: the pipeline and the reference, the language model and
/// labels.
public struct ConfusionTable: Hashable, Sendable {
  private var counts = [Int](repeating: 0, count: Outcome.count * Outcome.count)

  public init() {}

  public init(_ pairs: some Sequence<(Outcome, Outcome)>) {
    for (first, second) in pairs { add(first, second) }
  }

  /// Adds items that the first judge calls one thing and the second another, or the same.
  public mutating func add(_ first: Outcome, _ second: Outcome, count: Int = 1) {
    precondition(count >= 0, "items cannot be taken away")
    counts[AuditTable.cell(first, second)] += count
  }

  /// Items by what the first and the second judge say.
  public subscript(first: Outcome, second: Outcome) -> Int { counts[AuditTable.cell(first, second)] }

  public var items: Int { counts.reduce(0, +) }
  public func countByFirst(_ outcome: Outcome) -> Int { Outcome.allCases.reduce(0) { $0 + self[outcome, $1] } }
  public func countBySecond(_ outcome: Outcome) -> Int { Outcome.allCases.reduce(0) { $0 + self[$1, outcome] } }

  /// The share of items on which both say the same; nil where there are no items.
  public var agreement: Measured? {
    guard items > 0 else { return nil }
    return Measured(share: Outcome.allCases.reduce(0) { $0 + self[$1, $1] }, of: items)
  }

  /// Agreement beyond chance; nil where chance alone would agree on everything, or there are no items.
  public var kappa: CohenKappa? { CohenKappa(self) }
}

/// Cohen's κ of two judges: the share of agreement beyond what their habits alone would give.
public struct CohenKappa: Hashable, Sendable {
  public let value: Double
  /// For items drawn by chance. Source: J. L. Fleiss, J. Cohen and B. S. Everitt, Psychological Bulletin 72 (1969),
  /// 323–327, equation (13): that of κ as it is, not of κ = 0.
  public let standardError: Double
  /// At 95 %, from the interval of the disagreement.
  public let interval: Interval

  init?(_ table: ConfusionTable) {
    let count = Double(table.items)
    guard count > 0 else { return nil }
    let first = Outcome.allCases.map { Double(table.countByFirst($0)) / count }
    let second = Outcome.allCases.map { Double(table.countBySecond($0)) / count }
    let agreed = Outcome.allCases.reduce(0.0) { $0 + Double(table[$1, $1]) / count }
    let byChance = zip(first, second).reduce(0.0) { $0 + $1.0 * $1.1 }
    guard byChance < 1 else { return nil }
    let kappa = (agreed - byChance) / (1 - byChance)
    var spread = 0.0
    for row in Outcome.allCases {
      for column in Outcome.allCases {
        let habit = second[row.place] + first[column.place]
        let deviation = (row == column ? 1.0 : 0) - habit * (1 - kappa)
        spread += Double(table[row, column]) / count * deviation * deviation
      }
    }
    let centre = kappa - byChance * (1 - kappa)
    value = kappa
    // What rounding leaves of nothing is nothing.
    let variance = spread - centre * centre
    standardError = variance > 1e-15 ? (variance / count).squareRoot() / (1 - byChance) : 0
    interval = Interval(
      kappa: kappa, standardError: standardError, disagreement: 1 - agreed, byChance: 1 - byChance, items: table.items)
  }
}
