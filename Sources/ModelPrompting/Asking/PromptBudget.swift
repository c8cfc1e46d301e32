/// How much of a conversation a model is shown, in tokens as the caller estimates them.
///
/// The caps say what each message may take at most, and none takes more than a quarter of `promptTokens`; where a request
/// would be longer than these, all are lowered, what matters least first.
public struct PromptBudget: Hashable, Sendable {
  /// The most that one request may take, instructions and examples included.
  public var promptTokens = 6000
  /// A follow-up that is asked about; whole if it fits.
  public var followUpTokens = 500
  /// The answer that a follow-up judges, by its beginning and its end.
  public var targetTokens = 300
  /// The user message before that answer.
  public var requestTokens = 200
  /// The beginning of the answer that comes next, which often shows how the follow-up was meant.
  public var nextAnswerTokens = 50
  /// The beginning of each older message, and of the first user message.
  public var olderTokens = 40
  /// How many older messages are shown for the earliest follow-up.
  public var olderMessages = 4
  /// How many follow-ups one request asks about at most; more are spread evenly over as few requests as will do.
  public var followUpsPerRequest = 8
  /// How many labelled examples the instructions end with; 0 for none, 64 at most.
  public var examples = 8
  /// What a reply may take for each follow-up.
  public var replyTokensPerFollowUp = 160

  public init() {}

  /// How many of the follow-ups that are left the next request asks about.
  func share(of left: Int) -> Int {
    let most = min(max(1, followUpsPerRequest), max(1, left))
    let requests = (left + most - 1) / most
    return requests == 0 ? 0 : (left + requests - 1) / requests
  }

  /// What a reply to a question about some follow-ups may take.
  func replyTokens(for followUps: Int) -> Int { 64 + min(max(0, replyTokensPerFollowUp), Self.mostTokens) * followUps }

  static let mostExamples = 64
  /// No text of any use is longer.
  package static let mostTokens = 1 << 24

  /// What a server adds to each message, about.
  static let tokensPerMessage = 8

  /// How far caps are lowered, step by step.
  package static let lowerings: [Double] = [1, 0.7, 0.5, 0.35, 0.2, 0.1]
  /// How many of the lowerings are tried before follow-ups are asked about in separate requests.
  static let loweringsBeforeSplit = 3
}
