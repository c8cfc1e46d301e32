import FeedbackRules
import Foundation
import Records
import Testing

@Suite struct RuleSetTests {
  private func pack(_ name: String, title: String = "t", pattern: String = "wrong answer", status: String = "stable")
    -> PackSource
  {
    PackSource(
      name: "\(name).yaml",
      text: """
        pack: \(name)
        language: en
        rules:
          - id: \(name).rule
            title: \(title)
            category: make_aware_without_correction
            status: \(status)
            pattern: '\(pattern)'
            examples:
              fires: ["«\(pattern)»"]
              silent: ["right"]
        """)
  }

  @Test func rulesAreSortedByID() throws {
    let rules = try RuleSet([pack("b"), pack("a")])
    #expect(rules.rules.map(\.id.rawValue) == ["a.rule", "b.rule"])
    #expect(rules.place(of: RuleID("b.rule")) == 1)
    #expect(rules.place(of: RuleID("c.rule")) == nil)
  }

  @Test func theDigestChangesWithWhatRulesDoAndOnlyWithThat() throws {
    let plain = try RuleSet([pack("a")]).digest
    #expect(try RuleSet([pack("a", title: "other")]).digest == plain)
    #expect(try RuleSet([pack("a"), pack("d", status: "draft")]).digest == plain)
    #expect(try RuleSet([pack("a", pattern: "bad answer")]).digest != plain)
    #expect(try RuleSet([pack("a", status: "trial")]).digest != plain)
    let measured = Measurements(
      data: Measurements.DataSet(name: "x", split: "tune", followUps: 9), categories: [:],
      rules: ["a.rule": MeasuredPrecision(hits: 3, right: 2)])
    #expect(try RuleSet([pack("a")], measurements: measured).digest != plain)
  }

  @Test func defaultsAreAsTheGuideSays() throws {
    let rule = try #require(try RuleSet([pack("a")]).rules.first)
    #expect(rule.window == .head)
    #expect(rule.excluded == [.code, .quote])
    #expect(!rule.isForEveryLanguage)
    #expect(!rule.isCaseSensitive)
    #expect(rule.bytes == 0...Int.max)
  }

  @Test func examplesKnowTheirLineAndSpan() throws {
    let rule = try #require(try RuleSet([pack("a")]).rules.first)
    #expect(rule.examples.map(\.line) == [10, 11])
    #expect(rule.examples[0].text == "wrong answer")
    #expect(rule.examples[0].span == ByteSpan(start: 0, end: 12))
    #expect(rule.examples[1].span == nil)
  }

  @Test func theFileFormatOfMeasurementsIsAsDocumented() throws {
    let json = """
      {
        "categories": {"positive_feedback": {"hits": 21, "partial": 2, "true": 17}},
        "data": {"follow_ups": 1021, "name": "fixtures/labelled/dev.jsonl", "split": "tune"},
        "rules": {"en.positive.thanks": {"hits": 9, "partial": 1, "true": 7}}
      }
      """
    let measurements = try Measurements(json: Array(json.utf8))
    #expect(measurements.rules["en.positive.thanks"] == MeasuredPrecision(hits: 9, right: 7, partial: 1))
    #expect(try Measurements(json: try measurements.json()) == measurements)
  }

  @Test func measurementsThatDoNotAddUpAreRefused() {
    let json = """
      {"categories": {}, "data": {"follow_ups": 1, "name": "x", "split": "tune"},
       "rules": {"a": {"hits": 1, "partial": 1, "true": 1}}}
      """
    #expect(throws: RuleLoadingError.self) { try Measurements(json: Array(json.utf8)) }
  }

  @Test func whatCannotBeReadIsAnError() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }  // What is left over does not matter.
    #expect(throws: RuleLoadingError.noPacks(path: directory.path)) { try RuleSet.load(directory: directory.path) }
    #expect(throws: RuleLoadingError.self) { try RuleSet.load(directory: directory.path + "/none") }
    let pack = directory.appending(path: "bad.yaml")
    try Data([0xFF, 0xFE, 0x41]).write(to: pack)
    #expect(throws: RuleLoadingError.unreadable(path: pack.path, reason: "it is not UTF-8")) {
      try RuleSet.load(directory: directory.path)
    }
  }

  @Test func theHoldOutIsAThird() {
    let ids = (1...3_000).map { "d\($0)" }
    let share = ids.filter { DataSplit(conversation: $0) == .holdOut }.count
    #expect((900...1_100).contains(share))
    // int(sha256(b"d0006").hexdigest(), 16) % 3 == 0, and d0001 leaves 1 or 2.
    #expect(DataSplit(conversation: "d0006") == .holdOut)
    #expect(DataSplit(conversation: "d0001") == .tune)
  }
}
