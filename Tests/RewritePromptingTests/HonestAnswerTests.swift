import Foundation
import ModelPrompting
import Records
import Testing

@testable import RewritePrompting

/// Answers out of real conversations, as if they were rewrites.
@Suite("Honest answers")
struct HonestAnswerTests {
  private struct Line: Decodable {
    struct Turn: Decodable { let role: String, content: String }
    struct Label: Decodable { let message_index: Int, category: String }
    let conversation: [Turn]
    let labels: [Label]
  }

  private func lines() throws -> [Line] {
    try ["dev", "more"].flatMap { name in
      try Data(contentsOf: URL(fileURLWithPath: Checkout.root + "/fixtures/labelled/\(name).jsonl")).split(
        separator: 0x0A
      )
      .map { try JSONDecoder().decode(Line.self, from: $0) }
    }
  }

  /// The labelled conversations that begin with a request and an answer.
  private func answered() throws -> [Line] {
    try lines().filter { $0.conversation.prefix(2).map(\.role) == ["user", "assistant"] }
      .filter { !$0.conversation.prefix(2).contains { $0.content.isBlank } }
  }

  @Test("First answers, which know of no feedback and no card, are hardly ever said to")
  func firstAnswers() throws {
    let check = RewriteCheck(template: try Checkout.template("rewrite-1"))
    var counts: [RewriteFault: Int] = [:]
    let lines = try answered()
    for line in lines {
      let asked = try subject(
        line.conversation[0].content, answer: "Something else.", feedback: "That was not what I wanted at all.",
        persona: "Prefers short answers and works with Python.")
      for fault in check.faults(in: line.conversation[1].content, of: asked, nonce: "0123456789ab") {
        counts[fault, default: 0] += 1
      }
    }
    print("SUM", lines.count, counts)
    try #require(lines.count > 800)
    // Refusals are real ones; lengths have nothing to be compared with here.
    #expect(counts[.mentionsFeedback, default: 0] * 100 < lines.count)
    for (fault, count) in counts where ![.mentionsFeedback, .refusal, .tooLong, .tooShort].contains(fault) {
      #expect(count * 500 < lines.count, "\(fault.rawValue): \(count)")
    }
  }

  @Test("Answers to complaints often speak of them, and are told")
  func answersToComplaints() throws {
    var asked = 0
    var told = 0
    for line in try answered() {
      let turns = line.conversation
      for label in line.labels where label.category.hasPrefix("make_aware") {
        let index = label.message_index
        guard index >= 2, index + 1 < turns.count, turns[index + 1].role == "assistant" else { continue }
        asked += 1
        let speech = AnswerSpeech(turns[index + 1].content)
        if MentionPhrases.isMentioned(in: speech, answering: turns[index - 2].content) { told += 1 }
      }
    }
    print("SUM", asked, told)
    #expect(asked > 400)
    #expect(told * 100 > asked * 35, "\(told) of \(asked)")
  }
}
