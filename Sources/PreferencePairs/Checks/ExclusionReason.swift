/// Why something did not become a row. Raw values are what reports show; cases may be added.
public enum ExclusionReason: String, CaseIterable, Hashable, Sendable, Codable {
  // Chains of repair.
  /// Another subject began before any answer was taken, or the feedback itself is about something else.
  case taskSwitch = "task_switch"
  /// The user went on to ask about the answer: what came then is an explanation, not another attempt.
  case clarified
  /// What followed the next answer does not show that it was taken.
  case notAccepted = "not_accepted"
  /// Nothing followed the next answer.
  case conversationEnds = "conversation_ends"
  /// The next answer is not the one that was judged next: something stands in between.
  case brokenChain = "broken_chain"
  /// Other failed answers of the chain, or other pairs of the prompt, were taken.
  case beyondCap = "beyond_cap"
  // Texts.
  /// The texts were not kept.
  case textMissing = "text_missing"
  /// An answer is empty.
  case emptyAnswer = "empty_answer"
  /// An error message of the chat site stands in the place of an answer.
  case sentinel
  /// A text consists of placeholders of a redaction only.
  case placeholdersOnly = "placeholders_only"
  /// The wanted answer breaks off.
  case truncated
  /// The wanted answer says the same over and over.
  case degenerate
  /// The wanted answer is a farewell and nothing else.
  case farewell
  /// The wanted answer only asks for what it needs.
  case asksBack = "asks_back"
  /// One of the answers declines the request.
  case refusal
  /// The source marks it as toxic, or the screen does.
  case toxic
  /// Both answers are the same but for case and white space.
  case sameAnswer = "same_answer"
  /// No request is left in the prompt, or it does not end with one.
  case noRequest = "no_request"
  /// A tool or an unknown role speaks in the prompt.
  case foreignRole = "foreign_role"
  // Judgements.
  /// The wanted answer is hardly estimated better than the other, or not at all.
  case belowMargin = "below_margin"
  /// Not sure enough.
  case belowConfidence = "below_confidence"
  /// Thanks and nothing else, of which one cannot be sure that they are meant.
  case onlyThanks = "only_thanks"
  /// The category is not asked for.
  case otherCategory = "other_category"
  /// Both answers were found equal.
  case tie
  /// Both answers were found bad.
  case bothBad = "both_bad"
  /// The vote or the ranks don't fit the answers.
  case unreadableVote = "unreadable_vote"
  /// The two requests come from different users, or from users that are not known.
  case otherUser = "other_user"
  /// The second request asks for something else.
  case requestChanged = "request_changed"
  /// The feedback is a matter of this user's taste, and nothing is known of the user that the answer could be for.
  case personal
  /// Left out so that both labels are equally frequent.
  case balancing
  /// A row with the same id is there.
  case duplicate
}
