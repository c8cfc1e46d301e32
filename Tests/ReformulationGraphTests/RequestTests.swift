import ReformulationGraph
import Testing

@Suite("Requests") struct RequestTests {
  private func states(_ texts: [(String, String)], rules: GraphRules = GraphRules()) throws -> [Int] {
    let steps = texts.enumerated().flatMap { path("r\($0)", [$1.0], .unknown, language: $1.1) }
    return try ReformulationGraph(GraphContribution(conversations: steps), rules: rules).states.map(\.sessions).sorted()
  }

  @Test(
    "that are spelled differently are one",
    arguments: [
      ("How do I boil an egg?", "how do i  boil an egg"), ("“Stop”, she said.", "stop she said"),
      ("Ｈｅｌｌｏ，world！", "hello world"), ("Straße in Köln", "straße in KÖLN"),
      ("Write to NAME_1 now", "write to NAME_27, now"), ("don’t stop", "don't stop"),
      ("mail [EMAIL_1]", "Mail <PRESIDIO_ANONYMIZED_EMAIL_ADDRESS>"),
      ("加密资产的特征。", "加密资产的特征"),
    ])
  func spelling(one: String, other: String) throws {
    #expect(try states([(one, "en"), (other, "en-GB")]) == [2])
  }

  @Test(
    "that ask for something else are not",
    arguments: [
      ("c++ or java", "c or java"), ("what is c#", "what is c"), ("3.5 liters", "35 liters"), ("1,000 km", "1 000 km"),
      ("node.js", "node js"),
      ("sum of 3 + 4", "sum of 3 - 4"), ("what percent believed it", "what percent wanted it"),
      ("print MAX_VALUE", "print NAME_1"),
    ])
  func difference(one: String, other: String) throws {
    #expect(try states([(one, "en"), (other, "en")]) == [1, 1])
  }

  @Test("of two languages stay apart") func languages() throws {
    #expect(try states([("Radio", "en"), ("Radio", "de")]) == [1, 1])
  }

  @Test("that are signs and spaces alone are none") func empty() throws {
    #expect(try states([("?!", "en"), ("", "en"), (" \n", "en")]) == [])
  }

  @Test("that differ in numbers are one where each has little support") func templates() throws {
    let three = ["convert 5 miles", "convert 7.5 miles", "Convert 12 miles!"].map { ($0, "en") }
    #expect(try states(three) == [3])
    #expect(try states(Array(three.prefix(2))) == [1, 1])
    #expect(try states(three + Array(repeating: ("convert 5 miles", "en"), count: 4)) == [1, 1, 5])
  }

  @Test("that are long and nearly the same are one") func nearDuplicates() throws {
    let words = (0..<60).map { "word\("abcdefghijklmnopqrstuvwxyz".dropFirst($0 % 26).prefix(1))\($0 / 26)x" }
    let long = words.joined(separator: " ")
    let changed = words.dropLast().joined(separator: " ") + " otherwise"
    #expect(try states([(long, "en"), (changed, "en")]) == [2])
    #expect(try states([(long, "en"), (changed, "en")], rules: GraphRules(nearDuplicates: nil)) == [1, 1])
    #expect(try states([(long, "en"), (changed, "de")]) == [1, 1])
  }

  @Test("with a pasted text are known by their instruction") func instructions() throws {
    func prompt(_ filler: String) -> String {
      "Summarise the following text:\n\n" + String(repeating: filler + " goes on and on. ", count: 60)
    }
    #expect(try states([(prompt("The first"), "en"), (prompt("Another"), "en")]) == [2])
    #expect(try states([(prompt("The first"), "en"), ("Summarise the following text", "en")]) == [1, 1])
    let code = "```\n" + String(repeating: "let x = 1\n", count: 100) + "```\n"
    #expect(
      try states([("Mend this\n" + code + "It does not run", "en"), ("Mend this\n" + code + "\nIt does not run", "en")])
        == [2])
  }

  @Test("have keys that do not change") func keys() throws {
    let contribution = GraphContribution(conversations: path("r", ["How do I boil an egg?"], .unknown))
    let key = try #require(contribution.states.keys.first?.request)
    // printf 'en\nhow do i boil an egg' | sha256sum | head -c 32
    #expect(key.description == "18513b9f06bcb707d64f79b6ce5a65eb")
    #expect(RequestKey(key.description) == key)
    #expect(RequestKey("0") == nil && RequestKey(String(repeating: "G", count: 32)) == nil)
  }
}
