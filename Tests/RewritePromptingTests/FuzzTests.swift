import ModelPrompting
import Records
import Testing

@testable import RewritePrompting

@Suite("Replies out of nowhere")
struct FuzzTests {
  /// A sequence of numbers that is the same in each run.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private static let pieces = [
    "{", "}", "[", "]", "\"", "\\", ":", ",", "\"intent\"", "\"better\"", "\"scores\"", "\"card\"", "\"answer\"", "A",
    "B", "tie",
    "\n", "```", "<think>", "</think>", "null", "true", "1", "5", "10", "-3", "1e9", " begins", " ends", "Answer ",
    "\"a_score\":5", "é", "👩‍🍳",
    "\u{202E}", "\r\n", "[EMAIL_1]", "EMAIL_1", "“", "”", "«", "Dear x,\n", "sorry", "as you asked", "漢字", "<|im_end|>",
  ]

  @Test("Each reply is read as something or has a fault", arguments: 0..<40)
  func replies(seed: UInt64) throws {
    var numbers = Numbers(state: seed)
    let asked = try lentils(persona: "Cooks.")
    let rewrite = try Prompts.rewrite()
    let request = try rewrite.request(for: asked)
    let resolution = try Prompts.resolution()
    let compared = try resolution.request(
      for: ResolutionSubject(subject: asked, intent: "i", rewrite: "r"), first: .original)
    for _ in 0..<25 {
      let pieces = (0..<Int.random(in: 0..<40, using: &numbers)).map { _ in
        [Self.pieces, [request.built.nonce]].joined().randomElement(using: &numbers) ?? ""
      }
      let content = reply(pieces.joined())
      if let text = rewrite.read(content, to: request, about: asked).value {
        #expect(!text.isBlank && !text.contains(request.built.nonce) && !text.contains("<|im_end|>"))
        #expect(!text.contains("[EMAIL_1]"))
      }
      if let reading = resolution.read(content, to: compared).value {
        #expect((1...5).contains(reading.original.score) && (1...5).contains(reading.rewrite.score))
      }
    }
  }

  @Test("Whole answers between marks come back as they were, whatever is in them", arguments: 0..<40)
  func roundTrip(seed: UInt64) throws {
    var numbers = Numbers(state: seed &+ 99)
    let count = Int.random(in: 1..<60, using: &numbers)
    let answer = "x" + (0..<count).map { _ in Self.pieces.randomElement(using: &numbers) ?? "" }.joined() + "y"
    let text = "Answer 0123456789ab begins\n\(answer)\nAnswer 0123456789ab ends"
    #expect(try WrittenText.marked(reply(text), nonce: "0123456789ab") == answer.replacing("\r\n", with: "\n"))
  }
}
