public import Records

/// What a user's earlier conversations tell of their preferences, with the evidence for it.
public struct PersonaCard: Hashable, Sendable {
  /// A language or topic with the number of conversations in it.
  public struct Share: Hashable, Sendable {
    public let name: String
    public let conversations: Int
  }

  /// One preference, as it was resolved.
  public struct Preference: Hashable, Sendable {
    public let kind: PreferenceKind
    public let value: String
    public let polarity: PreferencePolarity
    /// Conversations whose last word on the matter this is.
    public let conversations: Int
    /// Conversations whose last word is another one.
    public let contradicting: Int
    /// In how many of its conversations it was stated in a follow-up that found fault with an answer.
    public let corrections: Int
    /// Rows of the table `preferences`, the earliest first.
    public let evidence: [String]
    /// Of a standing instruction the words that the text quotes; empty where they may not be quoted.
    public let quote: String
  }

  /// A kind of fault that was found with answers.
  public struct Complaint: Hashable, Sendable {
    public let category: FeedbackCategory
    public let conversations: Int
    /// Rows of the table `feedback`, the earliest first.
    public let evidence: [String]
  }

  /// Conversations that it rests on; copies count once.
  public let conversations: Int
  /// The most frequent first; unknown ones are left out.
  public let languages: [Share]
  public let topics: [Share]
  /// The median of the first messages, in UTF-8 bytes.
  public let typicalRequestBytes: Int
  /// Standing instructions, the newest first, then the others, the most frequent first.
  public let preferences: [Preference]
  public let complaints: [Complaint]
  /// English sentences, one a line, within the limit.
  public let text: String
  /// The records that it rests on, copies included, sorted.
  public let sources: [String]

  /// What the card's digest is made of: its text in UTF-8. Cards with the same text say the same.
  public var canonicalBytes: [UInt8] { Array(text.utf8) }
}
