public import ModelPrompting
public import Records

/// Asks a model what a user wants to be changed about an answer, before anything is judged by it.
///
/// Judges that compare two answers without it are right in 34–54 % of cases only (arXiv 2609.02859).
public struct IntentPrompt: Sendable {
  /// Longer intents are no one sentence; in characters.
  private static let longestIntent = 400

  private let writer: QuestionWriter

  /// - Throws: `PromptError` (`otherPurpose`): the prompt's schema is not `feedback_intent`.
  public init(
    template: PromptTemplate, budget: TeacherBudget = TeacherBudget(), countTokens: @escaping @Sendable (String) -> Int
  ) throws(PromptError) {
    writer = try QuestionWriter(template, for: .feedbackIntent, budget, countTokens)
  }

  /// - Throws: `PromptError` (`budgetTooSmall`).
  public func request(for subject: RewriteSubject) throws(PromptError) -> TeacherRequest {
    let budget = writer.budget
    return try writer.request(QuestionWriter.Sampling(replyTokens: budget.judgementTokens)) { block in
      block.add(history: subject.history, budget)
      block.add(#""answer""#, subject.answer, tokens: budget.answerTokens)
      block.add(#""feedback""#, subject.feedback, tokens: budget.feedbackTokens)
    }
  }

  /// The intent in a reply; nil where the model finds that the message says nothing about the answer.
  public func read(_ reply: ChatReply, to request: TeacherRequest) -> Result<FeedbackIntent?, ReplyFault> {
    do throws(ReplyFault) {
      let field = try ReplyField(reply, schema: .feedbackIntent)
      let nonce = request.built.nonce
      guard let scope = FeedbackScope(rawValue: try field.text("scope")) else { throw .unknownValue }
      let usesNewInformation = try field.flag("uses_new_information")
      let explanation = try field.remark("explanation", hiding: nonce)
      let whole = try field.text("intent")
      if whole.count > Self.longestIntent { throw .tooLong }
      if whole.isBlank { return .success(nil) }
      let intent = ReplyParser.shortened(whole, hiding: nonce, most: Self.longestIntent)
      // Only the mark of the request leaves nothing of a text: nothing that holds it is fit to be passed on.
      if intent.isBlank { throw .unknownValue }
      return .success(
        FeedbackIntent(
          intent: intent, scope: scope, usesNewInformation: usesNewInformation, explanation: explanation))
    } catch { return .failure(error) }
  }

  /// The one second try; nil where the server held the reply back.
  public func repair(_ reply: ChatReply, _ fault: ReplyFault, to first: TeacherRequest) -> TeacherRequest? {
    writer.repair(reply, fault.words, to: first, shownTokens: writer.budget.judgementTokens)
  }
}
