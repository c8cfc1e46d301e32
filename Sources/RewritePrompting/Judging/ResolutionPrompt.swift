public import ModelPrompting
public import Records

/// Asks a judge which of two answers does what a user wanted, in both orders of them.
///
/// The intent comes first, each answer is judged by itself before they are compared, and the judge does not know which
/// one is the rewrite.
public struct ResolutionPrompt: Sendable {
  private let writer: QuestionWriter

  /// - Throws: `PromptError` (`otherPurpose`): the prompt's schema is not `issue_resolution`.
  public init(
    template: PromptTemplate, budget: TeacherBudget = TeacherBudget(), countTokens: @escaping @Sendable (String) -> Int
  ) throws(PromptError) {
    writer = try QuestionWriter(template, for: .issueResolution, budget, countTokens)
  }

  /// The request with one of the answers first; a judgement takes both.
  ///
  /// - Throws: `PromptError` (`budgetTooSmall`).
  public func request(for subject: ResolutionSubject, first: AnswerSide) throws(PromptError) -> TeacherRequest {
    let budget = writer.budget
    let order = [first, first.other]
    return try writer.request(
      order: order.map { $0 == .original ? 0 : 1 }, QuestionWriter.Sampling(replyTokens: budget.judgementTokens)
    ) { block in
      block.add(history: subject.subject.history, budget)
      block.add(#""feedback""#, subject.subject.feedback, tokens: budget.feedbackTokens)
      block.add(#""intent""#, subject.intent, tokens: budget.feedbackTokens)
      for (letter, side) in zip(["A", "B"], order) {
        block.add(#""candidate":"\#(letter)","text""#, subject[side], tokens: budget.answerTokens)
      }
    }
  }

  /// What the judge said, told by what the answers are and not by their letters.
  public func read(_ reply: ChatReply, to request: TeacherRequest) -> Result<ResolutionReading, ReplyFault> {
    precondition(request.order.count == 2, "a comparison is of two answers")
    do throws(ReplyFault) {
      let field = try ReplyField(reply, schema: .issueResolution)
      let a = try Self.mark("a", field)
      let b = try Self.mark("b", field)
      let isOriginalFirst = request.order[0] == 0
      let first = isOriginalFirst ? AnswerSide.original : .rewrite
      let winner: AnswerSide?
      switch try field.text("better") {
      case "A": winner = first
      case "B": winner = first.other
      case "tie": winner = nil
      default: throw .unknownValue
      }
      return .success(
        ResolutionReading(
          original: isOriginalFirst ? a : b, rewrite: isOriginalFirst ? b : a, winner: winner, first: first,
          explanation: try field.remark("explanation", hiding: request.built.nonce)))
    } catch { return .failure(error) }
  }

  private static func mark(_ letter: String, _ field: ReplyField) throws(ReplyFault) -> ResolutionReading.Mark {
    let mark = ResolutionReading.Mark(
      isResolved: try field.answer("\(letter)_resolved"), score: try field.integer("\(letter)_score", in: 1...5),
      hasLost: try field.answer("\(letter)_lost"))
    // The two say the same thing twice; where they say the opposite, neither can be believed.
    if mark.isResolved ? mark.score <= 1 : mark.score >= 5 { throw .opposedFields }
    return mark
  }

  /// The one second try; nil where the server held the reply back.
  public func repair(_ reply: ChatReply, _ fault: ReplyFault, to first: TeacherRequest) -> TeacherRequest? {
    writer.repair(reply, fault.words, to: first, shownTokens: writer.budget.judgementTokens)
  }
}
