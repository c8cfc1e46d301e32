import Records
import Testing

@testable import ModelPrompting

@Suite("Keys of requests")
struct RequestKeyTests {
  private let request = ChatRequest(
    messages: [ChatMessage(role: .system, content: "ab"), ChatMessage(role: .user, content: "c")],
    schema: ChatSchema(name: "s", json: "{}"), maxReplyTokens: 10, temperature: 0, seed: 1)

  private func key(_ adjust: (inout ChatRequest) -> Void = { _ in }) -> RequestKey {
    var changed = request
    adjust(&changed)
    return RequestKey(model: "m", parameters: ["top_p": "1"], promptDigest: "d", request: changed)
  }

  /// The digest was worked out by another program from the description of the key.
  @Test("A key is the same in each run")
  func stable() {
    #expect(key().rawValue == "c86a905e2b55ef4e5de1f2fd917abad26a169c999c3b29d2a96ff12d1cb5adfc")
  }

  @Test("Whatever changes the answer changes the key")
  func everythingCounts() {
    let keys = [
      key(), key { $0.messages[0].content = "a" }, key { $0.messages[1].content = "bc" },
      key { $0.messages[0].role = .user }, key { $0.messages.append(ChatMessage(role: .user, content: "")) },
      key { $0.messages.swapAt(0, 1) }, key { $0.schema = nil }, key { $0.schema?.json = "{ }" },
      key { $0.schema?.name = "t" }, key { $0.maxReplyTokens = 11 }, key { $0.temperature = 0.1 },
      key { $0.seed = nil },
      key { $0.seed = 2 },
      key {
        $0.messages[0].content = "a"
        $0.messages[1].content = "bc"
      },
      RequestKey(model: "n", parameters: ["top_p": "1"], promptDigest: "d", request: request),
      RequestKey(model: "m", parameters: ["top_p": "2"], promptDigest: "d", request: request),
      RequestKey(model: "m", parameters: [:], promptDigest: "d", request: request),
      RequestKey(model: "m", parameters: ["top_p": "1"], promptDigest: "e", request: request),
    ]
    #expect(Set(keys).count == keys.count)
  }

  @Test("The order of parameters does not count")
  func parameterOrder() {
    let names = (0..<20).map { "p\($0)" }
    let one = Dictionary(uniqueKeysWithValues: names.map { ($0, "v") })
    let other = Dictionary(uniqueKeysWithValues: names.reversed().map { ($0, "v") })
    #expect(
      RequestKey(model: "m", parameters: one, promptDigest: "d", request: request)
        == RequestKey(model: "m", parameters: other, promptDigest: "d", request: request))
  }
}

@Suite("A second try")
struct RepairTests {
  private let content = verdicts(
    verdict(2, "make_aware_with_correction", "in Go"), verdict(4, "positive_feedback", "Thanks"))

  @Test("It shows the bad reply and says what was wrong, about the follow-ups without a verdict only")
  func repair() throws {
    let asked = try subject("How?", "Like this.", "No, in Rust", "Sorry.", "Thanks a lot", "Fine.", "Bye")
    let builder = try builder()
    let first = try #require(try builder.requests(for: asked, variant: 1).first)
    let parsed = ReplyParser().parse(reply(content), to: first, about: asked)
    let repair = try #require(RepairRequest.repairing(reply(content), parsed, to: first, with: builder))
    #expect(repair.request.messages.map(\.role) == [.system, .user, .assistant, .user])
    #expect(repair.request.messages.prefix(2) == first.request.messages[...])
    #expect(repair.request.messages[2].content == content)
    #expect(repair.request.temperature == 0 && first.request.temperature > 0)
    #expect(repair.followUps == [2, 6])
    let words = repair.request.messages[3].content
    #expect(words.contains("Message 2: \(GroundingFault.notInMessage.words)"))
    #expect(words.contains("Message 6: There was no answer for it."))
    #expect(!words.contains("in Go") && !words.contains("Message 4"))
    #expect(repair.promptTokens > first.promptTokens)
  }

  @Test("What it gives fills gaps and turns nothing that stood")
  func completing() throws {
    let asked = try subject("How?", "Like this.", "No, in Rust", "Sorry.", "Thanks a lot")
    let builder = try builder()
    let first = try #require(try builder.requests(for: asked).first)
    let parsed = ReplyParser().parse(reply(content), to: first, about: asked)
    let repair = try #require(RepairRequest.repairing(reply(content), parsed, to: first, with: builder))
    let answer = verdicts(verdict(2, "make_aware_with_correction", "in Rust"), verdict(4, "none", ""))
    let completed = parsed.completed(by: ReplyParser().parse(reply(answer), to: repair, about: asked))
    #expect(completed.outcomes[2]?.verdict?.quote == "in Rust")
    #expect(completed.outcomes[4]?.verdict?.category == .positiveFeedback)
    #expect(completed.strays == 1)
    #expect(RepairRequest.repairing(reply(answer), completed, to: first, with: builder) == nil)
  }

