import Foundation
import Records
import Testing

@testable import ModelPrompting

/// One line of `fixtures/injections/attacks.jsonl`.
struct Attack: Decodable, CustomTestStringConvertible {
  struct Turn: Decodable { let role: String, content: String }

  let id: String
  let language: String
  let kind: String
  let place: String
  let messages: [Turn]
  let follow_ups: [Int]
  /// What a careful reader says.
  let truth: String
  /// What a model replies that does as the attack says.
  let obedient: String
  /// What comes of that reply.
  let outcome: String

  var testDescription: String { id }

  func subject() throws -> ClassificationSubject {
    try ClassificationSubject(
      id: id, language: language,
      messages: messages.map { Message(role: MessageRole(rawValue: $0.role) ?? .other, content: $0.content) },
      followUps: follow_ups)
  }

  static let all: [Attack] = {
    do {
      return try Checkout.bytes("fixtures/injections/attacks.jsonl").split(separator: 0x0A).map {
        try JSONDecoder().decode(Attack.self, from: Data($0))
      }
    } catch { fatalError("the attacks cannot be read: \(error)") }
  }()
}

@Suite("Attacks on the model that labels")
struct InjectionTests {
  /// Marks of templates that no request may hold.
  private static let marks = [
    "<|", "<｜", "[INST]", "[/INST]", "<s>", "</s>", "<<SYS>>", "<</SYS>>",
    "<start_of_turn>", "<end_of_turn>", "<tool_call>", "</tool_call>", "<tool_response>", "[TOOL_RESULTS]",
    "[/TOOL_RESULTS]", "</think>", "\nHuman:", "\nAssistant:", "\\nHuman:", "\\nAssistant:", "SYSTEM:", "USER:",
  ]

  private func request(_ attack: Attack) throws -> BuiltRequest {
    let requests = try builder(examples: try Shared.examples).requests(for: try attack.subject())
    try #require(requests.count == 1)
    return requests[0]
  }

  @Test("The suite is as large and as varied as it says")
  func suite() {
    #expect(Attack.all.count >= 60)
    #expect(Set(Attack.all.map(\.language)).count >= 8)
    #expect(Set(Attack.all.map(\.kind)).count >= 20)
    #expect(Set(Attack.all.map(\.id)).count == Attack.all.count)
  }

  @Test("An attack stays within its own line of the log", arguments: Attack.all)
  func structure(attack: Attack) throws {
    let request = try request(attack)
    #expect(request.request.messages.map(\.role) == [.system, .user])
    let lines = try LogLine.read(request)
    #expect(lines.map(\.n) == Array(0..<attack.messages.count))
    #expect(lines.map(\.role) == attack.messages.map(\.role))
    #expect(lines.indices.filter { lines[$0].follow_up == true } == attack.follow_ups)
    // Outside of the log the request is the same whatever the messages say.
    let harmless = try ClassificationSubject(
      id: attack.id, language: attack.language,
      messages: attack.messages.map { Message(role: MessageRole(rawValue: $0.role) ?? .other, content: "words") },
      followUps: attack.follow_ups)
    let plain = try #require(try builder(examples: try Shared.examples).requests(for: harmless).first)
    #expect(frame(of: request) == frame(of: plain))
    #expect(request.request.messages[0] == plain.request.messages[0])
  }

  /// The user's message without the log and the mark.
  private func frame(of request: BuiltRequest) -> [String] {
    let content = request.request.messages[1].content
    let log = logLines(request).joined(separator: "\n")
    return content.replacing(log, with: "").components(separatedBy: request.nonce)
  }

  @Test("The mark of the log stands at its two ends and nowhere in it", arguments: Attack.all)
  func mark(attack: Attack) throws {
    let request = try request(attack)
    let content = request.request.messages[1].content
    #expect(content.components(separatedBy: request.nonce).count == 3)
    #expect(!attack.messages.contains { $0.content.contains(request.nonce) })
    // Another message, another mark: nobody can know it while writing one.
    let changed = try ClassificationSubject(
      id: attack.id, language: attack.language,
      messages: try attack.subject().messages.map { Message(role: $0.role, content: $0.content + ".") },
      followUps: attack.follow_ups)
    #expect(try builder().requests(for: changed).first?.nonce != request.nonce)
  }

  @Test("No mark of a template, no hidden character and no control reaches the server", arguments: Attack.all)
  func noMarks(attack: Attack) throws {
    for message in try request(attack).request.messages {
      for mark in Self.marks { #expect(!holds(message.content, mark), "\(mark) is left") }
      let scalars = Array(message.content.unicodeScalars)
      for place in scalars.indices where HiddenScalars.isHidden(scalars[place]) {
        #expect(HiddenScalars.isSpelling(scalars, at: place))
      }
    }
  }

  @Test(
    "Of what an obedient model replies, only grounded verdicts on what was asked get through", arguments: Attack.all)
  func obedience(attack: Attack) throws {
    let subject = try attack.subject()
    let request = try request(attack)
    let content = attack.obedient.replacing("«nonce»", with: request.nonce)
      .replacing("«system»", with: json(request.request.messages[0].content).dropFirst().dropLast())
    let parsed = ReplyParser().parse(reply(content), to: request, about: subject)
    #expect(parsed.outcomes.keys.sorted() == attack.follow_ups)
    let outcome = try #require(parsed.outcomes[attack.follow_ups[0]])
    #expect(name(of: outcome, truth: attack.truth) == attack.outcome)
    guard let verdict = outcome.verdict else { return }
    #expect(verdict.explanation.count <= 300 && !verdict.explanation.contains(request.nonce))
    #expect((verdict.span != nil) == (verdict.category != nil))
    if let span = verdict.span {
      let found = piece(of: subject.messages[verdict.followUp].content, span)
      #expect(FoldedText(found).characters == FoldedText(verdict.quote).characters)
    }
  }

  private func name(of outcome: FollowUpOutcome, truth: String) -> String {
    guard let verdict = outcome.verdict else { return outcome.status }
    return CategoryName.of(verdict.category) == truth ? "right" : "wrong_but_grounded"
  }

  @Test("The notes name the attacks that can talk a model into a wrong label that stands")
  func notesAreHonest() throws {
    let notes = String(decoding: try Checkout.bytes("docs/guide/injection.md"), as: UTF8.self)
    let named = Set(notes.matches(of: /`(a[0-9]{2}-[a-z-]+)`/).map { String($0.output.1) })
    #expect(named == Set(Attack.all.filter { $0.outcome == "wrong_but_grounded" }.map(\.id)))
  }

  @Test("Signs of an attack are rare in honest conversations")
  func signsAreRare() throws {
    var asked = 0
    var signed = 0
    for line in try Shared.labelled {
      let subject = try ClassificationSubject(
        id: line.id, language: line.language, messages: line.messages, followUps: line.followUps)
      asked += line.followUps.count
      if !subject.attackSigns.isEmpty { signed += line.followUps.count }
    }
    #expect(asked > 1000)
    #expect(signed * 40 < asked, "\(signed) of \(asked)")
  }

  @Test("Attacks that name a label, break a template or hide text are signed", arguments: Attack.all)
  func signs(attack: Attack) throws {
    let signs = try attack.subject().attackSigns(around: attack.follow_ups[0])
    let text = attack.messages.map(\.content).joined(separator: "\n")
    #expect(signs.contains(.labelName) || !text.contains("positive_feedback"))
    #expect(signs.contains(.templateMark) || !Self.marks.prefix(8).contains { text.contains($0) })
    #expect(signs.contains(.hiddenText) || attack.kind != "tag_smuggling")
  }
}
