public import Records

/// Answers to the same messages, and what is known of which one is better.
///
/// It holds places, not texts: `TranscriptParser.select(path:)` gives the messages.
public struct Comparison: Hashable, Sendable {
  /// `rank`, `vote` or `regenerated`.
  public internal(set) var origin: PairOrigin
  /// The answers share the first `promptMessages` messages of this path.
  public internal(set) var path: Int
  public internal(set) var promptMessages: Int
  /// The better ones first; those without a rank last.
  public internal(set) var answers: [ComparedAnswer]
  /// Why nothing can be made of it; nil where at least two answers differ in rank.
  public internal(set) var obstacle: ComparisonObstacle?
}

/// One of the answers that are compared.
public struct ComparedAnswer: Hashable, Sendable {
  /// The path in which the answer is new.
  public internal(set) var path: Int
  /// The answer; more than one message where whole conversations were voted on, whose user messages are the same.
  public internal(set) var messages: Range<Int>
  /// 0 for the best. Equal ranks say nothing on which is better; nil where nobody gave one.
  public internal(set) var rank: Int?
}

/// Why a comparison prefers nothing. Cases may be added.
public enum ComparisonObstacle: String, CaseIterable, Hashable, Sendable {
  /// The answers were found equally good.
  case tie
  /// The answers were found equally bad.
  case bothBad = "both_bad"
  /// Nobody said which one is better, or, of branches, more than one was followed.
  case noVerdict = "no_verdict"
  /// The user did not say the same in both conversations.
  case differentRequests = "different_requests"
  /// All answers are the same text.
  case sameAnswer = "same_answer"
  /// Fewer than two answers remain without those that say nothing, are an error message of the site, were rejected by
  /// reviewers, or are spread over several messages.
  case noAnswer = "no_answer"
}
