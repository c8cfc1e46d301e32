public import ModelPrompting
public import Records

/// An answer that a user gave feedback on, with what stood before it.
///
/// Its texts must be fit to leave the machine: redacted by whoever makes it, all with one vault, so that a placeholder
/// means the same in all of them.
public struct RewriteSubject: Hashable, Sendable {
  /// Oldest first, users and assistants only; the last one is the request that the answer answers.
  public let history: [Message]
  /// The answer that the feedback judges.
  public let answer: String
  public let feedback: String
  /// What is known of the user; empty where nothing is, or where the answer is meant for everyone.
  public let persona: String

  /// The user's message that both the answer and its rewrite answer.
  public var request: String { history.last?.content ?? "" }

  /// Puts a subject together.
  ///
  /// - Parameter history: messages of other roles are left out.
  /// - Throws: `PromptError` (`badSubject`): the history does not end with a user's message that is not blank, or the
  ///   answer or the feedback is blank.
  public init(
    history: [Message], answer: String, feedback: String, persona: String = ""
  ) throws(PromptError) {
    self.history = try history.endingWithRequest()
    self.answer = answer
    self.feedback = feedback
    self.persona = persona
    if answer.isBlank || feedback.isBlank {
      throw PromptError(
        .badSubject, at: answer.isBlank ? "the answer" : "the feedback", found: "a blank text",
        expected: "a text", nextStep: "rewrite only answers that got feedback")
    }
  }
}

extension [Message] {
  /// The messages of user and assistant.
  ///
  /// - Throws: `PromptError` (`badSubject`): the last of them is no request.
  func endingWithRequest() throws(PromptError) -> [Message] {
    let spoken = filter { $0.role == .user || $0.role == .assistant }
    guard let last = spoken.last, last.role == .user, !last.content.isBlank else {
      throw PromptError(
        .badSubject, at: "the end of the history", found: "no request", expected: "a user's message that is not blank",
        nextStep: "give the messages up to the request")
    }
    return spoken
  }
}
