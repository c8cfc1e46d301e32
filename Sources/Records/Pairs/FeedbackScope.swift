/// To whom a piece of feedback applies, from the narrowest (after RLVF, Stephan et al. 2024, arXiv 2402.10893, which shows
/// what becomes of feedback that is generalised beyond its scope; and arXiv 2609.02859, where 47.9 % of feedback would
/// apply to everyone who asks the same).
public enum FeedbackScope: String, CaseIterable, Hashable, Sendable, Codable {
  /// Only to the answer that it judges.
  case answer = "this_answer"
  /// To all answers of the conversation.
  case conversation = "this_conversation"
  /// To this user at any time: a taste.
  case user = "this_user"
  /// To everyone who asks the same: an error is an error.
  case everyone
}
