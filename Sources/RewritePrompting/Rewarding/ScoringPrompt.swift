public import ModelPrompting
public import Records

/// Asks a judge to score candidates by criteria of its own for the request, twice, in opposite orders.
///
/// The criteria come before the scores (after Feedbacker's query-specific criteria), and only what is scored alike
/// both times makes a pair (Repeat Ranking, arXiv 2405.18952).
public struct ScoringPrompt: Sendable {
  private let writer: QuestionWriter

  /// - Throws: `PromptError` (`otherPurpose`): the prompt's schema is not `candidate_scores`.
  public init(
    template: PromptTemplate, budget: TeacherBudget = TeacherBudget(), countTokens: @escaping @Sendable (String) -> Int
  ) throws(PromptError) {
    writer = try QuestionWriter(template, for: .candidateScores, budget, countTokens)
  }

  /// The two requests. The order of the first is shuffled by the texts and the seed; the second has the reverse, so
  /// that of any two candidates each stands before the other once.
  ///
  /// - Throws: `PromptError` (`budgetTooSmall`).
  public func requests(for subject: ScoringSubject, seed: Int = 1) throws(PromptError) -> [TeacherRequest] {
    var shuffle = Shuffle(seed: "\(seed)\n\(subject.candidates.joined(separator: "\n"))")
    let order = shuffle.shuffled(Array(subject.candidates.indices))
    return [try request(for: subject, order), try request(for: subject, order.reversed())]
  }

  private func request(for subject: ScoringSubject, _ order: [Int]) throws(PromptError) -> TeacherRequest {
    let budget = writer.budget
    // A few words more for each candidate.
    let sampling = QuestionWriter.Sampling(replyTokens: budget.judgementTokens + 60 * order.count)
    return try writer.request(order: order, number: order.count, sampling) { block in
      block.add(history: subject.history, budget)
      if !subject.persona.isBlank {
        block.add(#""known_of_user""#, subject.persona, tokens: budget.personaTokens, .context)
      }
      for (place, candidate) in order.enumerated() {
        block.add(
          #""candidate":\#(place + 1),"text""#, subject.candidates[candidate], tokens: budget.answerTokens)
      }
    }
  }

  /// The scores in a reply, by the candidates' places in the subject.
  public func read(_ reply: ChatReply, to request: TeacherRequest) -> Result<CandidateScores, ReplyFault> {
    do throws(ReplyFault) {
      let field = try ReplyField(reply, schema: .candidateScores)
      var scores: [Int: Int] = [:]
      for element in try field.list("scores") {
        let score = ReplyField(element)
        let candidate = request.order[try score.integer("candidate", in: 1...request.order.count) - 1]
        if scores.updateValue(try score.integer("score", in: 1...10), forKey: candidate) != nil { throw .duplicate }
      }
      guard scores.count == request.order.count else { throw .incomplete }
      return .success(
        CandidateScores(
          scores: request.order.indices.map { scores[$0] ?? 0 }, order: request.order,
          criteria: try criteria(field, request)))
    } catch { return .failure(error) }
  }

  private func criteria(_ field: ReplyField, _ request: TeacherRequest) throws(ReplyFault) -> [String] {
    try field.list("criteria").prefix(8).compactMap { element in
      let criterion = ReplyParser.shortened(element.text ?? "", hiding: request.built.nonce)
      return criterion.isBlank ? nil : criterion
    }
  }

  /// The one second try; nil where the server held the reply back.
  public func repair(_ reply: ChatReply, _ fault: ReplyFault, to first: TeacherRequest) -> TeacherRequest? {
    writer.repair(reply, fault.words, to: first, shownTokens: writer.budget.judgementTokens)
  }
}

/// What a judge said of all candidates in one order of them.
public struct CandidateScores: Hashable, Sendable {
  /// From 1 to 10, by the candidates' places in the subject.
  public let scores: [Int]
  /// Which candidate stood at each place.
  public let order: [Int]
  /// By what they were scored, in the judge's words.
  public let criteria: [String]

  public init(scores: [Int], order: [Int], criteria: [String]) {
    precondition(order.sorted() == Array(scores.indices), "an order names each candidate once")
    self.scores = scores
    self.order = order
    self.criteria = criteria
  }
}
