/// Two answers to one request, to be compared by what a user wanted.
public struct ResolutionSubject: Hashable, Sendable {
  /// Of a rewrite: what it was made from.
  public let subject: RewriteSubject
  /// `FeedbackIntent.intent`.
  public let intent: String
  public let rewrite: String

  public init(subject: RewriteSubject, intent: String, rewrite: String) {
    self.subject = subject
    self.intent = intent
    self.rewrite = rewrite
  }

  /// The text of one of the two.
  public subscript(side: AnswerSide) -> String { side == .original ? subject.answer : rewrite }
}

/// One of the two answers that are compared.
public enum AnswerSide: String, CaseIterable, Hashable, Sendable, Codable {
  case original, rewrite
  public var other: AnswerSide { self == .original ? .rewrite : .original }
}
