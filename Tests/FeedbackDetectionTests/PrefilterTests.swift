import FeedbackDetection
import FeedbackRules
import Records
import Testing

/// The prefilter must never keep a match out: with and without it the signals are the same.
@Suite struct PrefilterTests {
  /// Numbers that are the same in every run.
  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
  }

  @Test func examplesOfAllRulesGiveTheSameSignals() throws {
    let rules = try ShippedRules.load()
    let (with, without) = detectors(rules)
    for example in rules.rules.flatMap(\.examples) {
      var said = Said(example.text, answer: example.answer)
      said.earlier = [example.previous]
      said.next = example.next
      #expect(said.signals(with) == said.signals(without), "\(example.text)")
    }
  }

  @Test func piecesOfExamplesInOtherSpellingsGiveTheSameSignals() throws {
    let rules = try ShippedRules.load()
    let (with, without) = detectors(rules)
    let examples = rules.rules.flatMap(\.examples)
    var random = Random(state: 7)
    var found = 0
    for _ in 0..<1_500 {
      var said = Said(text(from: examples, &random), answer: examples.randomElement(using: &random)?.answer ?? "")
      said.language = ["", "", "en", "ru"].randomElement(using: &random) ?? ""
      let signals = said.signals(with)
      found += signals.count
      #expect(signals == said.signals(without), "\(said.text)")
    }
    #expect(found > 300, "texts in which next to nothing is found prove nothing")
  }

  /// Words of several examples in a row, with changes that must not matter to a caseless pattern.
  private func text(from examples: [RuleExample], _ random: inout Random) -> String {
    let spaces = [" ", " ", " ", "  ", "\n", "\u{A0}", "\u{3000}"]
    var text = ["", "", "!", "  ", "🙂 "].randomElement(using: &random) ?? ""
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let words = (examples.randomElement(using: &random)?.text ?? "").split(separator: " ")
      let start = Int.random(in: 0...max(0, min(3, words.count - 1)), using: &random)
      for word in words.dropFirst(start) {
        text += respelled(String(word), &random) + (spaces.randomElement(using: &random) ?? " ")
      }
    }
    let filler = Int.random(in: 0...9, using: &random) == 0 ? String(repeating: "ä ", count: 1_600) : ""
    return Bool.random(using: &random) ? text + filler : filler + text
  }

  private func respelled(_ word: String, _ random: inout Random) -> String {
    switch Int.random(in: 0...7, using: &random) {
    case 0: word.uppercased()
    case 1: word.replacing("'", with: "’")
    case 2: word.replacing("k", with: "\u{212A}").replacing("s", with: "ſ")
    default: word
    }
  }

  private func detectors(_ rules: RuleSet) -> (FeedbackDetector, FeedbackDetector) {
    (
      FeedbackDetector(plan: DetectionPlan(rules: rules)),
      FeedbackDetector(plan: DetectionPlan(rules: rules, usesLiterals: false))
    )
  }
}
