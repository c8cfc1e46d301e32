import Records
import ReformulationGraph

/// How a made-up path ends.
enum End { case success, failure, unknown }

/// The steps of a conversation that asks for one thing in these wordings.
func path(
  _ record: String, _ wordings: [String], _ end: End, user: String = "", language: String = "en",
  applied: [Int: String] = [:]
) -> [GraphStep] {
  wordings.enumerated().map { place, text in
    let isLast = place == wordings.count - 1
    return GraphStep(
      session: record, record: record, user: user, messageIndex: 2 * place, text: text, language: language,
      relation: place == 0 ? nil : .rephrase, satisfied: isLast && end == .success ? 0.9 : 0.05,
      dissatisfied: isLast && end == .failure ? 0.9 : 0.05, appliedRewrite: applied[place])
  }
}

/// Twenty conversations: in ten the wording fails and the user gives up, in ten the other one is tried and works.
func halves(_ prefix: String, from: String, to: (Int) -> String, users: Int = 20, language: String = "en")
  -> [GraphStep]
{
  (0..<20).flatMap { number -> [GraphStep] in
    let name = "\(prefix)\(number)"
    let user = "u\(number % users)"
    return number % 2 == 0
      ? path(name, [from], .failure, user: user, language: language)
      : path(name, [from, to(number)], .success, user: user, language: language)
  }
}

/// The worked example of three wordings as conversations of as many users: every count is used once.
func goldenSteps() -> [GraphStep] {
  var next: [String: [String]] = [
    "play maj and dragons": Array(repeating: "play imagine dragons", count: 6) + ["play dragons", "play dragons"]
      + ["S", "F", "F", "F"],
    "play imagine dragons": Array(repeating: "S", count: 8) + ["play maj and dragons", "F"],
    "play dragons": ["F", "F", "F", "play imagine dragons", "S"],
  ]
  let starts = [("play maj and dragons", 11), ("play imagine dragons", 3), ("play dragons", 3)]
  var steps: [GraphStep] = []
  for (start, count) in starts {
    for _ in 0..<count {
      var wordings = [start]
      while let to = next[wordings[wordings.count - 1]]?.first {
        next[wordings[wordings.count - 1]]?.removeFirst()
        if to == "S" || to == "F" {
          let name = "c\(steps.count)"
          steps += path(name, wordings, to == "S" ? .success : .failure, user: "user of \(name)")
          break
        }
        wordings.append(to)
      }
    }
  }
  return steps
}

/// Conversations of some users about some things, some of them rewritten.
func randomSteps(_ random: inout Randomness, prefix: String) -> [GraphStep] {
  (0..<Int.random(in: 0...30, using: &random)).flatMap { number -> [GraphStep] in
    let topic = ["stamps", "eggs", "trains"].randomElement(using: &random) ?? "stamps"
    let wordings = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      "\(["Tell me of", "what about", "Explain"].randomElement(using: &random) ?? "Explain") \(topic)"
    }
    let end: End = [.success, .failure, .unknown].randomElement(using: &random) ?? .unknown
    return path(
      "\(prefix)-\(number)", wordings, end, user: "u\(Int.random(in: 0...200, using: &random))",
      applied: Bool.random(using: &random) ? [0: "explain \(topic) well"] : [:])
  }
}
