public import ModelPrompting
public import Records

/// Asks a teacher for the answer that a user wanted, and reads what it wrote (the user-guided rewrites of RLHI: Jin et
/// al. 2025, arXiv 2509.25137).
///
/// Pure: the same subject gives the same request, byte for byte. The reply is no JSON but the answer itself between
/// two lines with the mark of the request: answers are long and full of code, quotation marks, backslashes and line
/// breaks, of which each would have to be escaped without one mistake; and where the end line is missing the answer is
/// cut.
public struct RewritePrompt: Sendable {
  private let writer: QuestionWriter
  private let check: RewriteCheck

  /// - Parameters:
  ///   - template: one whose schema is `marked_answer`, such as `prompts/rewrite-1.md`.
  ///   - countTokens: how many tokens a text takes; an estimate will do.
  /// - Throws: `PromptError` (`otherPurpose`): the prompt asks for something else.
  public init(
    template: PromptTemplate, budget: TeacherBudget = TeacherBudget(), limits: RewriteLimits = RewriteLimits(),
    countTokens: @escaping @Sendable (String) -> Int
  ) throws(PromptError) {
    writer = try QuestionWriter(template, for: .markedAnswer, budget, countTokens)
    check = RewriteCheck(template: template, limits: limits)
  }

  /// The request for a rewrite.
  ///
  /// - Parameters:
  ///   - seed: another one asks for another rewrite, where the temperature is not 0.
  /// - Throws: `PromptError` (`budgetTooSmall`).
  public func request(
    for subject: RewriteSubject, temperature: Double = 0, seed: Int = 1
  ) throws(PromptError) -> TeacherRequest {
    let budget = writer.budget
    let sampling = QuestionWriter.Sampling(replyTokens: budget.writtenTokens, temperature: temperature, seed: seed)
    return try writer.request(sampling) { block in
      block.add(history: subject.history, budget)
      block.add(#""answer""#, subject.answer, tokens: budget.answerTokens)
      block.add(#""feedback""#, subject.feedback, tokens: budget.feedbackTokens)
      if !subject.persona.isBlank {
        block.add(#""known_of_user""#, subject.persona, tokens: budget.personaTokens, .context)
      }
    }
  }

  /// The rewrite in a reply, or what is most wrong with it.
  public func read(
    _ reply: ChatReply, to request: TeacherRequest, about subject: RewriteSubject
  ) -> Result<String, RewriteFault> {
    do throws(WrittenText.Fault) {
      let rewrite = try WrittenText.marked(reply, nonce: request.built.nonce)
      let faults = check.faults(in: rewrite, of: subject, nonce: request.built.nonce)
      return faults.first.map { .failure($0) } ?? .success(rewrite)
    } catch { return .failure(RewriteFault(error)) }
  }

  /// The one second try, which says what was wrong; nil where another try promises nothing.
  public func repair(_ reply: ChatReply, _ fault: RewriteFault, to first: TeacherRequest) -> TeacherRequest? {
    // Who leaves the answer empty or refuses has done as the instructions allow.
    if [.empty, .refusal].contains(fault) { return nil }
    return writer.repair(reply, fault.words, to: first, shownTokens: writer.budget.answerTokens)
  }
}
