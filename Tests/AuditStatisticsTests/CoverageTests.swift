import AuditStatistics
import Foundation
import Records
import Testing

/// Audits of made-up collections, to see that the intervals hold the truth as often as they say. The whole study, with
/// 10,000 audits for each of many scenarios, is `Benchmarks/audit-simulation`.
struct CoverageTests {
  /// How many items are decided and so, decided and not, missed, and rightly passed.
  struct Collection: Sendable, CustomTestStringConvertible {
    let name: String
    let counts: [Int]
    let share: Double
    var testDescription: String { name }

    var truths: [Double] {
      let (hit, wrong, missed) = (Double(counts[0]), Double(counts[1]), Double(counts[2]))
      let all = Double(counts.reduce(0, +))
      return [(hit + missed) / all, hit / (hit + wrong), hit / (hit + missed), 2 * hit / (2 * hit + wrong + missed)]
    }
  }

  private static let audits = 2000
  private static let kinds: [(Outcome, Outcome)] = [
    (Outcome(.askForClarification), Outcome(.askForClarification)), (Outcome(.askForClarification), .noFeedback),
    (.noFeedback, Outcome(.askForClarification)), (.noFeedback, .noFeedback),
  ]

  /// One audit: every item drawn on its own.
  private func audit(_ collection: Collection, _ generator: inout SeededGenerator) -> AuditTable {
    var table = AuditTable()
    for (count, (decision, reference)) in zip(collection.counts, Self.kinds) {
      var (drawn, place) = (0, generator.gap(collection.share))
      while place < count {
        drawn += 1
        place += 1 + generator.gap(collection.share)
      }
      table.add(
        AuditedItem(decision: decision, reference: .drawn(reference, probability: collection.share)), count: drawn)
      table.add(AuditedItem(decision: decision, reference: .notAsked), count: count - drawn)
    }
    return table
  }

  @Test(
    "Between 93 and 97 of 100 intervals hold the truth, and the estimates are hardly biased",
    arguments: [
      Collection(name: "rare feedback, 10 % of 20000", counts: [300, 150, 100, 19450], share: 0.1),
      Collection(name: "a tenth, a good model, 5 % of 10000", counts: [750, 220, 250, 8780], share: 0.05),
      Collection(name: "a tenth, a poor model, 5 % of 10000", counts: [400, 400, 600, 8600], share: 0.05),
      Collection(name: "a third, 1 % of 50000", counts: [13000, 3900, 4500, 28600], share: 0.01),
    ])
  func coverage(collection: Collection) {
    var generator = SeededGenerator(seed: 20)
    var (held, errors) = ([0, 0, 0, 0], [0.0, 0, 0, 0])
    for _ in 0..<Self.audits {
      let table = audit(collection, &generator)
      for (place, measure) in AuditMeasure.allCases.enumerated() {
        let estimate = table.estimate(measure)
        held[place] += estimate.interval.contains(collection.truths[place]) ? 1 : 0
        errors[place] += (estimate.value ?? .infinity) - collection.truths[place]
      }
    }
    for (place, measure) in AuditMeasure.allCases.enumerated() {
      let covered = Double(held[place]) / Double(Self.audits)
      #expect(covered >= 0.93 && covered <= 0.975, "\(measure): \(covered)")
      #expect(abs(errors[place] / Double(Self.audits)) < 0.015, "\(measure)")
    }
  }

  @Test("Where verdicts are few, the intervals hold the truth at least so often")
  func fewVerdicts() {
    let collection = Collection(name: "few", counts: [75, 22, 25, 2878], share: 0.05)
    var generator = SeededGenerator(seed: 21)
    var (held, told) = ([0, 0, 0, 0], [0, 0, 0, 0])
    for _ in 0..<Self.audits {
      let table = audit(collection, &generator)
      for (place, measure) in AuditMeasure.allCases.enumerated() {
        let estimate = table.estimate(measure)
        guard estimate.basis == .few else { continue }
        told[place] += 1
        held[place] += estimate.interval.contains(collection.truths[place]) ? 1 : 0
      }
    }
    for (held, told) in zip(held, told) {
      #expect(told > Self.audits / 20)
      #expect(Double(held) / Double(told) > 0.95)
    }
  }

  @Test("An audit cut by the budget is unbiased though what it looks for takes more tokens")
  func cutAudit() {
    // Every fifth item is feedback and takes five times the tokens.
    let references = (0..<2000).map { $0 % 5 == 0 ? Outcome(.askForClarification) : .noFeedback }
    var (sum, shares) = (0.0, 0.0)
    let rounds = 300
    for round in 0..<rounds {
      let draw = AuditDraw(share: 0.3, salt: "round \(round)")
      let items = references.enumerated().map { place, reference in
        RoutingItem(
          id: "\(place)", feedbackProbability: 0, categoryProbability: 0,
          estimatedTokens: reference.category == nil ? 100 : 500, auditTicket: draw.ticket(of: "\(place)"))
      }
      let plan = RoutingPlan(
        items, auditShare: 0.3, threshold: 0.5, band: 0.5...0.5, budget: RoutingBudget(tokens: 30_000))
      sum += plan.sent.reduce(0) { $0 + (references[$1.place].category == nil ? 0 : 1 / $1.probability) }
      shares += plan.auditShare
    }
    // 400 items of feedback. The estimate of one audit deviates by about 51, the mean of 300 by 3.
    #expect(abs(sum / Double(rounds) - 400) < 12)
    #expect(shares / Double(rounds) < 0.1)
  }
}

/// SplitMix64, so that the audits are the same each time.
struct SeededGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// How many of a row of items are passed over before one is drawn with this probability.
  mutating func gap(_ probability: Double) -> Int {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ word >> 30) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ word >> 27) &* 0x94d0_49bb_1331_11eb
    let uniform = Double((word ^ word >> 31) >> 11) * 0x1p-53
    return Int(min(log(1 - uniform) / log1p(-probability), 1e15))
  }
}
