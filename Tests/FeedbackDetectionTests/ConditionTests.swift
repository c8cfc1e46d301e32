import FeedbackDetection
import FeedbackRules
import Testing

@Suite struct ConditionTests {
  private func holds(_ condition: RuleCondition, _ said: Said) throws -> Bool {
    var said = said
    said.text += said.text.isEmpty ? "marker" : ""
    let when = said.match(try rule("pattern: '(?s).'\nwhere: start\nnot_in: []\nwhen: [\(condition.rawValue)]")) != nil
    let unless =
      said.match(try rule("pattern: '(?s).'\nwhere: start\nnot_in: []\nunless: [\(condition.rawValue)]")) != nil
    #expect(when != unless, "a condition either holds or does not")
    return when
  }

  @Test(arguments: [
    ("Anything else?", true), ("还有吗？ ", true), ("هل تريد المزيد؟", true), ("Done.", false),
    ("Is it? " + String(repeating: "x", count: 200), false), ("", false),
  ])
  func answersThatAsk(_ answer: String, _ asks: Bool) throws {
    #expect(try holds(.answerAsks, Said("no", answer: answer)) == asks)
  }

  @Test func answersWithCode() throws {
    #expect(try holds(.answerHasCode, Said("no", answer: "Run:\n```\nmake\n```")))
    #expect(try !holds(.answerHasCode, Said("no", answer: "Run ``make``")))
  }

  @Test(arguments: [
    ("I'm sorry, but I cannot do that.", true), ("As an AI language model, I …", true),
    ("К сожалению, я не могу.", true),
    ("很抱歉，我无法", true), ("Lo siento", true), ("Here is the poem.", false), ("Sure! Sorry is a word.", false),
  ])
  func answersThatRefuse(_ answer: String, _ refuses: Bool) throws {
    #expect(try holds(.answerRefuses, Said("no", answer: answer)) == refuses)
  }

  @Test(arguments: [
    ("I apologize for the confusion.", true), ("You're absolutely right, the sum is 5.", true), ("Вы правы", true),
    ("Here is the poem. Sorry.", false),
  ])
  func answersThatOwnUp(_ answer: String, _ apologizes: Bool) throws {
    #expect(try holds(.answerApologizes, Said("no", answer: answer)) == apologizes)
  }

  @Test(arguments: [
    ("I apologize for the confusion. The sum is 5.", true), ("I apologize, but I cannot do that.", false),
    ("Done.", false),
    ("", false),
  ])
  func nextAnswersThatOwnUp(_ next: String, _ apologizes: Bool) throws {
    var said = Said("no")
    said.next = next
    #expect(try holds(.nextApologizes, said) == apologizes)
  }

  @Test func nextAnswersThatResembleTheAnswer() throws {
    var said = Said("shorter", answer: "The quick brown fox jumps over the lazy dog and runs away.")
    said.next = "The quick brown fox jumps over the dog."
    #expect(try holds(.nextResemblesAnswer, said))
    said.next = "Nothing of the kind happened in the forest yesterday."
    #expect(try !holds(.nextResemblesAnswer, said))
    said.next = ""
    #expect(try !holds(.nextResemblesAnswer, said))
  }

  @Test func shortAnswersHaveFewerThan120Bytes() throws {
    #expect(try holds(.answerShort, Said("no", answer: String(repeating: "ä", count: 59) + "x \n")))
    #expect(try !holds(.answerShort, Said("no", answer: String(repeating: "ä", count: 60))))
    #expect(try holds(.answerShort, Said("no", answer: "")))
  }

  @Test func aGroupComesFromTheAnswerAlone() throws {
    let rules = try rule("pattern: 'what is (\\w+ \\w+)'\nwhen: [group_from_answer]")
    var said = Said("What is Binary-search?", answer: "Use a binary search here.")
    #expect(said.match(rules) == nil, "the hyphen is no white space")
    said.text = "what is Binary search?"
    #expect(said.match(rules) == "what is Binary search")
    said.answer = "Use a binary searcher."
    #expect(said.match(rules) == nil)
    said.answer = "Binary, search!"
    #expect(said.match(rules) != nil)
    said.earlier = ["how does binary search work?", "go on"]
    #expect(said.match(rules) == nil)
  }

