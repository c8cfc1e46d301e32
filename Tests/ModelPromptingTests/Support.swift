import Foundation
import Records
import Testing

@testable import ModelPrompting

/// The checkout that the tests stand in.
enum Checkout {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static func path(_ relative: String) -> String { root + "/" + relative }

  static func bytes(_ relative: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(relative))))
  }

  static func template(_ name: String) throws -> PromptTemplate {
    try PromptTemplate.load(path: path("prompts/\(name).md"))
  }
}

/// A quarter of the bytes.
let quarterOfBytes: @Sendable (String) -> Int = { ($0.utf8.count + 3) / 4 }

/// A builder with the shipped prompt.
func builder(
  examples: [PromptExample] = [], _ adjust: (inout PromptBudget) -> Void = { _ in }
) throws -> PromptBuilder {
  var budget = PromptBudget()
  adjust(&budget)
  return try PromptBuilder(
    template: try Checkout.template("feedback-1"), pool: ExamplePool(examples), budget: budget,
    countTokens: quarterOfBytes)
}

/// A conversation of user and assistant by turns; asked about the given messages, or all follow-ups.
func subject(
  _ contents: String..., asking followUps: [Int]? = nil, id: String = "c", language: String = "en"
) throws -> ClassificationSubject {
  let messages = contents.enumerated().map { Message(role: $0 % 2 == 0 ? .user : .assistant, content: $1) }
  let all = Array(stride(from: 2, to: messages.count, by: 2))
  return try ClassificationSubject(id: id, language: language, messages: messages, followUps: followUps ?? all)
}

/// A reply that ended as it should.
func reply(_ content: String, finish: ChatReply.Finish = .complete) -> ChatReply {
  ChatReply(
    content: content, finish: finish, usage: TokenUsage(promptTokens: 0, replyTokens: 0, isEstimated: true),
    servedModel: "m")
}

/// A verdict as a model writes it.
func verdict(_ followUp: Int, _ category: String, _ quote: String, more: String = "") -> String {
  #"{"follow_up":\#(followUp),"explanation":"e","quote":\#(json(quote)),"category":"\#(category)"\#(more)}"#
}

func verdicts(_ elements: String...) -> String { #"{"verdicts":[\#(elements.joined(separator: ","))]}"# }

/// A text as JSON, by another writer than the one under test.
func json(_ text: String) -> String {
  do { return String(decoding: try JSONEncoder().encode(text), as: UTF8.self) } catch {
    fatalError("a string that is no JSON: \(error)")
  }
}

/// The bytes of a text that a span covers.
func piece(of text: String, _ span: ByteSpan) -> String {
  String(decoding: Array(text.utf8)[span.start..<span.end], as: UTF8.self)
}

/// The part of a request that holds the log, in lines.
func logLines(_ request: BuiltRequest) -> [Substring] {
  let lines = request.request.messages[1].content.split(separator: "\n")
  let begin = lines.firstIndex(of: "Log \(request.nonce) begins") ?? lines.endIndex
  let end = lines.lastIndex(of: "Log \(request.nonce) ends") ?? lines.startIndex
  return begin < end ? Array(lines[(begin + 1)..<end]) : []
}

/// One line of a log, read by another parser than the one under test.
struct LogLine: Decodable {
  var n: Int?
  var role: String?
  var follow_up: Bool?
  var text: String?
  var left_out: Int?

  static func read(_ request: BuiltRequest) throws -> [LogLine] {
    try logLines(request).map { try JSONDecoder().decode(LogLine.self, from: Data($0.utf8)) }
  }
}

/// A sequence of numbers that is the same in each run.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Whether the bytes of a text stand in another, whatever characters they are part of there.
func holds(_ text: String, _ piece: String) -> Bool { Array(text.utf8).contains(Array(piece.utf8)) }
