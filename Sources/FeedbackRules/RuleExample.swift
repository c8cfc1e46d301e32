public import Records

/// One example of a rule: a message in its context, and the match that is expected.
public struct RuleExample: Hashable, Sendable {
  /// The follow-up, without the marks.
  public let text: String
  /// The answer before it.
  public let answer: String
  /// The user message before that.
  public let previous: String
  /// The answer after it.
  public let next: String
  /// What must match, as stood between « and »; nil where the rule must stay silent.
  public let span: ByteSpan?
  /// The line of the pack at which the example stands, from 1.
  public let line: Int

  /// The answer of an example that names none: a statement that asks and refuses nothing and is not short.
  public static let neutralAnswer =
    "Here is what you asked for. It has all the parts you named, in the order in which you named them, and nothing else "
    + "was added to it."
  /// The previous message of an example that names none: a request that resembles no other.
  public static let unrelatedRequest = "Tell me something about the sea."

  /// The next answer of an example that names none: a statement that takes nothing back and resembles no other.
  public static let unrelatedAnswer =
    "The moon moves once around the earth in about four weeks, and it always shows us the same side."

  public init(text: String, answer: String, previous: String, next: String, span: ByteSpan?, line: Int) {
    self.text = text
    self.answer = answer
    self.previous = previous
    self.next = next
    self.span = span
    self.line = line
  }

  /// What a marked text says: the text without marks and the span between them; nil where it has not one `«` with one
  /// `»` behind it.
  static func unmarked(_ marked: String) -> (text: String, span: ByteSpan)? {
    let scalars = marked.unicodeScalars
    guard let open = scalars.firstIndex(of: "«"), let close = scalars[open...].firstIndex(of: "»") else { return nil }
    let before = String(scalars[..<open])
    let inside = String(scalars[scalars.index(after: open)..<close])
    let behind = String(scalars[scalars.index(after: close)...])
    let start = before.utf8.count
    return (before + inside + behind, ByteSpan(start: start, end: start + inside.utf8.count))
  }
}
