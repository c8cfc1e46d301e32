internal import AuditStatistics
internal import Foundation
internal import Records

/// One scenario: the measures of one class over many audits.
struct Study {
  var name: String
  var measured = MeasuredClass.anyFeedback
  var scope = AuditScope.collection
  var coverage = [Coverage](repeating: Coverage(), count: AuditMeasure.allCases.count)
  var drawn = 0

  init(_ name: String, _ measured: MeasuredClass = .anyFeedback, scope: AuditScope = .collection) {
    self.name = name
    self.measured = measured
    self.scope = scope
  }

  mutating func add(_ table: AuditTable, truths: [Double]) {
    drawn += table.asked.items
    for (place, measure) in AuditMeasure.allCases.enumerated() {
      coverage[place].add(table.estimate(measure, of: measured, scope: scope), truth: truths[place])
    }
  }

  func truths(_ population: Population) -> [Double] { AuditMeasure.allCases.map { population.truth($0, measured) } }

  var draws: Int { coverage[0].draws }

  static let head =
    "\(pad("scenario", 44)) asked"
    + AuditMeasure.allCases.map { " | " + pad($0.rawValue, 14) }.joined()
    + AuditMeasure.allCases.map { " | " + pad("\($0.rawValue) bias wid ×", 18) }.joined()

  var row: String {
    Self.pad(name, 44) + String(format: "%6d", drawn / max(1, draws))
      + coverage.map { " | " + $0.cell }.joined() + coverage.map { " | " + $0.second }.joined()
  }

  static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

/// The items of a collection by what is decided and true of them, so that an audit is a walk over the drawn ones alone.
struct Drawing {
  private let items: [Population.Item]
  private let base: AuditTable
  private let openByDecision: [Outcome: Int]

  init(_ population: Population) {
    items = population.items.filter { !$0.isCertain }
    var base = AuditTable()
    for item in population.items where item.isCertain {
      base.add(AuditedItem(decision: item.decision, reference: .certain(item.reference)))
    }
    self.base = base
    openByDecision = Dictionary(grouping: items, by: \.decision).mapValues(\.count)
  }

  /// One audit: every open item drawn with the same probability.
  func audit(_ probability: Double, _ generator: inout SeededGenerator) -> AuditTable {
    var counts: [AuditedItem: Int] = [:]
    var left = openByDecision
    var place = generator.gap(probability)
    while place < items.count {
      let item = items[place]
      let key = AuditedItem(decision: item.decision, reference: .drawn(item.reference, probability: probability))
      counts[key, default: 0] += 1
      left[item.decision, default: 0] -= 1
      place += 1 + generator.gap(probability)
    }
    var table = base
    for (item, count) in counts { table.add(item, count: count) }
    for (decision, count) in left { table.add(AuditedItem(decision: decision, reference: .notAsked), count: count) }
    return table
  }
}
