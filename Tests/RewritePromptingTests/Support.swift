import Foundation
import ModelPrompting
import Records
import Testing

@testable import RewritePrompting

/// The checkout that the tests stand in.
enum Checkout {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static func template(_ name: String) throws -> PromptTemplate {
    try PromptTemplate.load(path: root + "/prompts/\(name).md")
  }
}

/// A quarter of the bytes.
let quarterOfBytes: @Sendable (String) -> Int = { ($0.utf8.count + 3) / 4 }

func budget(_ adjust: (inout TeacherBudget) -> Void) -> TeacherBudget {
  var budget = TeacherBudget()
  adjust(&budget)
  return budget
}

/// The prompts as they are shipped.
enum Prompts {
  static func rewrite(_ budget: TeacherBudget = TeacherBudget()) throws -> RewritePrompt {
    try RewritePrompt(template: try Checkout.template("rewrite-1"), budget: budget, countTokens: quarterOfBytes)
  }
  static func intent() throws -> IntentPrompt {
    try IntentPrompt(template: try Checkout.template("intent-1"), countTokens: quarterOfBytes)
  }
  static func resolution() throws -> ResolutionPrompt {
    try ResolutionPrompt(template: try Checkout.template("resolution-1"), countTokens: quarterOfBytes)
  }
  static func scoring() throws -> ScoringPrompt {
    try ScoringPrompt(template: try Checkout.template("scoring-1"), countTokens: quarterOfBytes)
  }
  static func persona(most: Int = 600) throws -> PersonaPrompt {
    try PersonaPrompt(
      template: try Checkout.template("persona-1"), mostCharacters: most, countTokens: quarterOfBytes)
  }
}

/// A conversation of user and assistant by turns that ends with the request.
func history(_ contents: String...) -> [Message] {
  contents.enumerated().map { Message(role: $0 % 2 == 0 ? .user : .assistant, content: $1) }
}

func subject(
  _ request: String, answer: String, feedback: String, persona: String = ""
) throws -> RewriteSubject {
  try RewriteSubject(history: history(request), answer: answer, feedback: feedback, persona: persona)
}

/// The subject that tests use where its words are of no account.
func lentils(persona: String = "") throws -> RewriteSubject {
  try subject(
    "How long do lentils take?", answer: "Red lentils need about five minutes in cold water, then they are soft.",
    feedback: "That is wrong, they have to boil for 15 minutes.", persona: persona)
}

/// A reply that ended as it should.
func reply(_ content: String, finish: ChatReply.Finish = .complete) -> ChatReply {
  ChatReply(
    content: content, finish: finish, usage: TokenUsage(promptTokens: 0, replyTokens: 0, isEstimated: true),
    servedModel: "m")
}

/// An answer between its two lines.
func marked(_ answer: String, _ request: TeacherRequest) -> ChatReply {
  reply("Answer \(request.built.nonce) begins\n\(answer)\nAnswer \(request.built.nonce) ends")
}

/// A text as JSON, by another writer than the one under test.
func json(_ text: String) -> String {
  do { return String(decoding: try JSONEncoder().encode(text), as: UTF8.self) } catch {
    fatalError("a string that is no JSON: \(error)")
  }
}

/// The lines of data in a request.
func dataLines(_ request: TeacherRequest) -> [Substring] {
  let lines = request.built.request.messages[1].content.split(separator: "\n")
  let begin = lines.firstIndex(of: "Data \(request.built.nonce) begins") ?? lines.endIndex
  let end = lines.lastIndex(of: "Data \(request.built.nonce) ends") ?? lines.startIndex
  return begin < end ? Array(lines[(begin + 1)..<end]) : []
}

/// One line of data, read by another parser than the one under test.
struct DataLine: Decodable {
  var n: Int?
  var role: String?
  var request: Bool?
  var text: String?
  var answer: String?
  var feedback: String?
  var intent: String?
  var known_of_user: String?
  var fact: String?
  var earlier_request: String?
  var left_out: Int?

  static func read(_ request: TeacherRequest) throws -> [DataLine] {
    try dataLines(request).map { try JSONDecoder().decode(DataLine.self, from: Data($0.utf8)) }
  }
}

/// What a result holds, or nil.
extension Result {
  var value: Success? { if case .success(let value) = self { value } else { nil } }
  var fault: Failure? { if case .failure(let fault) = self { fault } else { nil } }
}
