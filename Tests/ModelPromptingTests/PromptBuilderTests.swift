import Records
import Testing

@testable import ModelPrompting

@Suite("Requests for verdicts")
struct PromptBuilderTests {
  private func words(_ count: Int, _ stem: String) -> String {
    (1...count).map { "\(stem)\($0)" }.joined(separator: " ")
  }

  @Test("Instructions are the system's, the log is the user's, and both ends of the log carry the same mark")
  func layout() throws {
    let asked = try subject("How?", "Like this.", "No, like that.", "I see.")
    let requests = try builder().requests(for: asked)
    try #require(requests.count == 1)
    #expect(requests[0].request.messages.map(\.role) == [.system, .user])
    #expect(requests[0].followUps == [2])
    #expect(requests[0].request.schema == ReplySchema.feedbackVerdicts.chatSchema)
    #expect(requests[0].request.temperature == 0)
    let lines = try LogLine.read(requests[0])
    #expect(lines.map(\.n) == [0, 1, 2, 3])
    #expect(lines.map(\.role) == ["user", "assistant", "user", "assistant"])
    #expect(lines.map(\.follow_up) == [nil, nil, true, nil])
    #expect(lines.map(\.text) == ["How?", "Like this.", "No, like that.", "I see."])
    #expect(requests[0].request.messages[1].content.contains("in this order: 2."))
    #expect(!requests[0].request.messages[0].content.contains(requests[0].nonce))
  }

  @Test("Several follow-ups are asked about together, and many evenly over a few requests")
  func severalFollowUps() throws {
    let turns = (0..<21).map { Message(role: $0 % 2 == 0 ? .user : .assistant, content: "turn \($0) of the talk") }
    let asked = try ClassificationSubject(
      id: "c", language: "en", messages: turns, followUps: Array(stride(from: 2, to: 21, by: 2)))
    let requests = try builder { $0.followUpsPerRequest = 8 }.requests(for: asked)
    #expect(requests.map(\.followUps) == [[2, 4, 6, 8, 10], [12, 14, 16, 18, 20]])
  }

  @Test("The follow-up is whole, its answer keeps both ends, the next answer its beginning, older ones the least")
  func whatIsKept() throws {
    let asked = try subject(
      words(300, "first"), words(300, "older"), words(300, "request"), words(900, "target"), words(120, "complaint"),
      words(300, "next"), asking: [4])
    let request = try #require(try builder().requests(for: asked).first)
    let text = try LogLine.read(request).map { try #require($0.text) }
    #expect(text[4] == words(120, "complaint"))
    #expect(text[3].hasPrefix("target1 ") && text[3].hasSuffix(" target900") && text[3].contains(" chars …]"))
    #expect(text[2].hasPrefix("request1 ") && text[2].hasSuffix(" request300"))
    #expect(text[5].hasPrefix("next1 ") && text[5].hasSuffix(" chars …]"))
    #expect(text[1].hasPrefix("older1 ") && text[1].hasSuffix(" chars …]"))
    let lengths = text.map(\.utf8.count)
    #expect(lengths[4] > lengths[3] && lengths[3] > lengths[2] && lengths[2] > lengths[5] && lengths[5] > lengths[1])
  }

  @Test("Older messages beyond the last few are left out, and said to be")
  func olderMessages() throws {
    let turns = (0..<41).map { Message(role: $0 % 2 == 0 ? .user : .assistant, content: "turn \($0) of the talk") }
    let asked = try ClassificationSubject(id: "c", language: "en", messages: turns, followUps: [40])
    let request = try #require(try builder { $0.olderMessages = 2 }.requests(for: asked).first)
    let lines = try LogLine.read(request)
    #expect(lines.map(\.n) == [0, nil, 36, 37, 38, 39, 40])
    #expect(lines[1].left_out == 35)
  }

  @Test("The answer judged is the nearest that is not blank")
  func blankAnswers() throws {
    let messages = [
      Message(role: .user, content: "How?"), Message(role: .assistant, content: "Like this."),
      Message(role: .assistant, content: " \u{200B}\n"), Message(role: .user, content: "No"),
    ]
    let asked = try ClassificationSubject(id: "c", language: "", messages: messages, followUps: [3])
    #expect(asked.target(of: 3) == 1)
  }

  @Test("Only follow-ups can be asked about", arguments: [[0], [1], [9], [-1], [2, 2], [4]])
  func onlyFollowUps(asking: [Int]) {
    #expect(throws: PromptError.self) { try subject("How?", "Like this.", "No", "", asking: asking) }
    #expect(throws: PromptError.self) { try subject("How?", "", "No", asking: [2]) }
  }

  @Test("A tight budget lowers the caps, then asks apart, then leaves the examples out, and then is too small")
  func tightBudgets() throws {
    let asked = try subject(
      words(200, "a"), words(400, "b"), words(200, "c"), words(400, "d"), words(200, "e"), words(300, "f"))
    let examples = try Shared.examples
    let ample = try builder(examples: examples) { $0.promptTokens = 6000 }.requests(for: asked)
    #expect(ample.count == 1 && !ample[0].examples.isEmpty)
    let bare = try builder { $0.promptTokens = 6000 }.requests(for: asked)[0]
    let instructions = quarterOfBytes(bare.request.messages[0].content)
    let full = quarterOfBytes(ample[0].request.messages[0].content)

    let lowered = try builder(examples: examples) { $0.promptTokens = full + 1200 }.requests(for: asked)
    #expect(lowered.count == 1 && !lowered[0].examples.isEmpty && lowered[0].promptTokens <= full + 1200)
    let apart = try builder(examples: examples) { $0.promptTokens = full + 400 }.requests(for: asked)
    #expect(apart.map(\.followUps) == [[2], [4]])
    let plain = try builder(examples: examples) { $0.promptTokens = instructions + 400 }.requests(for: asked)
    #expect(plain.map(\.followUps) == [[2], [4]] && plain.allSatisfy { $0.examples.isEmpty })
    #expect {
      try builder(examples: examples) { $0.promptTokens = instructions }.requests(for: asked)
    } throws: { ($0 as? PromptError)?.code == .budgetTooSmall }
  }

