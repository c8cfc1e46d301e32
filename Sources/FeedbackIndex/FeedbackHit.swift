public import Records

/// Where a row stands in the dataset's shards.
public struct ShardPlace: Hashable, Sendable {
  /// The shard, relative to the dataset.
  public let file: String
  /// Where the row's frame begins in the file.
  public let frameOffset: Int
  /// The row's number in the frame, from 0.
  public let rowInFrame: Int
}

/// Where a record came from, and what is known of the conversation as a whole: the columns that both tables share.
public struct HitOrigin: Hashable, Sendable {
  /// Unique in the dataset.
  public let recordID: String
  /// As in the source; need not be unique, and may be empty.
  public let conversationID: String
  public let archive: ArchiveID
  /// Where the archive was last seen; empty where that is not known.
  public let archivePath: String
  public let member: String
  public let row: Int
  /// The raw value of `LogFormat`.
  public let format: String
  public let model: String
  public let language: String
  /// ISO 8601, UTC, to the second; empty where unknown.
  public let timestamp: String
  public let user: String
}

/// One piece of feedback as the index has it. Its whole row, with the texts, is at `place`.
public struct FeedbackHit: Hashable, Sendable {
  public let origin: HitOrigin
  public let feedbackID: String
  public let turn: Int
  public let messageIndex: Int
  public let targetIndex: Int
  public let category: FeedbackCategory
  public let polarity: Polarity
  public let isMixed: Bool
  public let confidence: Double
  /// Empty in a dataset without texts.
  public let quote: String
  /// Where the quote stands in the follow-up.
  public let span: ByteSpan
  public let decidedBy: String
  /// Strongest first.
  public let evidence: [RuleID]
  public let promptOmitted: Int
  /// The follow-up, at most its first 2,000 bytes; empty in a dataset without texts.
  public let said: String
  public let place: ShardPlace
}

/// One conversation as the index has it.
public struct ConversationHit: Hashable, Sendable {
  public let origin: HitOrigin
  /// Where the record begins in its member's expanded bytes.
  public let byte: Int
  public let messages: Int
  public let userMessages: Int
  public let followUps: Int
  public let contentBytes: Int
  public let feedbackCount: Int
  public let negativeCount: Int
  public let opening: String
  public let place: ShardPlace
  /// Its feedback, in the order of the messages.
  public let feedback: [FeedbackHit]
}
