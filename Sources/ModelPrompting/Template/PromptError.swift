/// Why a prompt cannot be used or a request cannot be made. It never holds text of a conversation.
public struct PromptError: Error, Hashable, Sendable {
  /// The kind of fault; more may be added.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The file cannot be read, or is not UTF-8.
    public static let unreadable = Code(rawValue: "unreadable")
    /// The front matter is missing, not closed, or holds something else than it may.
    public static let badFrontMatter = Code(rawValue: "bad_front_matter")
    /// A section is missing, unknown, empty or there twice.
    public static let badSection = Code(rawValue: "bad_section")
    /// A placeholder is missing, unknown or stands where it may not.
    public static let badPlaceholder = Code(rawValue: "bad_placeholder")
    /// The prompt is for another kind of question.
    public static let otherPurpose = Code(rawValue: "other_purpose")
    /// A line of the labelled data is not as expected.
    public static let badExample = Code(rawValue: "bad_example")
    /// An index to be classified is no follow-up of the conversation.
    public static let badSubject = Code(rawValue: "bad_subject")
    /// The instructions alone leave no room for a follow-up.
    public static let budgetTooSmall = Code(rawValue: "budget_too_small")
  }

  public let code: Code
  /// The file with a line where there is one, else the value that is at fault.
  public let place: String
  /// What was found there.
  public let found: String
  /// What should have been there.
  public let expected: String
  /// What to do next.
  public let nextStep: String

  package init(_ code: Code, at place: String, found: String, expected: String, nextStep: String) {
    self.code = code
    self.place = place
    self.found = found
    self.expected = expected
    self.nextStep = nextStep
  }
}

extension PromptError: CustomStringConvertible {
  public var description: String { "\(place): \(found); expected \(expected); next: \(nextStep)" }
}
