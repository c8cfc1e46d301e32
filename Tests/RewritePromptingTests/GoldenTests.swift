import Digests
import Foundation
import ModelPrompting
import Records
import Testing

@testable import RewritePrompting

/// A change of a digest is a change of what a model is told: replies that are kept would be asked for again.
@Suite("Requests to the byte")
struct GoldenTests {
  /// The messages, as they are sent.
  private func digest(_ request: ChatRequest) -> String {
    let text = request.messages.map { "\($0.role.rawValue)\n\($0.content)" }.joined(separator: "\n\n")
    return String(SHA256Hasher.hex(of: "\(text)\n\n\(request.schema?.json ?? "")").prefix(16))
  }

  @Test("The requests of all steps are the same in each run")
  func digests() throws {
    let asked = try lentils(persona: "Cooks.")
    let compared = ResolutionSubject(subject: asked, intent: "Say how long.", rewrite: "Boil them for 15 minutes.")
    let scored = try ScoringSubject(history: asked.history, persona: "Cooks.", candidates: ["one", "two", "three"])
    let known = PersonaPrompt.Subject(
      facts: ["41 of 52 requests are about food."], requests: ["How long do beans take?"])
    let digests = [
      digest(try Prompts.rewrite().request(for: asked).built.request),
      digest(try Prompts.intent().request(for: asked).built.request),
      digest(try Prompts.resolution().request(for: compared, first: .original).built.request),
      digest(try Prompts.resolution().request(for: compared, first: .rewrite).built.request),
      digest(try Prompts.scoring().requests(for: scored)[0].built.request),
      digest(try Prompts.scoring().requests(for: scored)[1].built.request),
      digest(try Prompts.persona().request(for: known).built.request),
      digest(
        try CandidateRequests(countTokens: quarterOfBytes).requests(history: asked.history, persona: "Cooks.")[0]
          .request),
    ]
    #expect(
      digests == [
        "920f66ec40155498", "68f2d58f3aeff10c", "96b2157e4c5e202a", "c821794979724373", "61fee7b471008511",
        "e00ce320ada28698", "1fe93c002a38d9d5", "b815ef6bf6deecd8",
      ])
  }

  @Test("The data of a rewrite, letter by letter")
  func text() throws {
    let request = try Prompts.rewrite().request(for: try lentils(persona: "Cooks."))
    #expect(
      dataLines(request) == [
        #"{"n":0,"role":"user","request":true,"text":"How long do lentils take?"}"#,
        #"{"answer":"Red lentils need about five minutes in cold water, then they are soft."}"#,
        #"{"feedback":"That is wrong, they have to boil for 15 minutes."}"#, #"{"known_of_user":"Cooks."}"#,
      ])
  }

  @Test("The schemas are JSON with the explanation first, as strict servers want them")
  func schemas() throws {
    for schema in [ReplySchema.feedbackIntent, .issueResolution, .candidateScores, .personaCard] {
      let json = try #require(schema.chatSchema?.json)
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      let names = try #require(object["properties"] as? [String: Any]).keys.sorted()
      #expect((object["required"] as? [String])?.sorted() == names)
      #expect(object["additionalProperties"] as? Bool == false)
    }
    #expect(
      ReplySchema.issueResolution.chatSchema?.json.hasPrefix(#"{"type":"object","properties":{"explanation""#) == true)
    #expect(ReplySchema.markedAnswer.chatSchema == nil)
  }
}
