internal import ModelPrompting
internal import Records

/// Makes requests out of a prompt and blocks of data, none longer than the budget.
struct QuestionWriter: Sendable {
  /// How a reply is sampled.
  struct Sampling {
    var replyTokens: Int
    var temperature = 0.0
    var seed = 1
  }

  let template: PromptTemplate
  let budget: TeacherBudget
  private let cut: TextCut

  /// - Throws: `PromptError` (`otherPurpose`): the prompt asks for something else.
  init(
    _ template: PromptTemplate, for schema: ReplySchema, _ budget: TeacherBudget,
    _ countTokens: @escaping @Sendable (String) -> Int
  ) throws(PromptError) {
    try template.require(schema)
    self.template = template
    self.budget = budget
    cut = TextCut(countTokens: countTokens)
  }

  /// The first request that fits, its caps lowered step by step.
  ///
  /// - Parameters:
  ///   - number: the number that the prompt names, where it names one.
  ///   - fill: writes the data.
  /// - Throws: `PromptError` (`budgetTooSmall`): it does not fit with the lowest caps.
  func request(
    order: [Int] = [], number: Int? = nil, _ sampling: Sampling, fill: (inout DataBlock) -> Void
  ) throws(PromptError) -> TeacherRequest {
    for generosity in PromptBudget.lowerings {
      var block = DataBlock(cut: cut, generosity: generosity)
      fill(&block)
      let built = build(block, number, sampling)
      if built.promptTokens <= budget.promptTokens {
        return TeacherRequest(built: built, isCut: block.isCut, order: order)
      }
    }
    throw PromptError(
      .budgetTooSmall, at: "\(budget.promptTokens) tokens for a prompt",
      found: "no room for the texts behind the instructions of \(template.name)", expected: "some hundred more",
      nextStep: "raise the tokens a prompt may take")
  }

  private func build(_ block: DataBlock, _ number: Int?, _ sampling: Sampling) -> BuiltRequest {
    let log = block.lines.joined(separator: "\n")
    let nonce = LogWriter.nonce(of: log, prompt: template.digest, notIn: block.texts)
    var values: [PromptText.Placeholder: String] = [.nonce: nonce, .log: log]
    if let number { values[.number] = String(number) }
    let messages = [
      ChatMessage(role: .system, content: template.text(.system)),
      ChatMessage(role: .user, content: template.text(.itemLayout, values)),
    ]
    let request = ChatRequest(
      messages: messages, schema: template.schema.chatSchema, maxReplyTokens: max(1, sampling.replyTokens),
      temperature: sampling.temperature, seed: sampling.seed)
    return BuiltRequest(
      request: request, nonce: nonce, promptDigest: template.digest, promptTokens: messages.tokens(cut.countTokens))
  }

  /// The one second try after a reply that could not be used: it shows the reply and says in fixed words what was
  /// wrong.
  ///
  /// It is longer than the first by the reply and the words about it; the prompt's budget does not count them.
  ///
  /// - Parameter shownTokens: how much of the reply is shown.
  func repair(_ reply: ChatReply, _ problem: String, to first: TeacherRequest, shownTokens: Int) -> TeacherRequest? {
    // What the server held back it would hold back again.
    if reply.finish == .filtered { return nil }
    var repair = first
    // Neutral too: a reply may hold what a text talked the model into, marks of templates for one.
    let shown = reply.content.isBlank ? "(nothing)" : cut.plain(reply.content, cap: shownTokens, kept: .headAndTail)
    var request = first.built.request
    request.messages.append(ChatMessage(role: .assistant, content: shown))
    request.messages.append(ChatMessage(role: .user, content: template.text(.repair, [.problems: problem])))
    request.temperature = 0
    repair.built = BuiltRequest(
      request: request, nonce: first.built.nonce, promptDigest: template.digest,
      promptTokens: request.messages.tokens(cut.countTokens))
    return repair
  }
}
