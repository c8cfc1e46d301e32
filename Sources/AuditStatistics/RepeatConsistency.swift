internal import Records

/// How alike the verdicts on the same item are when a judge is asked several times.
///
/// It tells of the judge's steadiness, not of its being right. To keep only items with a steady verdict is the idea of
/// Repeat Ranking (arXiv 2405.18952).
public struct RepeatConsistency: Hashable, Sendable {
  /// Items with at least two verdicts; the others tell nothing and are left out.
  public let items: Int
  /// The mean share of agreeing pairs of verdicts of an item.
  public let agreement: Measured
  /// The share of items of which all verdicts are alike.
  public let unanimous: Measured
  /// Fleiss' κ, for any numbers of verdicts an item. Nil where only one outcome occurs.
  public let fleissKappa: Measured?
  /// Krippendorff's α for names (nominal data). Nil where only one outcome occurs.
  public let krippendorffAlpha: Measured?

  /// From the verdicts on each item, in any order. Nil where no item has two.
  public init?<Verdict: Hashable>(_ verdicts: [[Verdict]]) {
    let counts = Self.counts(verdicts.filter { $0.count >= 2 })
    guard !counts.isEmpty else { return nil }
    items = counts.count
    let shares = counts.map(Self.agreeingPairs)
    agreement = Measured(meanOfShares: shares)
    unanimous = Measured(share: shares.count { $0 == 1 }, of: counts.count)
    fleissKappa = Self.fleiss(counts, shares)
    krippendorffAlpha = Self.krippendorff(counts, shares)
  }

  /// How often each outcome was given to each item; outcomes in the order in which they first occur.
  private static func counts<Verdict: Hashable>(_ verdicts: [[Verdict]]) -> [[Double]] {
    var places: [Verdict: Int] = [:]
    for verdict in verdicts.joined() where places[verdict] == nil { places[verdict] = places.count }
    return verdicts.map { own in
      own.reduce(into: [Double](repeating: 0, count: places.count)) { counts, verdict in
        if let place = places[verdict] { counts[place] += 1 }
      }
    }
  }

  private static func agreeingPairs(_ counts: [Double]) -> Double {
    let total = counts.reduce(0, +)
    return counts.reduce(0) { $0 + $1 * ($1 - 1) } / (total * (total - 1))
  }

  /// Source: J. L. Fleiss, Psychological Bulletin 76 (1971), 378–382; its variance over items after K. L. Gwet,
  /// "Large-Sample Variance of Fleiss Generalized Kappa", Educational and Psychological Measurement 81 (2021), 781–790.
  private static func fleiss(_ counts: [[Double]], _ shares: [Double]) -> Measured? {
    let items = Double(counts.count)
    let own = counts.map { row in
      let total = row.reduce(0, +)
      return row.map { $0 / total }
    }
    let habits = own.reduce(into: [Double](repeating: 0, count: own[0].count)) { sums, row in
      for place in row.indices { sums[place] += row[place] / items }
    }
    let byChance = habits.reduce(0) { $0 + $1 * $1 }
    guard habits.count > 1 else { return nil }
    let kappa = (shares.reduce(0, +) / items - byChance) / (1 - byChance)
    let deviations = zip(own, shares).map { row, share in
      let expected = zip(habits, row).reduce(0) { $0 + $1.0 * $1.1 }
      return (share - byChance) / (1 - byChance) - 2 * (1 - kappa) * (expected - byChance) / (1 - byChance) - kappa
    }
    return measured(kappa, deviations, disagreement: 1 - shares.reduce(0, +) / items, byChance: 1 - byChance)
  }

  /// Source: K. Krippendorff, "Content Analysis", chapter on reliability, for names and any numbers of verdicts; its
  /// variance by leaving out each item in turn (jackknife), which needs no chance.
  private static func krippendorff(_ counts: [[Double]], _ shares: [Double]) -> Measured? {
    let totals = counts.map { $0.reduce(0, +) }
    var values = counts.reduce(into: [Double](repeating: 0, count: counts[0].count)) { sums, row in
      for place in row.indices { sums[place] += row[place] }
    }
    guard values.count > 1 else { return nil }
    let total = totals.reduce(0, +)
    let agreed = zip(totals, shares).reduce(0) { $0 + $1.0 * $1.1 }
    guard let alpha = alpha(values, agreed: agreed, total: total) else { return nil }
    var deviations: [Double] = []
    for (item, row) in counts.enumerated() {
      for place in row.indices { values[place] -= row[place] }
      // Without the item that alone has a second outcome there is no α; the item then counts as if α were 0 without it.
      let without =
        Self.alpha(values, agreed: agreed - totals[item] * shares[item], total: total - totals[item])?.value ?? 0
      for place in row.indices { values[place] += row[place] }
      deviations.append((Double(counts.count) - 1) * (alpha.value - without))
    }
    let disagreement = 1 - agreed / total
    return measured(alpha.value, deviations, disagreement: disagreement, byChance: alpha.byChance)
  }

  /// α and the disagreement by chance, from how often each outcome was given in all, the verdicts that agree with
  /// another of their item, and all verdicts.
  private static func alpha(_ values: [Double], agreed: Double, total: Double) -> (value: Double, byChance: Double)? {
    let pairs = total * total - values.reduce(0) { $0 + $1 * $1 }
    guard pairs > 0 else { return nil }
    let byChance = pairs / (total * (total - 1))
    return (1 - (1 - agreed / total) / byChance, byChance)
  }

  /// With the standard error from each item's deviation.
  private static func measured(
    _ value: Double, _ deviations: [Double], disagreement: Double, byChance: Double
  ) -> Measured {
    let count = Double(deviations.count)
    let mean = deviations.reduce(0, +) / count
    let squares = deviations.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = count > 1 ? (squares / (count * (count - 1))).squareRoot() : 0
    return Measured(
      value,
      Interval(
        kappa: value, standardError: disagreement > 0 ? error : 0, disagreement: disagreement, byChance: byChance,
        items: deviations.count))
  }
}
