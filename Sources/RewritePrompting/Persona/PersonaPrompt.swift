public import ModelPrompting
public import Records

/// Asks a model for a card: what a user's earlier requests tell of how they like to be answered.
public struct PersonaPrompt: Sendable {
  /// What a card is made from. The texts must be fit to leave the machine: redacted by whoever makes it.
  public struct Subject: Hashable, Sendable {
    /// What was counted on this machine, a sentence each.
    public let facts: [String]
    /// What the user wrote in other conversations, strictly earlier than the one that the card is for; oldest first.
    public let requests: [String]

    public init(facts: [String], requests: [String]) {
      self.facts = facts
      self.requests = requests
    }
  }

  /// How many requests are shown at most; the latest.
  private static let mostRequests = 40
  private static let mostFacts = 40

  private let writer: QuestionWriter
  private let check: PersonaCheck

  /// - Parameters:
  ///   - mostCharacters: how long a card may be.
  /// - Throws: `PromptError` (`otherPurpose`): the prompt's schema is not `persona_card`.
  public init(
    template: PromptTemplate, mostCharacters: Int = 600, budget: TeacherBudget = TeacherBudget(),
    countTokens: @escaping @Sendable (String) -> Int
  ) throws(PromptError) {
    writer = try QuestionWriter(template, for: .personaCard, budget, countTokens)
    check = PersonaCheck(mostCharacters: mostCharacters)
  }

  /// - Throws: `PromptError`: `badSubject`, there is neither a fact nor a request; `budgetTooSmall`.
  public func request(for subject: Subject) throws(PromptError) -> TeacherRequest {
    let facts = subject.facts.filter { !$0.isBlank }
    let requests = subject.requests.filter { !$0.isBlank }
    if facts.isEmpty, requests.isEmpty {
      throw PromptError(
        .badSubject, at: "a card", found: "nothing to make it from", expected: "a fact or a request",
        nextStep: "leave this user without a card")
    }
    let budget = writer.budget
    let sampling = QuestionWriter.Sampling(replyTokens: budget.judgementTokens)
    return try writer.request(number: check.mostCharacters, sampling) { block in
      for fact in facts.prefix(Self.mostFacts) {
        block.add(#""fact""#, fact, tokens: budget.earlierRequestTokens, .context)
      }
      for request in requests.suffix(Self.mostRequests) {
        block.add(#""earlier_request""#, request, tokens: budget.earlierRequestTokens, .context)
      }
    }
  }

  /// The card in a reply, or what is most wrong with it.
  public func read(
    _ reply: ChatReply, to request: TeacherRequest, about subject: Subject
  ) -> Result<String, PersonaFault> {
    do throws(ReplyFault) {
      let text = try ReplyField(reply, schema: .personaCard).text("card")
      // One paragraph: it stands in a message of the system, where lines would look like more than they are.
      let card = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let faults = check.faults(in: card, of: subject, nonce: request.built.nonce)
      return faults.first.map { .failure($0) } ?? .success(card)
    } catch { return .failure(.reply(error)) }
  }

  /// The one second try; nil where another try promises nothing.
  public func repair(_ reply: ChatReply, _ fault: PersonaFault, to first: TeacherRequest) -> TeacherRequest? {
    if fault == .empty { return nil }
    return writer.repair(reply, fault.words, to: first, shownTokens: writer.budget.judgementTokens)
  }
}