  @Test(arguments: [
    ("see ```x```", true), ("int a;\nint b;\nreturn a;", true), ("one;\ntwo\nthree\nfour", false),
    ("plain words", false),
  ])
  func messagesWithCode(_ text: String, _ hasCode: Bool) throws {
    #expect(try holds(.messageHasCode, Said(text)) == hasCode)
  }

  @Test(arguments: [
    ("What is  the sea?", "what is the sea", true), ("What is the sea?", "What is the see?", false),
    ("Translate this long sentence for me please", "translate this long sentense for me, please!", true),
    ("Multiply the number 48 by 12 and then add 7", "Multiply the number 48 by 13 and then add 7", false),
    ("x", "...", false), ("İstanbul nerede", "i̇stanbul nerede", true),
  ])
  func repeats(_ text: String, _ previous: String, _ repeats: Bool) throws {
    #expect(try holds(.repeatsPrevious, Said(text, previous: previous)) == repeats)
  }

  @Test(arguments: [
    ("write a short poem about autumn rain", "write a poem about autumn rain", true),
    ("what does it cost to renew a passport", "write a poem about autumn rain", false),
    ("婚礼上新郎对父母的感谢发言，三分钟", "新郎对父母的感谢发言", true), ("新郎", "新郎", false),
    ("write a poem", "write a poem in which a lighthouse keeper quarrels with the moon over lost ships", false),
  ])
  func resemblances(_ text: String, _ previous: String, _ resembles: Bool) throws {
    #expect(try holds(.resemblesPrevious, Said(text, previous: previous)) == resembles)
    #expect(try holds(.resemblesPrevious, Said(previous, previous: text)) == resembles)
  }

  @Test func extensionsHoldAllWords() throws {
    let request = "Why is web programming important?"
    #expect(try holds(.extendsPrevious, Said(request + " At least five pages", previous: request)))
    #expect(try holds(.extendsPrevious, Said("web programming important", previous: request)))
    #expect(try !holds(.extendsPrevious, Said("Why is web design important? Five pages", previous: request)))
  }

  @Test func templatesDifferInOneSlot() throws {
    let request = "Write a product description for a wooden chair"
    #expect(try holds(.sameTemplate, Said("Write a product description for a garden lamp", previous: request)))
    #expect(try !holds(.sameTemplate, Said(request, previous: request)))
    #expect(try !holds(.sameTemplate, Said("Tell me a joke", previous: request)))
  }

  @Test func rolePlayIsSetUpEarlierAndRemembered() throws {
    let rules = try rule("pattern: 'wrong'\nwhen: [role_play]")
    let detector = FeedbackDetector(rules: rules)
    var said = Said("wrong")
    #expect(said.signals(detector).isEmpty)
    said.earlier += ["Pretend you are a pirate", "go on"]
    #expect(said.signals(detector).count == 1)
    said.earlier.append("and then?")
    #expect(said.signals(detector).count == 1)
    said.conversation = 2
    said.earlier = ["hello"]
    #expect(said.signals(detector).isEmpty)
  }

  @Test func theFirstFollowUpIsKnown() throws {
    var said = Said("no")
    #expect(try !holds(.firstFollowUp, said))
    said.isFirst = true
    #expect(try holds(.firstFollowUp, said))
  }

  @Test func resemblanceIsTheSameWhateverCameBefore() throws {
    let rules = try rule("pattern: '\\A.'\nwhere: start\nwhen: [resembles_previous]")
    let shared = FeedbackDetector(rules: rules)
    let texts = ["write a poem about rain", "write a long poem about rain", "", "what now", "write a poem about rain"]
    for text in texts {
      for previous in texts {
        let said = Said(text, previous: previous)
        #expect(said.signals(shared) == said.signals(FeedbackDetector(rules: rules)), "\(text) after \(previous)")
      }
    }
  }
}
