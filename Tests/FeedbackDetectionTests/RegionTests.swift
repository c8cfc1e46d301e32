import FeedbackDetection
import FeedbackRules
import Testing

@Suite struct RegionTests {
  @Test(arguments: [
    "```\nwrong\n```", "```wrong", "say `it is wrong` please", "he said \"wrong\" to me", "„das ist wrong“ sagt er",
    "> wrong\nmore", "  > wrong", "« c'est wrong »", "他说「wrong」", "他说『wrong』", "“wrong”",
  ])
  func matchesInCodeAndQuotationsDoNotCount(_ text: String) throws {
    #expect(Said(text).match(try rule("pattern: 'wrong'")) == nil)
    #expect(Said(text).match(try rule("pattern: 'wrong'\nnot_in: []")) == "wrong")
  }

  @Test(arguments: [
    "say \"this\nis wrong\"", "it`s wrong isn`t it", "5\" is wrong", "``` x ``` wrong", "a > wrong", "`x` is wrong",
    "\"it\" is wrong \"too\"", "`open\nwrong`",
  ])
  func whatIsNotClosedOrEndedBeforeCounts(_ text: String) throws {
    #expect(Said(text).match(try rule("pattern: 'wrong'")) == "wrong")
  }

  @Test func theSearchGoesOnBehindTheRegion() throws {
    let rules = try rule("pattern: 'wrong \\w+'")
    #expect(Said("you say \"wrong way\", but it is wrong here").match(rules) == "wrong here")
  }

  @Test func onlyNamedRegionsCount() throws {
    let rules = try rule("pattern: 'wrong'\nnot_in: [code]")
    #expect(Said("\"wrong\"").match(rules) == "wrong")
    #expect(Said("`wrong`").match(rules) == nil)
  }

  @Test func startFailsInAQuotedLine() throws {
    #expect(Said("> wrong\nwrong").match(try rule("pattern: 'wrong'\nwhere: start")) == nil)
  }

  @Test func regionsOfAVeryLongMessageAreFoundNearItsEnds() throws {
    let middle = String(repeating: "\"a\" `b` ", count: 5_000)
    let rules = try rule("pattern: 'wrong'\nwhere: anywhere")
    #expect(Said("`wrong` " + middle + "\"wrong\"").match(rules) == nil)
    #expect(Said("`wrong` " + middle + "wrong").match(rules) == "wrong")
  }
}