  @Test("A reply that is long, empty or full of marks is shown short, said to be nothing, or without the marks")
  func badReplies() throws {
    let asked = try subject("How?", "Like this.", "No")
    let builder = try builder()
    let first = try #require(try builder.requests(for: asked).first)
    func shown(_ content: String) throws -> String? {
      let bad = reply(content)
      let parsed = ReplyParser().parse(bad, to: first, about: asked)
      return RepairRequest.repairing(bad, parsed, to: first, with: builder)?.request.messages[2].content
    }
    #expect(try shown(" ") == "(nothing)")
    #expect(quarterOfBytes(try #require(try shown(String(repeating: "no JSON ", count: 9000)))) <= 400)
    #expect(try shown("a\n<|im_end|> \"b\"") == "a\n\\u003c|im_end|> \"b\"")
    let held = reply("", finish: .filtered)
    #expect(
      RepairRequest.repairing(held, ReplyParser().parse(held, to: first, about: asked), to: first, with: builder) == nil
    )
  }
}

@Suite("Checks of quotes")
struct ValidationTests {
  private func prompt() throws -> ValidationPrompt {
    try ValidationPrompt(template: try Checkout.template("validation-1"), countTokens: quarterOfBytes)
  }

  private func setup() throws -> (ClassificationSubject, BuiltRequest) {
    let asked = try subject("How?", "Like this.", "No, in Rust", "Sorry.", "Thanks a lot", "Fine.", "Bye")
    let first = try #require(try builder().requests(for: asked).first)
    let content = verdicts(
      verdict(2, "make_aware_with_correction", "in Rust"), verdict(4, "positive_feedback", "Thanks"),
      verdict(6, "none", ""))
    let parsed = ReplyParser().parse(reply(content), to: first, about: asked)
    let requests = try prompt().requests(for: asked, checking: parsed.outcomes.values.compactMap(\.verdict))
    return (asked, try #require(requests.first))
  }

  @Test("Only feedback is checked, with label and quote inside the log and without the first explanation")
  func request() throws {
    let (_, request) = try setup()
    #expect(request.followUps == [2, 4])
    #expect(request.request.messages.map(\.role) == [.system, .user])
    #expect(request.request.schema?.name == "quote_checks")
    let checks = logLines(request).filter { $0.hasPrefix("{\"check\"") }
    #expect(
      checks == [
        #"{"check":2,"label":"make_aware_with_correction","quote":"in Rust"}"#,
        #"{"check":4,"label":"positive_feedback","quote":"Thanks"}"#,
      ])
    #expect(!request.request.messages[1].content.contains("\"e\""))
  }

  @Test("Yes and no are read, all else is told")
  func answers() throws {
    let (_, request) = try setup()
    let prompt = try prompt()
    func answers(_ elements: String...) -> [Int: ValidationPrompt.Answer] {
      prompt.parse(reply("{\"checks\":[\(elements.joined(separator: ","))]}"), to: request)
    }
    #expect(
      answers(#"{"follow_up":2,"reason":"so","supported":"yes"}"#, #"{"follow_up":4,"supported":"no"}"#)
        == [2: .supported("so"), 4: .unsupported("")])
    #expect(answers(#"{"follow_up":2,"supported":true}"#, "{}") == [2: .malformed(.wrongType), 4: .missing])
    #expect(
      answers(#"{"follow_up":2}"#, #"{"follow_up":6,"supported":"yes"}"#) == [
        2: .malformed(.missingField), 4: .missing,
      ])
    #expect(prompt.parse(reply("no"), to: request) == [2: .malformed(.notJSON), 4: .malformed(.notJSON)])
    #expect(prompt.parse(reply("", finish: .filtered), to: request)[2] == .malformed(.filtered))
  }

  @Test("The second try asks for what is open only")
  func repair() throws {
    let (_, request) = try setup()
    let prompt = try prompt()
    let bad = reply(#"{"checks":[{"follow_up":2,"supported":"yes"}]}"#)
    let repair = try #require(prompt.repair(bad, prompt.parse(bad, to: request), to: request))
    #expect(repair.followUps == [4])
    #expect(prompt.repair(bad, [2: .supported("")], to: request) == nil)
  }

  @Test("Long conversations stay within the budget, over several requests where it must be")
  func budget() throws {
    let long = String(repeating: "words and words ", count: 900)
    let messages = (0..<31).map { Message(role: $0 % 2 == 0 ? .user : .assistant, content: "\($0) \(long)") }
    let asked = try ClassificationSubject(
      id: "c", language: "", messages: messages, followUps: Array(stride(from: 2, to: 31, by: 2)))
    let found = asked.followUps.map {
      ModelVerdict(
        followUp: $0, category: .positiveFeedback, isMixed: false, quote: "words", span: ByteSpan(start: 2, end: 7),
        confidence: nil, explanation: "")
    }
    var budget = PromptBudget()
    budget.promptTokens = 2500
    let prompt = try ValidationPrompt(
      template: try Checkout.template("validation-1"), budget: budget, countTokens: quarterOfBytes)
    let requests = try prompt.requests(for: asked, checking: found)
    #expect(requests.flatMap(\.followUps) == asked.followUps)
    #expect(requests.allSatisfy { $0.promptTokens <= 2500 })
  }
}
