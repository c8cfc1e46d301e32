public import FeedbackRules
import Foundation
public import Records

/// A conversation whose follow-ups are labelled: one line of `fixtures/labelled/*.jsonl`.
///
/// ```json
/// {"id": "d0001", "language": "en",
///  "conversation": [{"role": "user", "content": "…"}, {"role": "assistant", "content": "…"}, …],
///  "labels": [{"message_index": 2, "category": "positive_feedback", …}, …]}
/// ```
public struct LabelledConversation: Hashable, Sendable, Decodable {
  /// The label of one follow-up. Other fields of the file are not read.
  public struct Label: Hashable, Sendable, Decodable {
    /// The message's place in the conversation, from 0.
    public let messageIndex: Int
    /// nil where the file says `none`.
    public let category: FeedbackCategory?
    /// How the message follows on the user message before it; nil where the file does not say.
    public let relation: Relation?
    /// What the message shows of the answer before it; nil where the file does not say.
    public let satisfaction: ShownSatisfaction?
    /// The piece of the message that carries the feedback; nil where the file gives none.
    let quote: String?

    private enum CodingKeys: String, CodingKey {
      case messageIndex = "message_index"
      case category, relation, satisfaction, quote
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      messageIndex = try container.decode(Int.self, forKey: .messageIndex)
      let name = try container.decode(String.self, forKey: .category)
      category = FeedbackCategory(rawValue: name)
      if category == nil, name != "none" {
        throw DecodingError.dataCorruptedError(
          forKey: .category, in: container, debugDescription: "unknown category \(name)")
      }
      relation = try container.decodeIfPresent(Relation.self, forKey: .relation)
      satisfaction = try container.decodeIfPresent(ShownSatisfaction.self, forKey: .satisfaction)
      quote = try container.decodeIfPresent(String.self, forKey: .quote)
    }
  }

  private struct Turn: Hashable, Sendable, Decodable {
    let role: String
    let content: String
  }

  public let id: String
  /// ISO 639-1; empty where it is not known.
  public let language: String
  public let messages: [Message]
  public let labels: [Label]
  /// The side of the data; by the digest of the id, unless the file says.
  public let split: DataSplit
  /// Whether the labels are the verdicts of a chat model (`labelled_by` is `llm`): they may teach and never measure.
  public let isJudged: Bool

  private enum CodingKeys: String, CodingKey {
    case id, language, conversation, labels, split
    case labelledBy = "labelled_by"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    language = try container.decodeIfPresent(String.self, forKey: .language) ?? ""
    messages = try container.decode([Turn].self, forKey: .conversation).map {
      Message(role: MessageRole(rawValue: $0.role) ?? .other, content: $0.content)
    }
    let side = try container.decodeIfPresent(String.self, forKey: .split)
    split = side.flatMap(DataSplit.init(rawValue:)) ?? DataSplit(conversation: id)
    if let side, DataSplit(rawValue: side) == nil {
      throw DecodingError.dataCorruptedError(
        forKey: .split, in: container, debugDescription: "`split` is neither tune nor hold-out")
    }
    isJudged = try container.decodeIfPresent(String.self, forKey: .labelledBy) == "llm"
    labels = try container.decode([Label].self, forKey: .labels).sorted { $0.messageIndex < $1.messageIndex }
    if let fault = Self.fault(in: labels, of: messages) {
      throw DecodingError.dataCorruptedError(forKey: .labels, in: container, debugDescription: fault)
    }
  }
}

extension LabelledConversation {
  /// What is wrong with the labels of some messages.
  private static func fault(in labels: [Label], of messages: [Message]) -> String? {
    var last = 0
    for label in labels {
      let index = label.messageIndex
      guard messages.indices.contains(index) else { return "message \(index) has a label and is not there" }
      guard messages[index].role == .user, index > 0 else { return "message \(index) has a label and is no follow-up" }
      guard index != last else { return "message \(index) has two labels" }
      if let quote = label.quote, !messages[index].content.contains(quote) {
        return "the quote of message \(index) does not stand in it"
      }
      last = index
    }
    return nil
  }
}

/// Why labelled conversations cannot be used.
public struct LabelledDataError: Error, Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  public let line: Int
  public let reason: String

  public var description: String { "line \(line) is no labelled conversation: \(reason)" }
}

extension LabelledConversation {
  /// Reads JSON Lines; blank lines are left out.
  ///
  /// - Throws: `LabelledDataError` for the first line that is not as expected.
  public static func read(jsonLines bytes: [UInt8]) throws(LabelledDataError) -> [LabelledConversation] {
    var result: [LabelledConversation] = []
    let decoder = JSONDecoder()
    for (place, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { $0 > 0x20 }) {
      do {
        result.append(try decoder.decode(LabelledConversation.self, from: Data(line)))
      } catch {
        throw LabelledDataError(line: place + 1, reason: Self.reason(of: error))
      }
    }
    return result
  }

  /// What a decoder found wrong, without the text that it was given.
  private static func reason(of error: any Error) -> String {
    switch error as? DecodingError {
    case .dataCorrupted(let context) where context.underlyingError == nil: context.debugDescription
    case .keyNotFound(let key, _): "`\(key.stringValue)` is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      context.codingPath.last.map { "`\($0.stringValue)` has another type or value than it may" } ?? "it is not JSON"
    default: "it is not JSON"
    }
  }
}
