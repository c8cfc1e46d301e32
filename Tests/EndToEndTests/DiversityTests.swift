import DatasetWriting
import FeedbackIndex
import Foundation
import Pipeline
import Testing

@Suite("How varied requests are") struct DiversityTests {
  /// A record whose request is `request`, by a user of its own.
  private func record(_ number: Int, _ model: String, _ request: String) -> String {
    """
    {"conversation_hash":"\(number)","model":"\(model)","timestamp":"2024-05-01T12:00:00Z","hashed_ip":"u\(number)",\
    "conversation":[{"role":"user","content":"\(request)"},{"role":"assistant","content":"Yes."}]}

    """
  }

  private func measured(_ records: [String]) throws -> [RequestDiversity] {
    let scratch = try Scratch()
    try scratch.write(records.joined(), to: "in/1.jsonl")
    let layout = DatasetLayout(root: scratch.path + "/out")
    _ = try glean([scratch.path + "/in"], into: layout.root)
    return try RequestDiversity.measure(try FeedbackIndex.open(layout, for: .reading), by: [.model])
  }

  /// A word of letters alone, another for each number.
  private func word(_ number: Int) -> String {
    var (text, rest) = ("w", number)
    repeat {
      text.unicodeScalars.append(Unicode.Scalar(UInt8(97 + rest % 26)))
      rest /= 26
    } while rest > 0
    return text
  }

  @Test("words are those expected in a random thousand") func words() throws {
    // 2,000 words, each of them twice: 1000 × (1 − C(1998, 1000) / C(2000, 1000)) different ones.
    let records = (0..<400).map { number in
      record(number, "m", (0..<5).map { word((number * 5 + $0) % 1000) }.joined(separator: " "))
    }
    let words = try #require(try measured(records).first?.distinctWords)
    #expect(abs(words.value - 1000 * (1 - 1000.0 * 999 / (2000 * 1999))) < 1e-6)
  }

  @Test("people who ask the same have fewer topics, with intervals apart") func topics() throws {
    let varied = (0..<300).map { number in
      record(number, "varied", (0..<5).map { word((number * 7 + $0 * 131) % 900) }.joined(separator: " "))
    }
    let alike = (0..<300).map { number in
      record(
        1000 + number, "alike", "\(word(2000 + number)) \(word(3000 + number % 7)) \(word(4000 + number % 5))")
    }
    let groups = try measured(varied + alike)
    let few = try #require(groups.first { $0.values == ["alike"] }?.topics)
    let many = try #require(groups.first { $0.values == ["varied"] }?.topics)
    #expect(few.upper < many.lower)
    #expect(few.lower <= few.value && few.value <= few.upper)
  }

  @Test("templates are set aside, and small groups tell nothing") func templates() throws {
    let group = try #require(
      try measured((0..<50).map { record($0, "m", "Introduce the fine town number \($0) in 200 words") }).first)
    #expect(group.templated == 50)
    #expect(group.requests == 0)
    #expect(group.topics == nil)
    #expect(group.distinctWords == nil)
  }

  @Test("are printed by stats") func printed() throws {
    let scratch = try Scratch()
    try scratch.write(record(1, "m", "Write a poem about the sea"), to: "in/1.jsonl")
    _ = try glean([scratch.path + "/in"], into: scratch.path + "/out")
    let table = try gleaner("stats", scratch.path + "/out", "--diversity")
    #expect(table.status == 0)
    #expect(table.output.contains("too few"))
    let json = try gleaner("stats", scratch.path + "/out", "--diversity", "--by", "model,month", "--json")
    let line = try #require(json.output.split(separator: "\n").first)
    let row = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(row["model"] as? String == "m")
    #expect(row["month"] as? String == "2024-05")
    #expect(row["topics"] as? Int == -1)
  }
}
