import Digests
import Foundation
import Records

@testable import ModelPrompting

/// The labelled data, read once.
enum Shared {
  /// A labelled conversation, read by another parser than the one under test.
  struct Labelled: Decodable {
    private struct Turn: Decodable { let role: String, content: String }
    private struct Label: Decodable { let message_index: Int, category: String }

    let id: String
    let language: String
    let messages: [Message]
    let followUps: [Int]
    let isHoldOut: Bool

    private enum CodingKeys: CodingKey { case id, language, conversation, labels, split }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      id = try container.decode(String.self, forKey: .id)
      language = try container.decode(String.self, forKey: .language)
      let turns = try container.decode([Turn].self, forKey: .conversation)
      messages = turns.map { Message(role: MessageRole(rawValue: $0.role) ?? .other, content: $0.content) }
      let answered =
        turns.firstIndex { $0.role == "assistant" && !$0.content.allSatisfy(\.isWhitespace) } ?? turns.count
      followUps = try container.decode([Label].self, forKey: .labels).map(\.message_index).filter { $0 > answered }
      let split = try container.decodeIfPresent(String.self, forKey: .split)
      let sum = SHA256Hasher.hex(of: id).compactMap(\.hexDigitValue).reduce(0, +)
      isHoldOut = split.map { $0 == "hold-out" } ?? (sum % 3 == 0)
    }
  }

  private static let examplesRead = Result {
    try PromptExample.read(jsonLines: try Checkout.bytes("fixtures/labelled/dev.jsonl"), path: "dev.jsonl")
      + PromptExample.read(jsonLines: try Checkout.bytes("fixtures/labelled/more.jsonl"), path: "more.jsonl")
  }
  private static let labelledRead = Result {
    try Checkout.bytes("fixtures/labelled/dev.jsonl").split(separator: 0x0A).map {
      try JSONDecoder().decode(Labelled.self, from: Data($0))
    }
  }

  static var examples: [PromptExample] { get throws { try examplesRead.get() } }
  static var labelled: [Labelled] { get throws { try labelledRead.get() } }
}
