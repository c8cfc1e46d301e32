import DatasetWriting
import Foundation
import GRDB
import ModelClient
import ModelPrompting
import Pipeline
import Records
import ScriptedModelServer

/// A chat model that a script plays: it answers every question it is asked in the right shape.
struct ScriptedJudge: Sendable {
  /// What it says of a follow-up: a category or `none`, and a quote.
  var verdict: @Sendable (_ text: String) -> (category: String, quote: String) = { _ in ("none", "") }

  /// A judge that takes "no, …" for a correction and thanks for praise.
  static let sensible = ScriptedJudge { text in
    if text.hasPrefix("No") { return ("make_aware_with_correction", String(text.prefix(20))) }
    if text.hasPrefix("Thanks") { return ("positive_feedback", "Thanks") }
    return ("none", "")
  }

  func start(
    failing: @escaping @Sendable (ScriptedRequest) -> ScriptedAnswer? = { _ in nil }, latency: Duration = .zero
  ) async throws -> ScriptedServer {
    try await ScriptedServer.start { request in
      if let failure = failing(request) { return failure }
      return ScriptedAnswer.reply(answer(to: request)).after(latency)
    }
  }

  func answer(to request: ScriptedRequest) -> String { answer(to: request.contents(of: "user").first ?? "") }

  /// - Parameter said: What the request's first user message says.
  func answer(to said: String) -> String {
    let question = Self.question(said)
    let verdicts = question.followUps.map { followUp in
      let (category, quote) = verdict(question.texts[followUp] ?? "")
      return [
        "follow_up": followUp, "explanation": "as scripted", "quote": quote, "category": category, "mixed": false,
        "confidence": 0.9,
      ] as [String: Any]
    }
    return Self.json(["verdicts": verdicts])
  }

  /// The numbers and texts of the messages that a request shows, and those it asks about.
  static func question(_ said: String) -> (followUps: [Int], texts: [Int: String]) {
    var texts: [Int: String] = [:]
    for line in said.split(separator: "\n") where line.hasPrefix("{") {
      guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let number = object["n"] as? Int
      else { continue }
      texts[number] = object["text"] as? String ?? ""
    }
    let list = said.components(separatedBy: "in this order: ").last?.components(separatedBy: ".").first ?? ""
    let followUps = list.split(separator: ",").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    return (followUps, texts)
  }

  static func json(_ value: [String: Any]) -> String {
    guard let data = try? JSONSerialization.data(withJSONObject: value) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }
}

/// A dataset of made-up conversations, to be judged.
struct JudgedDataset {
  let scratch: Scratch
  var layout: DatasetLayout { DatasetLayout(root: scratch.path + "/out") }

  /// - Parameter followUps: One conversation for each: a question, an answer, and this.
  init(_ followUps: [String], settings: ExtractionSettings = ExtractionSettings()) throws {
    try self.init(conversations: followUps.map { [$0] }, settings: settings)
  }

  /// - Parameter conversations: The follow-ups of each.
  init(conversations: [[String]], settings: ExtractionSettings = ExtractionSettings()) throws {
    scratch = try Scratch()
    let lines = conversations.enumerated().map { number, followUps in
      let opening = [
        ["role": "user", "content": "Question \(number) about the sea and its tides?"],
        ["role": "assistant", "content": "The tides follow the moon, number \(number)."],
      ]
      let rest = followUps.flatMap {
        [["role": "user", "content": $0], ["role": "assistant", "content": "I see."]]
      }
      return ScriptedJudge.json([
        "conversation_id": "c\(number)", "model": "m", "user": "user-\(number)-key", "messages": opening + rest,
      ])
    }
    try scratch.write(lines.joined(separator: "\n"), to: "in/1.jsonl")
    _ = try glean([scratch.path + "/in"], into: layout.root, settings: settings)
  }

  /// Settings that ask about everything.
  func judge(_ server: ScriptedServer, _ change: (inout JudgeSettings) -> Void = { _ in }) throws -> JudgeSettings {
    var client = ModelClientSettings(server: try ServerAddress(server.address + "/v1"), model: "judge")
    client.retry.firstWait = .milliseconds(1)
    client.retry.longestWait = .milliseconds(2)
    client.breaker.pause = .milliseconds(5)
    var settings = JudgeSettings(
      client: client, prompt: try PromptTemplate.load(path: Repository.path("prompts/feedback-1.md")))
    settings.band = 0...1
    settings.auditShare = 0
    settings.promptBudget.examples = 0
    change(&settings)
    return settings
  }

  func classify(_ settings: JudgeSettings, sends: Bool = true) throws -> ClassificationReport {
    let report = try ClassificationRun(layout, settings: settings).run(sends: sends, shouldStop: { false })
    try DatasetPublication(layout).publish()
    return report
  }

  /// The rows of `verdicts` by message text.
  func verdicts() throws -> [String: [String: Any]] {
    let path = layout.path(DatasetLayout.verdicts)
    guard FileManager.default.fileExists(atPath: path) else { return [:] }
    let reader = try ShardReader(file: path)
    var found: [String: [String: Any]] = [:]
    while let row = try reader.next() {
      if let object = try JSONSerialization.jsonObject(with: Data(row.bytes)) as? [String: Any],
        let text = object["feedback"] as? String
      {
        found[text] = object
      }
    }
    return found
  }
}

extension JudgedDataset {
  /// Takes the verdicts away and leaves the answers.
  func forgetVerdicts() throws {
    let queue = try DatabaseQueue(path: layout.answers)
    try queue.write { try $0.execute(sql: "DELETE FROM verdicts") }
    try queue.close()
  }

  /// How many replies are kept.
  func answered() throws -> Int {
    guard FileManager.default.fileExists(atPath: layout.answers) else { return 0 }
    let queue = try DatabaseQueue(path: layout.answers)
    // A process that was killed may have left before it made its tables.
    return (try? queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM answers") }) ?? 0
  }
}