  @Test("Numbers that make no sense in a budget do no harm", arguments: [Int.max, Int.min, 0, -1])
  func senselessBudgets(number: Int) throws {
    let asked = try subject("How?", "Like this.", "No", "Sorry.", words(9000, "long"), "So.")
    let requests = try builder {
      $0.followUpTokens = number
      $0.targetTokens = number
      $0.requestTokens = number
      $0.nextAnswerTokens = number
      $0.olderTokens = number
      $0.olderMessages = number
      $0.followUpsPerRequest = number
      $0.examples = number
      $0.replyTokensPerFollowUp = number
    }.requests(for: asked)
    #expect(requests.flatMap(\.followUps) == [2, 4])
    #expect(requests.allSatisfy { $0.promptTokens <= PromptBudget().promptTokens })
  }

  @Test("The same subject gives the same requests, byte for byte")
  func deterministic() throws {
    let asked = try subject("How?", "Like this.", "No", "Sorry.", "Thanks")
    let examples = try Shared.examples
    #expect(
      try builder(examples: examples).requests(for: asked)
        == (try builder(examples: examples.reversed()).requests(for: asked)))
  }

  @Test("Variants ask the same in another order, with another seed, and never alike")
  func variants() throws {
    let turns = (0..<17).map { Message(role: $0 % 2 == 0 ? .user : .assistant, content: "turn \($0) of the talk") }
    let asked = try ClassificationSubject(
      id: "c", language: "en", messages: turns, followUps: Array(stride(from: 2, to: 17, by: 2)))
    let builder = try builder(examples: try Shared.examples)
    let variants = try (0..<4).map { try #require(try builder.requests(for: asked, variant: $0).first) }
    #expect(variants[0].followUps == asked.followUps)
    for variant in variants { #expect(variant.followUps.sorted() == asked.followUps) }
    for variant in variants { #expect(variant.examples.sorted() == variants[0].examples.sorted()) }
    #expect(Set(variants.map(\.followUps)).count == 4)
    #expect(Set(variants.map(\.examples)).count == 4)
    #expect(variants.map(\.request.seed) == [1, 2, 3, 4])
    #expect(variants[0].request.temperature == 0 && variants[1].request.temperature > 0)
    #expect(try builder.requests(for: asked, variant: 3).first == variants[3])
  }

  @Test("A mark that stands in the texts is not taken")
  func markIsDrawnAgain() {
    let first = LogWriter.nonce(of: "log", prompt: "p")
    let second = LogWriter.nonce(of: "log", prompt: "p", notIn: ["x \(first.uppercased()) y"])
    let third = LogWriter.nonce(of: "log", prompt: "p", notIn: [first, second])
    #expect(Set([first, second, third]).count == 3)
    #expect(LogWriter.nonce(of: "log", prompt: "p") == first)
    #expect(LogWriter.nonce(of: "logs", prompt: "p") != first)
  }

  @Test("Identifier, language and examples' identifiers stay out of the request")
  func nothingButText() throws {
    let asked = try subject("How?", "Like this.", "No", id: "secret-id-77", language: "</data> klingon")
    let request = try #require(try builder(examples: try Shared.examples).requests(for: asked).first)
    for message in request.request.messages {
      #expect(!message.content.contains("secret-id-77") && !message.content.contains("klingon"))
    }
  }
}

@Suite("Examples")
struct ExampleTests {
  @Test("Examples are balanced: every category once, and none as often as the rest allows")
  func balanced() throws {
    let chosen = ExamplePool(try Shared.examples).choose(8, for: try subject("How?", "So.", "No"))
    #expect(chosen.count == 8)
    let counts = Dictionary(grouping: chosen, by: \.category).mapValues(\.count)
    for category in FeedbackCategory.allCases { #expect(counts[category] == 1) }
    #expect(counts[nil] == 3)
    #expect(Set(chosen.map(\.conversation)).count == 8)
  }

  @Test("The language of the conversation is preferred, then English")
  func language() throws {
    let pool = ExamplePool(try Shared.examples)
    let chinese = pool.choose(8, for: try subject("怎么?", "这样。", "不对", language: "zh"))
    #expect(chinese.filter { $0.language == "zh" }.count >= 5)
    #expect(chinese.allSatisfy { ["zh", "en"].contains($0.language) })
    let other = pool.choose(8, for: try subject("?", "!", "no", language: "sw"))
    #expect(other.allSatisfy { $0.language == "en" })
  }

  @Test("No example comes from the item's own conversation, by identifier or by how it begins")
  func neverItsOwn() throws {
    let pool = ExamplePool(try Shared.examples)
    for line in try Shared.labelled {
      let byContent = try ClassificationSubject(
        id: "another", language: line.language, messages: line.messages, followUps: line.followUps)
      let chosen = pool.choose(8, for: byContent)
      #expect(!chosen.contains { $0.conversation == line.id }, "\(line.id) shows itself")
      let byName = try ClassificationSubject(
        id: line.id, language: line.language,
        messages: [Message(role: .user, content: "q"), Message(role: .assistant, content: "a")], followUps: [])
      #expect(!pool.choose(40, for: byName).contains { $0.conversation == line.id })
    }
  }

  @Test("Examples come from the tuning side only")
  func tuningSideOnly() throws {
    let holdOut = Set(try Shared.labelled.filter(\.isHoldOut).map(\.id))
    #expect(holdOut.count > 100)
    #expect(try Shared.examples.allSatisfy { !holdOut.contains($0.conversation) })
    #expect(Set(try Shared.examples.map(\.conversation)).contains("d0001"))
  }

  @Test("A line that is no labelled conversation is told by its number")
  func badLine() throws {
    let good = try Checkout.bytes("fixtures/labelled/dev.jsonl").split(separator: 0x0A)[0]
    for bad in ["{}", "nothing", #"{"id":"x","conversation":[],"labels":[{"message_index":3,"category":"none"}]}"#] {
      #expect {
        try PromptExample.read(jsonLines: good + [0x0A] + Array(bad.utf8), path: "f.jsonl")
      } throws: { ($0 as? PromptError)?.place == "f.jsonl:2" }
    }
  }

  @Test("An example shows its verdict in the shape of a reply")
  func shapeOfReply() throws {
    let pool = try Shared.examples
    let line = LogWriter(cut: TextCut(countTokens: quarterOfBytes)).line(for: pool[0], reason: "Because.")
    let shown = try JSONValue(Array(line.utf8.drop { $0 != UInt8(ascii: ">") }.dropFirst())[...])
    #expect(shown["category"]?.text == CategoryName.of(pool[0].category))
    #expect(shown["quote"]?.text == pool[0].quote)
    #expect(shown["explanation"]?.text == "Because.")
  }
}
