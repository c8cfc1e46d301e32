public import Records

/// What a preference is about. Raw values are what the table `preferences` shows; cases may be added.
public enum PreferenceKind: String, CaseIterable, Hashable, Sendable, Codable {
  /// An instruction for more than this answer: "from now on …", "always …", "never …", "stop …ing".
  case standingInstruction = "standing_instruction"
  /// The form of answers: lists, tables, Markdown, code alone.
  case format
  /// Shorter or longer.
  case length
  /// How much is explained, and to whom.
  case detail
  /// How it sounds.
  case tone
  /// The language that the answer is written in.
  case replyLanguage = "reply_language"
  /// The programming language.
  case codeLanguage = "code_language"
  /// What belongs into answers: whole code, comments, examples, sources, apologies, units, a spelling.
  case content
}

/// Whether something is wanted, or not wanted.
public enum PreferencePolarity: String, CaseIterable, Hashable, Sendable, Codable {
  case want, avoid
}

/// One preference that a user message states.
public struct StatedPreference: Hashable, Sendable {
  public let kind: PreferenceKind
  /// One of the kind's own names (`bullet_points`, `shorter`, `python`, `fr`); of a standing instruction its words in
  /// small letters, without what makes it standing.
  public let value: String
  public let polarity: PreferencePolarity
  /// Where the quote stands in the message.
  public let span: ByteSpan

  public init(kind: PreferenceKind, value: String, polarity: PreferencePolarity, span: ByteSpan) {
    self.kind = kind
    self.value = value
    self.polarity = polarity
    self.span = span
  }

  /// The piece of the message that states it, word for word.
  public func quote(in message: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: message[span.start..<span.end])
  }
}
