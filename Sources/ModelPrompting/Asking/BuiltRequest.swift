public import Records

/// A request, with what is needed to read its reply and to tell where it came from.
public struct BuiltRequest: Hashable, Sendable {
  /// Instructions as the system's message, the conversation as the user's.
  public internal(set) var request: ChatRequest
  /// The messages that the reply must answer for, in the order they are asked about; none where it is about no follow-up.
  public internal(set) var followUps: [Int]
  /// The mark at both ends of the data.
  public let nonce: String
  /// `PromptTemplate.digest`.
  public let promptDigest: String
  /// `PromptExample.id` of the examples shown, in their order.
  public let examples: [String]
  /// What the request takes, as the caller's closure counts it and a little for each message.
  public internal(set) var promptTokens: Int

  package init(
    request: ChatRequest, followUps: [Int] = [], nonce: String, promptDigest: String, examples: [String] = [],
    promptTokens: Int
  ) {
    self.request = request
    self.followUps = followUps
    self.nonce = nonce
    self.promptDigest = promptDigest
    self.examples = examples
    self.promptTokens = promptTokens
  }
}
