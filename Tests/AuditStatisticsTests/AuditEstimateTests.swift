import Foundation
import Records
import Testing

@testable import AuditStatistics

struct AuditEstimateTests {
  private static let correction = Outcome(.makeAwareWithCorrection)

  @Test(
    "Estimates, standard errors and intervals are those of an independent implementation", arguments: ["plenty", "few"])
  func goldens(name: String) throws {
    let audit = try #require(try Goldens.load().audits.first { $0.name == name })
    let table = AuditTable(audit.items)
    for golden in audit.estimates {
      let measure = try #require(AuditMeasure(rawValue: golden.measure))
      let measured = FeedbackCategory(rawValue: golden.class).map(MeasuredClass.category) ?? .anyFeedback
      let own = table.estimate(measure, of: measured)
      let source = table.estimate(measure, of: measured, scope: .source)
      let place: Comment = "\(golden.class) \(golden.measure)"
      #expect(own.basis == (golden.few ? .few : .usual), place)
      #expect(agree(own.value, golden.value), place)
      #expect(agree(own.standardError, golden.standardError), place)
      #expect(agree(own.interval.lower, golden.lower), place)
      #expect(agree(own.interval.upper, golden.upper), place)
      #expect(agree(own.classicalLabels, golden.classicalLabels), place)
      #expect(agree(source.value, golden.value), place)
      #expect(agree(source.standardError, golden.sourceStandardError), place)
      #expect(agree(source.interval.lower, golden.sourceLower), place)
      #expect(agree(source.interval.upper, golden.sourceUpper), place)
    }
  }

  /// A table of feedback or none: decided and so, decided and not, missed, rightly passed; drawn, then not drawn.
  private func table(hit: Int, wrong: Int, missed: Int, passed: Int, decided: Int, others: Int) -> AuditTable {
    var table = AuditTable()
    for (decision, reference, count) in [
      (Self.correction, Self.correction, hit), (Self.correction, .noFeedback, wrong),
      (.noFeedback, Self.correction, missed), (.noFeedback, .noFeedback, passed),
    ] {
      table.add(AuditedItem(decision: decision, reference: .drawn(reference, probability: 0.1)), count: count)
    }
    table.add(AuditedItem(decision: Self.correction, reference: .notAsked), count: decided)
    table.add(AuditedItem(decision: .noFeedback, reference: .notAsked), count: others)
    return table
  }

  @Test("The estimates are what counting by hand gives")
  func byHand() {
    let table = table(hit: 30, wrong: 10, missed: 5, passed: 95, decided: 360, others: 900)
    #expect(agree(table.estimate(.precision).value, 0.75))
    // 400 decided of which 3/4 are right, and 1000 others of which 1/20 was missed.
    #expect(agree(table.estimate(.prevalence).value, 350.0 / 1400))
    #expect(agree(table.estimate(.recall).value, 300.0 / 350))
    #expect(agree(table.estimate(.f1).value, 600.0 / 750))
    #expect(table.estimate(.recall).drawn == 140)
  }

  @Test("Where everything is certain, the estimates are the truth and have no width")
  func certain() {
    var table = AuditTable()
    table.add(AuditedItem(decision: Self.correction, reference: .certain(Self.correction)), count: 3)
    table.add(AuditedItem(decision: Self.correction, reference: .drawn(.noFeedback, probability: 1)))
    table.add(AuditedItem(decision: .noFeedback, reference: .certain(Self.correction)), count: 2)
    for (measure, value) in [(AuditMeasure.prevalence, 5.0 / 6), (.precision, 0.75), (.recall, 0.6), (.f1, 6.0 / 9)] {
      let estimate = table.estimate(measure)
      #expect(agree(estimate.value, value))
      #expect(estimate.interval.width < 1e-12)
      #expect(estimate.basis == .usual)
    }
  }

