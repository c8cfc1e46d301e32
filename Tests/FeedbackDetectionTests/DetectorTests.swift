import FeedbackDetection
import FeedbackRules
import Patterns
import Testing

@Suite struct DetectorTests {
  @Test func aMatchThatReachesALimitIsCounted() throws {
    let rules = try rule("pattern: '(?:a|aa|a.)+ bad$'\nwhere: anywhere")
    let detector = FeedbackDetector(rules: rules, limits: MatchLimits(steps: 5_000))
    let said = Said(String(repeating: "a", count: 300) + " bad!")
    #expect(said.signals(detector).isEmpty)
    #expect(detector.takeFailures() == [RuleFailure(rule: 0, code: .steps): 1])
    #expect(detector.takeFailures().isEmpty)
  }

  @Test func statedLanguagesKeepOtherLanguagesOut() throws {
    let stated = try rule("pattern: 'wrong'", header: "applies: stated")
    var said = Said("wrong")
    #expect(said.match(stated) == "wrong")
    said.language = "de"
    #expect(said.match(stated) == nil)
    #expect(said.match(try rule("pattern: 'wrong'", header: "applies: any")) == "wrong")
    said.language = "en"
    #expect(said.match(stated) == "wrong")
    said.language = "Klingon"
    #expect(said.match(stated) == "wrong")
  }

  @Test(arguments: ["draft", "retired"])
  func rulesThatAreNotRunSaySoByNothing(_ status: String) throws {
    #expect(Said("wrong").match(try rule("pattern: 'wrong'\nstatus: \(status)")) == nil)
  }

  @Test func rulesOnTrialAreRunUnlessTheyAreLeftOut() throws {
    let rules = try rule("pattern: 'wrong'\nstatus: trial")
    #expect(Said("wrong").match(rules) == "wrong")
    let deciding = FeedbackDetector(plan: DetectionPlan(rules: rules, scope: .deciding))
    #expect(Said("wrong").signals(deciding).isEmpty)
  }

  @Test func apostrophesAndWhiteSpaceComeInManyForms() throws {
    let rules = try rule("pattern: 'don''t  work'")
    #expect(Said("DON’T \n\u{A0}work").match(rules) == "DON’T \n\u{A0}work")
  }

  @Test func theEmptyMessageMatchesNothing() throws {
    #expect(Said("").match(try rule("pattern: '(?s).'\nwhere: anywhere")) == nil)
  }

  @Test func patternsWithoutLiteralsAreNamed() throws {
    let rules = try rule("patterns: ['wrong', '\\w']")
    #expect(DetectionPlan(rules: rules).unguarded.map(\.pattern) == [1])
  }
}
