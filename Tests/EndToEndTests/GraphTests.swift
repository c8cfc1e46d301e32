import DatasetWriting
import Foundation
import Pipeline
import ReformulationGraph
import Testing

@Suite("The reformulation graph") struct GraphTests {
  private static let length =
    " This is an answer of the usual length, so it goes on for a while and says what there is to say about it all."
  private static let poor = "center a div in the page"
  private static let good = "how do I center a div in the page horizontally and vertically with flexbox"

  /// Users who reword a request and are pleased then.
  private static func reworded(_ number: Int) -> String {
    conversation(
      "a\(number)",
      [
        poor, "Use text-align." + length, good, "Use display flex, justify-content and align-items." + length,
        "Perfect, thank you so much, this is exactly what I wanted!", "You are welcome.",
      ])
  }

  /// Users who give up.
  private static func lost(_ number: Int) -> String {
    conversation(
      "b\(number)",
      [
        poor, "Use text-align." + length, "That is completely wrong and does not work at all.", "I am sorry." + length,
      ])
  }

  private static func conversation(_ id: String, _ contents: [String]) -> String {
    let messages = contents.enumerated().map { ["role": $0 % 2 == 0 ? "user" : "assistant", "content": $1] }
    return ScriptedJudge.json([
      "conversation_id": id, "user_id": "user-\(id)", "timestamp": "2024-05-01T12:00:00Z", "language": "en",
      "messages": messages,
    ])
  }

  private static func rewrites(_ layout: DatasetLayout, keeping: Bool = false) throws -> [String] {
    var options = GraphAnalysis.Options()
    options.ending = EndingRule(isSoft: true)
    options.rewrites = RewriteRules(measure: .shown)
    let analysis = try GraphAnalysis(layout, options, keeping: keeping)
    return analysis.book.rewrites.map {
      "\(analysis.graph.states[$0.from].exemplars[0]) > \($0.wording) \($0.value) \($0.betterValue) \($0.sessions)"
    }
  }

  @Test("finds the wording that gets people where they wanted to go") func rewrite() throws {
    let scratch = try Scratch()
    let lines = (0..<14).map(Self.reworded) + (0..<8).map(Self.lost)
    try scratch.write(lines.joined(separator: "\n"), to: "in/a.jsonl")
    let dataset = scratch.path + "/out"
    _ = try glean([scratch.path + "/in"], into: dataset)
    let shown = try gleaner("graph", dataset)
    #expect(shown.status == 0 && shown.output.contains("1 rewrite") && shown.output.contains("→ \(Self.good)"))
    let found = try gleaner("graph", dataset, "--query", "centre a div in the page")
    #expect(found.output.contains("better: \(Self.good)"))
    let unknown = try gleaner("graph", dataset, "--query", "what is the capital of France")
    #expect(unknown.status == 0 && unknown.output.contains("no request like it"))
    let json = try gleaner("graph", dataset, "--json")
    #expect(json.output.contains("\"rewrite\":\"\(Self.good)\"") && json.complaint.isEmpty)
    // One user's habit is nobody else's.
    #expect(try gleaner("graph", dataset, "--users", "15").output.contains("0 rewrites"))
    let dot = scratch.path + "/graph.dot"
    #expect(try gleaner("graph", dataset, "--dot", dot).status == 0)
    #expect(try String(contentsOfFile: dot, encoding: .utf8).hasPrefix("digraph"))
    #expect(try gleaner("graph", dataset, "--measure", "luck").status == 2)
    #expect(try gleaner("graph", scratch.path + "/nowhere").status == 2)
    #expect(try DatasetVerification(DatasetLayout(root: dataset)).run().faults == [])
  }

  @Test("is the same whether segments came night by night or at once, and forgets what goes") func incremental() throws
  {
    let scratch = try Scratch()
    let layout = DatasetLayout(root: scratch.path + "/nightly")
    let nights = [(0..<7).map(Self.reworded), (7..<14).map(Self.reworded), (0..<8).map(Self.lost)]
    for (night, lines) in nights.enumerated() {
      try scratch.write(lines.joined(separator: "\n"), to: "in/\(night).jsonl")
      _ = try glean([scratch.path + "/in"], into: layout.root)
      _ = try Self.rewrites(layout, keeping: true)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: layout.graph).count == 3)
    let once = DatasetLayout(root: scratch.path + "/once")
    _ = try glean([scratch.path + "/in"], into: once.root)
    let expected = try Self.rewrites(once)
    #expect(expected.count == 1)
    #expect(try Self.rewrites(layout) == expected && Self.rewrites(layout, keeping: true) == expected)

    // The night of those who gave up is replaced by one that says something else.
    try scratch.write(Self.conversation("c", ["Hello there", "Hi."]), to: "in/2.jsonl")
    _ = try glean([scratch.path + "/in"], into: layout.root)
    let without = DatasetLayout(root: scratch.path + "/without")
    _ = try glean([scratch.path + "/in"], into: without.root)
    #expect(try Self.rewrites(layout, keeping: true) == Self.rewrites(without))
    #expect(try FileManager.default.contentsOfDirectory(atPath: layout.graph).count == 3)
  }
}