  @Test("Certain items count as themselves and do not stand for others")
  func bandAddsNothing() throws {
    var table = table(hit: 30, wrong: 10, missed: 5, passed: 95, decided: 360, others: 900)
    let before = try #require(table.estimate(.prevalence).value)
    table.add(AuditedItem(decision: Self.correction, reference: .certain(Self.correction)), count: 1400)
    #expect(agree(table.estimate(.prevalence).value, (before + 1) / 2))
    #expect(agree(table.estimate(.precision).value, (300.0 + 1400) / 1800))
  }

  @Test("Without an audited item on a side of the decision nothing is said")
  func tooFew() {
    let decidedUnseen = table(hit: 0, wrong: 0, missed: 5, passed: 95, decided: 360, others: 900)
    for measure in AuditMeasure.allCases {
      let estimate = decidedUnseen.estimate(measure)
      #expect(estimate.basis == .tooFew)
      #expect(estimate.value == nil)
      #expect(estimate.interval == .unit)
    }
    let othersUnseen = table(hit: 30, wrong: 10, missed: 0, passed: 0, decided: 360, others: 900)
    let precision = othersUnseen.estimate(.precision, scope: .source)
    #expect(precision.value == 0.75)
    #expect(precision.interval.lower > 0.5 && precision.interval.upper < 1)
    #expect(othersUnseen.estimate(.recall).value == nil)
    #expect(AuditTable().estimate(.prevalence).basis == .tooFew)
  }

  @Test("Of what is never decided there is no precision, and of what does not occur no recall")
  func shareOfNothing() {
    let never = table(hit: 0, wrong: 0, missed: 5, passed: 95, decided: 0, others: 900)
    #expect(never.estimate(.precision).basis == .tooFew)
    #expect(never.estimate(.recall).value == 0)
    let absent = table(hit: 0, wrong: 40, missed: 0, passed: 100, decided: 360, others: 900)
    #expect(absent.estimate(.recall).basis == .tooFew)
    #expect(absent.estimate(.precision).value == 0)
  }

