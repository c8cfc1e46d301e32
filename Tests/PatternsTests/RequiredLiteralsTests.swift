import Patterns
import Testing

@Suite struct RequiredLiteralsTests {
  private func groups(_ pattern: String) -> [[String]]? {
    RequiredLiterals(of: pattern)?.groups.map { $0.map { String(decoding: $0, as: UTF8.self).lowercased() } }
  }

  @Test(arguments: [
    ("wrong", [["wrong"]]),
    (#"\bwrong\b"#, [["wrong"]]),
    (#"not(?:\s+)what"#, [["not what"]]),
    ("(?:wrong|false)", [["false", "wrong"]]),
    ("(?:in)?correct", [["correct"]]),
    ("colou?r", [["color", "colour"]]),
    ("don['’]t", [["don't"]]),
    (#"thanks?[.!]*\z"#, [["thank"]]),
    ("(?=good)bad", [["bad"]]),
    ("(?<!not )good", [["good"]]),
    ("(?:very )+good", [["good"], ["very "]]),
    (#"wrong\w* answer"#, [["wrong"], [" answer"]]),
    ("[Nn]ein", [["nein"]]),
    (#"\x66alsch"#, [["falsch"]]),
    ("不对", [["不对"]]),
    ("(?i)oops", [["oops"]]),
    (#"never{2,3}"#, [["neve"]]),
  ])
  func literalsThatEveryMatchHolds(_ pattern: String, _ expected: [[String]]) {
    #expect(groups(pattern).map { Set($0.map(Set.init)) } == Set(expected.map(Set.init)))
  }

  @Test(arguments: [
    #"\A.{1,60}"#, "(?:good)?", "good|.", #"\w+"#, "a", "(?x) good", #"\Qgood\E"#, "(*ACCEPT)good", "(?:good)*",
    "(a)(?1)good", "[^a]", "good|(?=bad)", "x{0,3}",
  ])
  func patternsWithoutAnyLiteral(_ pattern: String) {
    #expect(groups(pattern) == nil)
  }

  @Test func longLiteralsAreCutAtCharacters() throws {
    let literals = try #require(RequiredLiterals(of: "перестань повторяться"))
    for literal in literals.groups.joined() {
      #expect(literal.count <= RequiredLiterals.longest)
      #expect(String(validating: literal, as: UTF8.self) != nil)
    }
  }

  @Test func lettersWithACaseOutOfSightAreNoLiterals() {
    // ɐ has its capital at U+2C6F, above the table of folds.
    #expect(groups("ɐɐɐ") == nil)
  }
}
