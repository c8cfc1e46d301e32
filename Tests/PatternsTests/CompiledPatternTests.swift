import Patterns
import Testing

@Suite struct CompiledPatternTests {
  private func match(_ source: String, _ text: String, options: PatternOptions = .caseless) throws -> Range<Int>? {
    let pattern = try CompiledPattern(source, options: options)
    return try Array(text.utf8).withUnsafeBytes { try MatchScratch().firstMatch(of: pattern, in: $0) }
  }

  @Test func caseIsIgnoredInEveryScript() throws {
    #expect(try match("спасибо", "СПАСИБО!") == 0..<14)
    #expect(try match("straße", "STRAßE") == 0..<7)
    #expect(try match("danke", "DANKE", options: []) == nil)
  }

  @Test func wordBoundariesKnowEveryScript() throws {
    #expect(try match(#"\bнет\b"#, "ну нет.") == 5..<11)
    #expect(try match(#"\bнет\b"#, "интернет") == nil)
  }

  @Test func anchoredPatternsMatchAtTheBeginningOnly() throws {
    #expect(try match("no", "no", options: [.caseless, .anchored]) == 0..<2)
    #expect(try match("no", "oh no", options: [.caseless, .anchored]) == nil)
  }

  @Test func aBrokenPatternSaysWhere() throws {
    let error = #expect(throws: PatternError.self) { try CompiledPattern("good (bad") }
    #expect(error?.offset == 9)
    #expect(error?.message.contains("parenthesis") == true)
  }

  @Test func emptyMatchesAreForeseen() throws {
    #expect(try CompiledPattern("a*").canMatchEmpty)
    #expect(try !CompiledPattern("a+").canMatchEmpty)
  }

  @Test func aCatastrophicPatternFailsAtTheLimit() throws {
    let pattern = try CompiledPattern("(?:a|aa|a.)+c$")
    let text = Array((String(repeating: "a", count: 400) + "cb").utf8)
    let scratch = MatchScratch(limits: MatchLimits(steps: 10_000))
    let failure = #expect(throws: MatchFailure.self) {
      try text.withUnsafeBytes { try scratch.firstMatch(of: pattern, in: $0) }
    }
    #expect(failure?.code == .steps)
  }

  @Test func scratchIsGoodAgainAfterAFailure() throws {
    let scratch = MatchScratch(limits: MatchLimits(steps: 1_000))
    let text = Array((String(repeating: "a", count: 400) + "cb").utf8)
    let hard = try CompiledPattern("(?:a|aa|a.)+c$")
    let easy = try CompiledPattern("cb")
    #expect(throws: MatchFailure.self) { try text.withUnsafeBytes { try scratch.firstMatch(of: hard, in: $0) } }
    #expect(try text.withUnsafeBytes { try scratch.firstMatch(of: easy, in: $0) } == 400..<402)
  }

  @Test func matchingGoesOnFromAnOffset() throws {
    let pattern = try CompiledPattern("ab")
    let text = Array("ab ab".utf8)
    #expect(try text.withUnsafeBytes { try MatchScratch().firstMatch(of: pattern, in: $0, from: 1) } == 3..<5)
  }
}
