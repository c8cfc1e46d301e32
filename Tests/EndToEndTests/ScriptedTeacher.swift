import Foundation
import ScriptedModelServer

/// A chat model that a script plays as it writes answers anew: every step in the right shape.
struct ScriptedTeacher: Sendable {
  /// What it writes for a request and the feedback on an answer to it.
  var answer: @Sendable (_ request: String, _ feedback: String) -> String = { _, feedback in
    "A plain account of the lake, of its depth and of the fish that live in it all year round."
  }
  /// Which of two answers it prefers: a part of the better one's text. Both orders are judged by it alike.
  var prefers = "account of the lake"
  var scope = "everyone"
  var usesNewInformation = false

  func start(
    failing: @escaping @Sendable (ScriptedRequest) -> ScriptedAnswer? = { _ in nil }
  ) async throws -> ScriptedServer {
    try await ScriptedServer.start { request in failing(request) ?? .reply(reply(to: request)) }
  }

  func reply(to request: ScriptedRequest) -> String {
    let said = request.contents(of: "user").first ?? ""
    let lines = Self.objects(in: said)
    if said.contains("Write the answer to the request.") {
      let asked = lines.first { $0["request"] != nil }?["text"] as? String ?? lines.last?["text"] as? String ?? ""
      let feedback = lines.first { $0["feedback"] != nil || $0["kind"] as? String == "feedback" }?["text"] as? String
      let mark = said.components(separatedBy: "Answer ").last?.components(separatedBy: " ends").first ?? ""
      return "Answer \(mark) begins\n\(answer(asked, feedback ?? ""))\nAnswer \(mark) ends"
    }
    if said.contains("What does the user want") {
      return ScriptedJudge.json([
        "explanation": "as scripted", "intent": "The answer must be about the lake.", "scope": scope,
        "uses_new_information": usesNewInformation,
      ])
    }
    if said.contains("\"earlier_request\"") { return ScriptedJudge.json(["card": "Likes short lists."]) }
    if said.contains("Score all") { return scores(of: lines) }
    // The chat itself, for a candidate.
    guard said.contains("Compare answers") else { return "Candidate \(request.object["seed"] ?? 0), an answer." }
    return comparison(of: lines)
  }

  /// Scores candidates by the number that they name.
  private func scores(of lines: [[String: Any]]) -> String {
    let scores = lines.compactMap { line -> [String: Any]? in
      guard let place = line["candidate"] as? Int, let text = line["text"] as? String else { return nil }
      let number = Int(text.split(separator: " ").dropFirst().first?.dropLast() ?? "") ?? 1
      return ["candidate": place, "reason": "as scripted", "score": min(10, 2 * number + 1)]
    }
    return ScriptedJudge.json(["criteria": ["Correct"], "scores": scores])
  }

  private func comparison(of lines: [[String: Any]]) -> String {
    let texts = Dictionary(
      lines.compactMap { line in
        (line["candidate"] as? String).map { ($0, line["text"] as? String ?? "") }
      }, uniquingKeysWith: { first, _ in first })
    let better = texts.first { $0.value.contains(prefers) }?.key ?? "tie"
    func mark(_ letter: String) -> (String, Int, String) {
      better == letter ? ("yes", 5, "no") : better == "tie" ? ("yes", 3, "no") : ("no", 1, "no")
    }
    let (a, b) = (mark("A"), mark("B"))
    return ScriptedJudge.json([
      "explanation": "as scripted", "a_resolved": a.0, "a_score": a.1, "a_lost": a.2, "b_resolved": b.0,
      "b_score": b.1, "b_lost": b.2, "better": better,
    ])
  }

  private static func objects(in said: String) -> [[String: Any]] {
    said.split(separator: "\n").filter { $0.hasPrefix("{") }.compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }
}
