public import Records

/// The optional second question: does the quote support the label, given both turns?
///
/// An independent look at what was found raises precision: in one study of logs of coding agents, about half of the first pass's finds stood
/// it. The question shows the label and the quote, never the first model's explanation, which would persuade.
public struct ValidationPrompt: Sendable {
  /// What came of one check.
  public enum Answer: Hashable, Sendable {
    /// With the reason in the model's words.
    case supported(String)
    case unsupported(String)
    case missing
    case malformed(ReplyFault)
  }

  private let template: PromptTemplate
  private let budget: PromptBudget
  private let writer: LogWriter

  /// - Throws: `PromptError` (`otherPurpose`): the prompt asks for something else than checks.
  public init(
    template: PromptTemplate, budget: PromptBudget = PromptBudget(), countTokens: @escaping @Sendable (String) -> Int
  ) throws(PromptError) {
    try template.require(.quoteChecks)
    self.template = template
    self.budget = budget
    writer = LogWriter(cut: TextCut(countTokens: countTokens))
  }

  /// The requests that check verdicts of feedback; those of none are left out, there is no quote to check.
  ///
  /// - Parameter verdicts: usable ones (`FollowUpOutcome.verdict`) on follow-ups of the subject.
  /// - Throws: `PromptError` (`budgetTooSmall`): not even one check fits.
  public func requests(
    for subject: ClassificationSubject, checking verdicts: [ModelVerdict]
  ) throws(PromptError) -> [BuiltRequest] {
    let asked = verdicts.filter { $0.category != nil && subject.followUps.contains($0.followUp) }
      .sorted { $0.followUp < $1.followUp }
    var requests: [BuiltRequest] = []
    var left = asked[...]
    while !left.isEmpty {
      var count = budget.share(of: left.count)
      while true {
        if let request = fitting(subject, Array(left.prefix(count))) {
          requests.append(request)
          break
        }
        if count == 1 {
          throw PromptError(
            .budgetTooSmall, at: "\(budget.promptTokens) tokens for a prompt",
            found: "no room for one check behind the instructions of \(template.name)", expected: "some hundred more",
            nextStep: "raise the tokens a prompt may take")
        }
        count = (count + 1) / 2
      }
      left = left.dropFirst(count)
    }
    return requests
  }

  private func fitting(_ subject: ClassificationSubject, _ verdicts: [ModelVerdict]) -> BuiltRequest? {
    for generosity in PromptBudget.lowerings {
      let request = build(subject, verdicts, generosity: generosity)
      if request.promptTokens <= budget.promptTokens { return request }
    }
    return nil
  }

  private func build(
    _ subject: ClassificationSubject, _ verdicts: [ModelVerdict], generosity: Double
  ) -> BuiltRequest {
    let followUps = verdicts.map(\.followUp)
    let plan = LogPlan(subject, followUps: followUps, budget: budget, generosity: generosity)
    let checks = verdicts.map { verdict in
      let quote = writer.cut.quoted(verdict.quote, cap: 100, kept: .headAndTail)
      return #"{"check":\#(verdict.followUp),"label":"\#(CategoryName.of(verdict.category))","quote":\#(quote)}"#
    }
    let log = (writer.lines(subject, followUps: followUps, plan: plan) + checks).joined(separator: "\n")
    let nonce = LogWriter.nonce(
      of: log, prompt: template.digest, notIn: plan.shares.keys.map { subject.messages[$0].content })
    let messages = [
      ChatMessage(role: .system, content: template.text(.system)),
      ChatMessage(
        role: .user,
        content: template.text(
          .itemLayout, [.nonce: nonce, .log: log, .followUps: PromptBuilder.list(followUps)])),
    ]
    let request = ChatRequest(
      messages: messages, schema: template.schema.chatSchema, maxReplyTokens: 64 + 100 * followUps.count)
    return BuiltRequest(
      request: request, followUps: followUps, nonce: nonce, promptDigest: template.digest, examples: [],
      promptTokens: messages.tokens(writer.cut.countTokens))
  }
}

extension ValidationPrompt {
  /// Reads the reply to one of the requests: an answer for each check that was asked for, and for no other.
  public func parse(_ reply: ChatReply, to request: BuiltRequest) -> [Int: Answer] {
    func all(_ answer: Answer) -> [Int: Answer] {
      Dictionary(request.followUps.map { ($0, answer) }) { first, _ in first }
    }
    if reply.finish == .filtered { return all(.malformed(.filtered)) }
    let elements: [JSONValue]
    switch ReplyText.find(in: reply.content, listKey: template.schema.listKey) {
    case .fault(let fault): return all(.malformed(fault))
    case .list(let found), .cutList(let found): elements = found
    }
    let answers = AnswersByNumber(elements, asked: request.followUps)
    var result: [Int: Answer] = [:]
    for followUp in request.followUps {
      switch answers.answer(for: followUp) {
      case nil: result[followUp] = .missing
      case .failure(let fault): result[followUp] = .malformed(fault)
      case .success(let answer): result[followUp] = Self.read(answer, nonce: request.nonce)
      }
    }
    return result
  }

  private static func read(_ answer: JSONValue, nonce: String) -> Answer {
    guard let supported = answer["supported"] else { return .malformed(.missingField) }
    let reason = ReplyParser.shortened(answer["reason"]?.text ?? "", hiding: nonce)
    return switch supported {
    case .string("yes"): .supported(reason)
    case .string("no"): .unsupported(reason)
    default: .malformed(.wrongType)
    }
  }

  /// The one second try for checks that were not answered, as `RepairRequest` makes it for verdicts; nil where all were.
  public func repair(_ reply: ChatReply, _ answers: [Int: Answer], to first: BuiltRequest) -> BuiltRequest? {
    let open = answers.sorted { $0.key < $1.key }.compactMap { followUp, answer -> (Int, String)? in
      switch answer {
      case .supported, .unsupported: nil
      case .missing: (followUp, "Message \(followUp): There was no answer for it.")
      case .malformed(let fault): (followUp, "Message \(followUp): \(fault.words)")
      }
    }
    return RepairRequest.make(reply, open.map(\.1), open.map(\.0), to: first, template, writer.cut)
  }
}