  @Test("Few verdicts or few errors widen the interval, and say so")
  func few() {
    let clean = table(hit: 40, wrong: 0, missed: 0, passed: 100, decided: 360, others: 900)
    for measure in AuditMeasure.allCases { #expect(clean.estimate(measure).basis == .few) }
    #expect(clean.estimate(.precision).value == 1)
    // The exact bound of 40 of 40 right, of a tenth drawn: 0.025^(1 / (40 / 0.9)).
    #expect(agree(clean.estimate(.precision).interval.lower, pow(0.025, 0.9 / 40)))
    #expect(clean.estimate(.recall).interval.lower < 0.95)
    #expect(table(hit: 20, wrong: 9, missed: 9, passed: 90, decided: 1, others: 1).estimate(.precision).basis == .few)
    #expect(table(hit: 21, wrong: 9, missed: 9, passed: 90, decided: 1, others: 1).estimate(.precision).basis == .usual)
  }

  @Test("What counts as few are the events that the measure hangs on")
  func events() {
    let faultless = table(hit: 40, wrong: 0, missed: 8, passed: 100, decided: 360, others: 900)
    #expect(faultless.estimate(.precision).basis == .few)
    for measure in [AuditMeasure.prevalence, .recall, .f1] { #expect(faultless.estimate(measure).basis == .usual) }
    let complete = table(hit: 40, wrong: 8, missed: 0, passed: 100, decided: 360, others: 900)
    #expect(complete.estimate(.recall).basis == .few)
    for measure in [AuditMeasure.prevalence, .precision, .f1] { #expect(complete.estimate(measure).basis == .usual) }
  }

  @Test("Unanswered items are counted and else are as if not asked")
  func unanswered() {
    var asked = table(hit: 30, wrong: 10, missed: 5, passed: 95, decided: 360, others: 900)
    var not = asked
    asked.add(AuditedItem(decision: .noFeedback, reference: .unanswered), count: 7)
    not.add(AuditedItem(decision: .noFeedback, reference: .notAsked), count: 7)
    #expect(asked.unanswered == 7)
    #expect(asked.estimate(.f1) == not.estimate(.f1))
  }

  @Test("A wrong category is an error of the category and none of feedback")
  func categories() {
    var table = AuditTable()
    let other = Outcome(.askForClarification)
    table.add(AuditedItem(decision: Self.correction, reference: .certain(other)), count: 10)
    table.add(AuditedItem(decision: Self.correction, reference: .certain(Self.correction)), count: 10)
    #expect(table.estimate(.precision).value == 1)
    #expect(table.estimate(.precision, of: .category(.makeAwareWithCorrection)).value == 0.5)
    #expect(table.estimate(.recall, of: .category(.askForClarification)).value == 0)
    #expect(table.asked[Self.correction, other] == 10)
  }

  @Test("Alike conversations widen what is said of the source, and not what is said of the collection")
  func conversations() throws {
    let rows = (0..<600).map { place in
      let isFeedback = place / 6 % 2 == 0
      let outcome = isFeedback ? Self.correction : .noFeedback
      let decision = place % 5 == 0 ? Outcome.noFeedback : outcome
      let reference: AuditedItem.Reference = place % 2 == 0 ? .drawn(outcome, probability: 0.5) : .notAsked
      return AuditedItem(decision: decision, reference: reference)
    }
    let apart = AuditTable(rows.enumerated().map { (item: $0.element, conversation: $0.offset) })
    let together = AuditTable(rows.enumerated().map { (item: $0.element, conversation: $0.offset / 6) })
    #expect(together.conversations == 100)
    #expect(agree(together.estimate(.prevalence).interval.width, apart.estimate(.prevalence).interval.width))
    let single = apart.estimate(.prevalence, scope: .source).interval.width
    let alike = together.estimate(.prevalence, scope: .source).interval.width
    // Six items that are all alike are worth one: the part of the conversations is √6 times as wide.
    #expect(alike > 1.6 * single)
    #expect(single > apart.estimate(.prevalence).interval.width)
  }

  @Test("The order of the items, and whether equal ones are added one by one, makes no difference")
  func order() throws {
    let audit = try #require(try Goldens.load().audits.first)
    let one = AuditTable(audit.items)
    let other = AuditTable(audit.items.reversed())
    var counted = AuditTable()
    var single = AuditTable()
    for (item, _) in audit.items {
      counted.add(item, count: 3)
      for _ in 0..<3 { single.add(item) }
    }
    for measure in AuditMeasure.allCases {
      #expect(agree(one.estimate(measure, scope: .source).value, other.estimate(measure, scope: .source).value))
      #expect(
        agree(
          one.estimate(measure, scope: .source).interval.lower, other.estimate(measure, scope: .source).interval.lower))
      #expect(
        agree(
          counted.estimate(measure, scope: .source).interval.upper,
          single.estimate(measure, scope: .source).interval.upper))
    }
  }

  @Test("Prevalence is the prediction-powered mean, tuned to the least variance")
  func isPowered() throws {
    let table = table(hit: 30, wrong: 10, missed: 5, passed: 95, decided: 360, others: 900)
    func items(_ prediction: Double, _ value: Double?, _ count: Int) -> [PredictionPoweredMean.Item] {
      let draw = value.map { PredictionPoweredMean.Item.Draw(value: $0, probability: 0.1) }
      return Array(repeating: .init(prediction: prediction, drawn: draw), count: count)
    }
    let all =
      items(1, 1, 30) + items(1, 0, 10) + items(0, 1, 5) + items(0, 0, 95) + items(1, nil, 360) + items(0, nil, 900)
    let powered = try #require(PredictionPoweredMean(all))
    #expect(agree(table.estimate(.prevalence).value, powered.value))
    #expect(agree(powered.lambda, 0.75 - 0.05))
  }
}
