import FeedbackClassification
import FeedbackRules
import Records
import Testing

@Suite struct SignalFusionTests {
  /// Rules by name, in the order of names.
  private static let kinds: [(name: String, category: FeedbackCategory, status: String)] = [
    ("a", .makeAwareWithCorrection, "stable"), ("b", .makeAwareWithoutCorrection, "stable"),
    ("c", .makeAwareWithoutCorrection, "stable"), ("d", .positiveFeedback, "stable"),
    ("e", .makeAwareWithCorrection, "trial"),
  ]

  private func rules(_ measured: [String: (Int, Int)]) throws -> RuleSet {
    let text = Self.kinds.map { kind in
      """
        - id: t.\(kind.name)
          title: t
          category: \(kind.category.rawValue)
          status: \(kind.status)
          pattern: 'word \(kind.name)'
          examples: {fires: ["«word \(kind.name)»"], silent: ["y"]}
      """
    }.joined(separator: "\n")
    let counts = measured.map { ("t.\($0.key)", MeasuredPrecision(hits: $0.value.0, right: $0.value.1)) }
    return try RuleSet(
      [PackSource(name: "t.yaml", text: "pack: t\nlanguage: en\nrules:\n" + text)],
      measurements: Measurements(
        data: Measurements.DataSet(name: "x", split: "tune", followUps: 100), categories: [:],
        rules: Dictionary(uniqueKeysWithValues: counts)))
  }

  private func signal(_ rule: Int) -> Signal { Signal(rule: rule, span: ByteSpan(start: rule, end: rule + 10)) }

  @Test func nothingStandsWithoutSignals() throws {
    #expect(SignalFusion(rules: try rules([:])).verdict(on: []) == nil)
  }

  @Test func theFirstCategoryInPriorityThatStandsIsTaken() throws {
    let fusion = SignalFusion(rules: try rules(["a": (16, 12), "b": (16, 16)]))
    let verdict = try #require(fusion.verdict(on: [signal(1), signal(0)]))
    #expect(verdict.category == .makeAwareWithCorrection)
    #expect(verdict.confidence == 0.7)
    #expect(verdict.span == signal(0).span)
    #expect(verdict.evidence == [0])
    #expect(!verdict.isMixed)
  }

  @Test func aCategoryBelowTheFloorGivesWay() throws {
    let rules = try rules(["a": (16, 2), "b": (16, 16)])
    #expect(SignalFusion(rules: rules).verdict(on: [signal(0), signal(1)])?.category == .makeAwareWithoutCorrection)
    #expect(
      SignalFusion(rules: rules, floor: 0.1).verdict(on: [signal(0), signal(1)])?.category == .makeAwareWithCorrection)
    #expect(SignalFusion(rules: rules, floor: 0.95).verdict(on: [signal(0), signal(1)]) == nil)
  }

  @Test func praiseBesideAComplaintIsMixed() throws {
    let fusion = SignalFusion(rules: try rules([:]))
    let verdict = try #require(fusion.verdict(on: [signal(1), signal(3)]))
    #expect(verdict.category == .makeAwareWithoutCorrection)
    #expect(verdict.isMixed)
    #expect(fusion.verdict(on: [signal(3)])?.isMixed == false)
  }

  @Test func evidenceStandsStrongestFirst() throws {
    let fusion = SignalFusion(rules: try rules(["b": (16, 12), "c": (16, 16)]))
    let verdict = try #require(fusion.verdict(on: [signal(1), signal(2)]))
    #expect(verdict.evidence == [2, 1])
    #expect(verdict.span == signal(2).span)
  }

  @Test func equalRulesStandInTheOrderOfTheirIDs() throws {
    let fusion = SignalFusion(rules: try rules([:]))
    #expect(fusion.verdict(on: [signal(2), signal(1)]) == fusion.verdict(on: [signal(1), signal(2)]))
    #expect(fusion.verdict(on: [signal(2), signal(1)])?.evidence == [1, 2])
  }

  @Test func rulesOnTrialNeverDecide() throws {
    let fusion = SignalFusion(rules: try rules(["e": (50, 50)]))
    #expect(fusion.verdict(on: [signal(4)]) == nil)
    #expect(fusion.verdict(on: [signal(0), signal(4)])?.evidence == [0])
  }

  @Test func valuesAreShrunkTowardsTheCategory() throws {
    let rules = try rules(["b": (3, 3)])
    let pooled = Measurements(
      data: Measurements.DataSet(name: "x", split: "tune", followUps: 100),
      categories: ["make_aware_without_correction": MeasuredPrecision(hits: 10, right: 6)],
      rules: ["t.b": MeasuredPrecision(hits: 3, right: 3)])
    let values = RuleValues(rules: rules, measurements: pooled)
    #expect(values[1] == (3 + 4 * 0.6) / 7)
    #expect(values[2] == 0.6, "a rule that was never measured has its category's precision")
    #expect(values[0] == 0.5, "a category that was never measured has one half")
  }
}
