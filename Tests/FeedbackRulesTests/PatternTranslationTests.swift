import Testing

@testable import FeedbackRules

@Suite struct PatternTranslationTests {
  @Test(arguments: [
    ("not right", #"not(?:\s+)right"#),
    ("no ?way", #"no(?:\s+)?way"#),
    ("don't", "don['’ʼ´`]t"),
    ("[ ']", "[ ']"),
    ("[] ]x y", #"[] ]x(?:\s+)y"#),
    ("[^] ] ", #"[^] ](?:\s+)"#),
    (#"[[:alpha:] ] "#, #"[[:alpha:] ](?:\s+)"#),
    (#"a\ b"#, #"a\ b"#),
    (#"\[ a"#, #"\[(?:\s+)a"#),
    (#"\x20"#, #"\x20"#),
    (#"[\]'] "#, #"[\]'](?:\s+)"#),
  ])
  func spacesAndApostrophesOutsideOfClasses(_ pattern: String, _ expected: String) {
    #expect(PatternTranslation.translated(pattern) == expected)
  }

  @Test func fragmentsArePutInAsTheyStand() throws {
    let expanded = try PatternTranslation.expanded(
      "{{that}} is {{bad}}", fragments: ["that": "(?:this|it)", "bad": "wrong"])
    #expect(expanded == "(?:this|it) is wrong")
  }

  @Test func unknownFragmentsAreNamed() {
    let error = #expect(throws: PatternTranslation.UnknownFragment.self) {
      try PatternTranslation.expanded("{{thta}}", fragments: ["that": "x"])
    }
    #expect(error?.name == "thta")
  }

  @Test func quantifiersAreNoFragments() throws {
    #expect(try PatternTranslation.expanded("a{2}{{x}}{3,4}", fragments: ["x": "y"]) == "a{2}y{3,4}")
  }

  @Test func windowsAnchorPatterns() {
    #expect(PatternTranslation.fitted("a|b", to: .start) == #"\A(?:a|b)"#)
    #expect(PatternTranslation.fitted("a|b", to: .whole) == #"\A(?:a|b)(?=[^\p{L}\p{N}]*+\z)"#)
    #expect(PatternTranslation.fitted("a|b", to: .tail) == "a|b")
  }
}
