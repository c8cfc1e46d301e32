import PreferencePairs
import Records
import Testing

@Suite("Checks of rows")
struct CheckTests {
  private let screen = AnswerScreen()

  private func pair(chosen: String = "Four minutes.", rejected: String = "Ten minutes.") -> PreferencePair {
    var pair = PreferencePair()
    pair.prompt = [Message(role: .user, content: "How long do I boil an egg?")]
    pair.chosen = chosen
    pair.rejected = rejected
    pair.margin = 0.5
    return pair
  }

  @Test(
    "An answer to learn from is no error message, placeholder, refusal, farewell, question back or fragment",
    arguments: [
      ("  \n", ExclusionReason.emptyAnswer),
      ("NETWORK ERROR DUE TO HIGH TRAFFIC. PLEASE REGENERATE OR REFRESH THIS PAGE.", .sentinel),
      ("$MODERATION$ YOUR INPUT VIOLATES OUR CONTENT MODERATION GUIDELINES.", .sentinel),
      ("The answer is ▌", .sentinel),
      ("<PRESIDIO_ANONYMIZED_PERSON>, NAME_1", .placeholdersOnly), ("[REDACTED]", .placeholdersOnly),
      ("I'm sorry, but I can't assist with that.", .refusal), ("很抱歉，我无法提供该内容。", .refusal),
      ("Я не могу помочь с этим.", .refusal), ("Lo siento, no puedo ayudar con eso.", .refusal),
      ("You're welcome! Have a great day!", .farewell), ("Bye!", .farewell), ("不客气！", .farewell),
      ("Could you please provide the code?", .asksBack), ("What?", .asksBack), ("请提供代码。", .asksBack),
      ("```python\nprint(1)", .truncated),
    ])
  func faults(answer: String, reason: ExclusionReason) {
    #expect(screen.fault(ofWanted: answer) == reason)
  }

  @Test(
    "An ordinary answer passes",
    arguments: [
      "Four minutes.", "HTTP ERROR 404 means that the page is gone.", "NASA and ESA", "- apples\n- pears",
      "四分钟。", "```python\nprint(1)\n```", "I can't stress enough that four minutes are right.", "x",
      "MAX_VALUE",
    ])
  func passes(answer: String) { #expect(screen.fault(ofWanted: answer) == nil) }

  @Test("A long line without a stop breaks off; a list and a heading don't")
  func breaksOff() {
    let story = (1...60).map { "sentence \($0) ends." }.joined(separator: " ")
    let fragment = " And on the last day of the long summer, when all the others had gone home, she went to the"
    #expect(screen.fault(ofWanted: story + fragment) == .truncated)
    #expect(screen.fault(ofUnwanted: story + fragment) == nil)
    #expect(screen.fault(ofWanted: story) == nil)
    #expect(screen.fault(ofWanted: story + "\n- the last thing") == nil)
  }

  @Test("A text that repeats itself goes in circles")
  func goesInCircles() {
    #expect(screen.fault(ofWanted: String(repeating: "The pH will be unchanged.\n", count: 20)) == .degenerate)
    #expect(screen.fault(ofWanted: String(repeating: "酸碱度不会改变。", count: 20)) == .degenerate)
  }

  @Test("Refusals stay where that is asked for")
  func refusalsOnDemand() {
    var screen = AnswerScreen()
    screen.leavesOutRefusals = false
    #expect(screen.fault(ofWanted: "I'm sorry, but I can't assist with that.") == nil)
  }

  @Test("Answers that differ in case, white space or form of Unicode only are the same")
  func sameAnswers() {
    let check = RowCheck()
    #expect(check.fault(of: pair(chosen: "ten  MINUTES.\n")) == .sameAnswer)
    #expect(check.fault(of: pair(chosen: "Caf\u{E9}.", rejected: "Cafe\u{301}.")) == .sameAnswer)
    #expect(check.fault(of: pair()) == nil)
  }

  @Test("A pair needs a margin and confidence")
  func scores() {
    var check = RowCheck()
    check.leastConfidence = 0.3
    var pair = pair()
    pair.confidence = 0.2
    #expect(check.fault(of: pair) == .belowConfidence)
    pair.margin = 0
    check.leastMargin = 0
    #expect(check.fault(of: pair) == .belowMargin)
  }

  @Test("A prompt that is not in shape is refused")
  func shape() {
    var pair = pair()
    pair.prompt.append(Message(role: .assistant, content: "Ten."))
    #expect(RowCheck().fault(of: pair) == .noRequest)
  }

  @Test("Books count what was left out, and can take back what was kept")
  func tally() {
    var tally = PairTally()
    tally.keep(3)
    tally.leaveOut(.sameAnswer, 2)
    tally.withdraw(.balancing)
    #expect(tally.taken == 5 && tally.kept == 2 && tally.balances)
    #expect(tally.leftOut == [.sameAnswer: 2, .balancing: 1])
  }
}

@Suite("Prompts in shape")
struct PromptShapeTests {
  private func shaped(_ messages: [(MessageRole, String)]) -> Result<[Message], Exclusion> {
    PromptShape.shaped(messages.map { Message(role: $0.0, content: $0.1) })
  }

  @Test("Runs of one role become one message, and the system's and empty ones are dropped")
  func merges() {
    let result = shaped([
      (.system, "Be kind."), (.user, "Hello"), (.user, "you"), (.assistant, " "), (.user, "there"), (.assistant, "Hi"),
      (.system, "x"), (.assistant, "friend"), (.user, "Bye"),
    ])
    #expect(
      result
        == .success([
          Message(role: .user, content: "Hello\n\nyou\n\nthere"), Message(role: .assistant, content: "Hi\n\nfriend"),
          Message(role: .user, content: "Bye"),
        ]))
  }

  @Test("A greeting before the first request is dropped, and so is an error message of the site")
  func drops() {
    let result = shaped([
      (.assistant, "How can I help?"), (.user, "Hello"), (.assistant, "API REQUEST ERROR"), (.user, "Hello again"),
    ])
    #expect(result == .success([Message(role: .user, content: "Hello\n\nHello again")]))
  }

  @Test("Without a request at the end, with a tool, or with placeholders alone there is no prompt")
  func faults() {
    #expect(shaped([]) == .failure(Exclusion(reason: .noRequest)))
    #expect(shaped([(.user, "a"), (.assistant, "b")]) == .failure(Exclusion(reason: .noRequest)))
    #expect(shaped([(.tool, "x"), (.user, "a")]) == .failure(Exclusion(reason: .foreignRole)))
    #expect(shaped([(.user, "NAME_1")]) == .failure(Exclusion(reason: .placeholdersOnly)))
  }
}

@Suite("Soft targets")
struct SoftTargetTests {
  @Test(
    "The logistic of scale times margin",
    arguments: [(0.1, 0.55478), (0.25, 0.63414), (0.5, 0.75026), (1, 0.90025), (2, 0.98787), (0, 0.5)])
  func values(margin: Double, target: Double) {
    #expect(abs(SoftTarget.probability(margin: margin) - target) < 5e-6)
  }
}
