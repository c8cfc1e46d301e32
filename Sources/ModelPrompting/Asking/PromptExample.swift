internal import Digests
public import Records

/// A labelled follow-up that can show a model what is wanted.
public struct PromptExample: Hashable, Sendable {
  /// The conversation's identifier and the message's index: unique among the labelled data.
  public let id: String
  public let conversation: String
  /// ISO 639-1 code; empty where it is not known.
  public let language: String
  let fingerprint: ConversationFingerprint
  /// nil for `none`.
  public let category: FeedbackCategory?
  let isMixed: Bool
  let quote: String
  /// How the follow-up follows on the user message before it; nil where the data does not say.
  let relation: Relation?
  /// The user message before the answer, the answer, and the follow-up.
  let request: String
  let answer: String
  let followUp: String
}

extension PromptExample {
  /// Reads `fixtures/labelled/*.jsonl`; blank lines are left out.
  ///
  /// Only the conversations of the tuning side are taken, and none that is marked unsafe: what a model was shown cannot
  /// measure it. A conversation's side is its `split`, or goes by the digest of its id as `fixtures/labelled/PROVENANCE.md`
  /// says.
  ///
  /// - Throws: `PromptError` (`badExample`) for the first line that is not a labelled conversation.
  public static func read(jsonLines bytes: [UInt8], path: String) throws(PromptError) -> [PromptExample] {
    var examples: [PromptExample] = []
    for (place, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { $0 > 0x20 }) {
      guard let value = try? JSONValue(line), let found = Self.examples(of: value) else {
        // The parser's own fault says nothing that the place does not.
        throw PromptError(
          .badExample, at: "\(path):\(place + 1)", found: "a line that is no labelled conversation",
          expected: "id, conversation and labels", nextStep: "correct the line, or leave it out")
      }
      examples += found
    }
    return examples
  }

  private static func examples(of value: JSONValue) -> [PromptExample]? {
    guard let id = value["id"]?.text, let turns = value["conversation"]?.list, let labels = value["labels"]?.list else {
      return nil
    }
    var messages: [Message] = []
    for turn in turns {
      guard let role = turn["role"]?.text, let content = turn["content"]?.text else { return nil }
      messages.append(Message(role: MessageRole(rawValue: role) ?? .other, content: content))
    }
    if value["unsafe"] == .bool(true) || !isForTuning(id: id, split: value["split"]?.text) { return [] }
    let fingerprint = ConversationFingerprint(messages)
    let language = value["language"]?.text ?? ""
    var examples: [PromptExample] = []
    for label in labels {
      guard let index = label["message_index"]?.integer, messages.indices.contains(index),
        let name = label["category"]?.text, CategoryName.all.contains(name)
      else { return nil }
      guard let answer = messages[..<index].lastIndex(where: { $0.role == .assistant && !$0.content.isBlank }) else {
        continue
      }
      examples.append(
        PromptExample(
          id: "\(id)#\(index)", conversation: id, language: language, fingerprint: fingerprint,
          category: FeedbackCategory(rawValue: name), isMixed: label["mixed"] == .bool(true),
          quote: label["quote"]?.text ?? "", relation: label["relation"]?.text.flatMap(Relation.init(rawValue:)),
          request: messages[..<answer].last { $0.role == .user }?.content ?? "", answer: messages[answer].content,
          followUp: messages[index].content))
    }
    return examples
  }

  /// The rule of the labelled data: the hold-out has the ids whose SHA-256, as a number, is a multiple of 3. A number of
  /// hexadecimal digits leaves what the sum of its digits leaves.
  private static func isForTuning(id: String, split: String?) -> Bool {
    if let split { return split == "tune" }
    return SHA256Hasher.hex(of: id).reduce(0) { $0 + ($1.hexDigitValue ?? 0) } % 3 != 0
  }
}
