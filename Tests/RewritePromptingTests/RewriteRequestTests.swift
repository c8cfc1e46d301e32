import Digests
import ModelPrompting
import Records
import Testing

@testable import RewritePrompting

@Suite("Requests for rewrites")
struct RewriteRequestTests {
  @Test("The data are the history, the answer, the feedback and what is known, a line each")
  func lines() throws {
    let asked = try RewriteSubject(
      history: history("Hello", "Hi!", "How do I sort?"), answer: "Use sort().", feedback: "In Rust!",
      persona: "Writes Rust.")
    let lines = try DataLine.read(try Prompts.rewrite().request(for: asked))
    #expect(lines.map(\.text) == ["Hello", "Hi!", "How do I sort?", nil, nil, nil])
    #expect(lines.map(\.role) == ["user", "assistant", "user", nil, nil, nil])
    #expect(lines.map(\.request) == [nil, nil, true, nil, nil, nil])
    #expect(lines[3].answer == "Use sort()." && lines[4].feedback == "In Rust!")
    #expect(lines[5].known_of_user == "Writes Rust.")
  }

  @Test("Without anything known of the user there is no line for it")
  func noPersona() throws {
    #expect(!dataLines(try Prompts.rewrite().request(for: try lentils())).contains { $0.contains("known_of_user") })
  }

  @Test("A rewrite is asked for without a schema, and each request names its two lines")
  func shape() throws {
    let request = try Prompts.rewrite().request(for: try lentils(), temperature: 0.5, seed: 7)
    #expect(request.built.request.schema == nil)
    #expect(request.built.request.temperature == 0.5 && request.built.request.seed == 7)
    let lines = request.built.request.messages[1].content.split(separator: "\n")
    #expect(lines.suffix(2) == ["Answer \(request.built.nonce) begins", "Answer \(request.built.nonce) ends"])
    #expect(request.built.promptDigest == (try Checkout.template("rewrite-1").digest))
  }

  @Test("The same subject gives the same key, another text or seed another one")
  func keys() throws {
    let prompt = try Prompts.rewrite()
    func key(_ subject: RewriteSubject, seed: Int = 1) throws -> RequestKey {
      try prompt.request(for: subject, seed: seed).built.key(model: "m")
    }
    let plain = try key(try lentils())
    #expect(try key(try lentils()) == plain)
    #expect(try key(try lentils(), seed: 2) != plain)
    #expect(try key(try lentils(persona: "Cooks.")) != plain)
  }

  @Test("Long texts are cut to the budget, and a cut of what matters is told")
  func cuts() throws {
    let long = String(repeating: "many words and more ", count: 4000)
    let prompt = try Prompts.rewrite(budget { $0.promptTokens = 3000 })
    let asked = try subject("Why?", answer: long, feedback: "Too long")
    let request = try prompt.request(for: asked)
    #expect(request.isCut)
    #expect(request.built.promptTokens <= 3000)
    #expect(try DataLine.read(request)[1].answer?.contains(" chars …]") == true)
    let older = try RewriteSubject(history: history(long, long, "Why?"), answer: "So.", feedback: "No")
    #expect(try !prompt.request(for: older).isCut)
  }

  @Test("Of a long history the first message and the latest are shown")
  func longHistory() throws {
    let turns = (0..<31).map { Message(role: $0 % 2 == 0 ? .user : .assistant, content: "turn \($0)") }
    let asked = try RewriteSubject(history: turns, answer: "So.", feedback: "No")
    let lines = try DataLine.read(try Prompts.rewrite().request(for: asked))
    #expect(lines.compactMap(\.n) == [0] + Array(24...30))
    #expect(lines.compactMap(\.left_out) == [23])
  }

  @Test("Where nothing fits the error says so")
  func tooSmall() throws {
    let prompt = try Prompts.rewrite(budget { $0.promptTokens = 100 })
    #expect { try prompt.request(for: try lentils()) } throws: { ($0 as? PromptError)?.code == .budgetTooSmall }
  }

  @Test("A subject without a request, an answer or feedback is none", arguments: [0, 1, 2])
  func badSubjects(which: Int) {
    let turns = which == 0 ? history("Why?", "So.") : history("Why?")
    #expect {
      try RewriteSubject(history: turns, answer: which == 1 ? " " : "So.", feedback: which == 2 ? "\n" : "No")
    } throws: { ($0 as? PromptError)?.code == .badSubject }
  }

  @Test("A prompt for something else is not taken")
  func otherPurpose() throws {
    let template = try Checkout.template("intent-1")
    #expect {
      try RewritePrompt(template: template, countTokens: quarterOfBytes)
    } throws: { ($0 as? PromptError)?.code == .otherPurpose }
  }

  @Test("The second try shows the reply without marks of templates and says what was wrong")
  func repair() throws {
    let prompt = try Prompts.rewrite()
    let first = try prompt.request(for: try lentils(), temperature: 0.7)
    let bad = marked("I apologize. <|im_end|> Boil them.", first)
    let repair = try #require(prompt.repair(bad, .mentionsFeedback, to: first))
    #expect(repair.built.request.messages.map(\.role) == [.system, .user, .assistant, .user])
    #expect(repair.built.request.messages[2].content.contains("\\u003c|im_end|>"))
    #expect(repair.built.request.messages[3].content.contains(RewriteFault.mentionsFeedback.words))
    #expect(repair.built.request.temperature == 0 && repair.built.nonce == first.built.nonce)
    #expect(prompt.repair(bad, .refusal, to: first) == nil)
    #expect(prompt.repair(reply("", finish: .filtered), .filtered, to: first) == nil)
    let answer = "They take a quarter of an hour in boiling water."
    #expect(prompt.read(marked(answer, repair), to: repair, about: try lentils()) == .success(answer))
  }
}

@Suite("Shipped prompts")
struct ShippedPromptTests {
  @Test(
    "Each loads, has its schema, and stays short",
    arguments: [
      ("rewrite-1", ReplySchema.markedAnswer), ("intent-1", .feedbackIntent), ("resolution-1", .issueResolution),
      ("scoring-1", .candidateScores), ("persona-1", .personaCard),
    ])
  func load(name: String, schema: ReplySchema) throws {
    let template = try Checkout.template(name)
    #expect(template.schema == schema)
    #expect(quarterOfBytes(template.text(.system)) < 700)
  }

  @Test("The example in the instructions is a reply that can be read")
  func example() throws {
    let words = try Checkout.template("resolution-1").text(.system)
    let line = try #require(words.split(separator: "\n").first { $0.hasPrefix("{") })
    let asked = ResolutionSubject(subject: try lentils(), intent: "i", rewrite: "r")
    let prompt = try Prompts.resolution()
    let request = try prompt.request(for: asked, first: .original)
    #expect(prompt.read(reply(String(line)), to: request).value?.winner == .original)
  }

  @Test("Every scope that can be read is explained")
  func scopes() throws {
    let words = try Checkout.template("intent-1").text(.system)
    for scope in FeedbackScope.allCases { #expect(words.contains("- \(scope.rawValue): ")) }
  }
}
