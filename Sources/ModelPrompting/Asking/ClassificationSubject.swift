public import Records

/// A conversation, and the follow-ups in it that a model is asked about.
///
/// Its texts must be fit to leave the machine: redacted by whoever makes it. Spans in verdicts count the bytes of these
/// texts, so that a redaction that changes lengths has to be undone in them.
public struct ClassificationSubject: Hashable, Sendable {
  /// The identifier in the source; it is compared with those of the examples and never shown to a model.
  public let id: String
  /// ISO 639-1 code or a name; empty where it is not known. It only chooses examples and is never shown to a model.
  public let language: String
  public let messages: [Message]
  /// Places in `messages`, ascending: user messages behind a first answer that is not blank.
  public let followUps: [Int]

  /// Puts a question together.
  ///
  /// - Throws: `PromptError` (`badSubject`): one of `followUps` is no follow-up, or is there twice.
  public init(id: String, language: String, messages: [Message], followUps: [Int]) throws(PromptError) {
    self.id = id
    self.language = language
    self.messages = messages
    self.followUps = followUps.sorted()
    let firstAnswer = messages.firstIndex { $0.role == .assistant && !$0.content.isBlank } ?? messages.count
    var last = -1
    for index in self.followUps {
      guard messages.indices.contains(index), index > firstAnswer, messages[index].role == .user, index != last else {
        throw PromptError(
          .badSubject, at: "message \(index)", found: "no follow-up, or one that is given twice",
          expected: "the index of a user message behind an answer", nextStep: "ask about follow-ups only")
      }
      last = index
    }
  }

  /// The answer that a follow-up judges: the nearest one before it that is not blank.
  func target(of followUp: Int) -> Int? {
    messages[..<followUp].lastIndex { $0.role == .assistant && !$0.content.isBlank }
  }
}

extension String {
  /// Whether there is nothing in it to be seen.
  package var isBlank: Bool { unicodeScalars.allSatisfy { $0.properties.isWhitespace || HiddenScalars.isHidden($0) } }
}
