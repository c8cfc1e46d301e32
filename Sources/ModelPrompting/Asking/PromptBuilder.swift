internal import Digests
internal import Records

/// Puts the question to a chat model: what do these follow-ups say about the answers before them?
///
/// Pure: the same subject gives the same requests, byte for byte.
public struct PromptBuilder: Sendable {
  /// How a question is sampled.
  public struct Sampling: Hashable, Sendable {
    /// Of the plain question.
    public var temperature = 0.0
    /// Of its variants, so that they can differ.
    public var variantTemperature = 0.7
    /// Of the plain question; variant n takes the n-th after it.
    public var seed = 1

    public init() {}
  }

  let template: PromptTemplate
  private let pool: ExamplePool
  private let budget: PromptBudget
  private let sampling: Sampling
  private let writer: LogWriter

  var cut: TextCut { writer.cut }

  /// - Parameters:
  ///   - countTokens: how many tokens a text takes; an estimate will do, such as a quarter of its bytes.
  /// - Throws: `PromptError` (`otherPurpose`): the prompt asks for something else than verdicts.
  public init(
    template: PromptTemplate, pool: ExamplePool = ExamplePool(), budget: PromptBudget = PromptBudget(),
    sampling: Sampling = Sampling(), countTokens: @escaping @Sendable (String) -> Int
  ) throws(PromptError) {
    try template.require(.feedbackVerdicts)
    self.template = template
    self.pool = pool
    self.budget = budget
    self.sampling = sampling
    writer = LogWriter(cut: TextCut(countTokens: countTokens))
  }

  /// The requests that ask about all of a subject's follow-ups, each about some of them.
  ///
  /// - Parameter variant: 0 for the plain question. Others ask the same with the follow-ups and the examples in another
  ///   order and with another seed, so that an answer that hangs on these shows itself (`Consensus`).
  /// - Throws: `PromptError` (`budgetTooSmall`): not even one follow-up fits with all caps lowered and without examples.
  public func requests(for subject: ClassificationSubject, variant: Int = 0) throws(PromptError) -> [BuiltRequest] {
    let examples = pool.choose(budget.examples, for: subject)
    var requests: [BuiltRequest] = []
    var left = subject.followUps[...]
    while !left.isEmpty {
      var count = budget.share(of: left.count)
      while true {
        let question = Question(subject: subject, followUps: Array(left.prefix(count)), variant: variant)
        if let request = fitting(question, examples) {
          requests.append(request)
          break
        }
        if count == 1 { throw tooSmall() }
        count = (count + 1) / 2
      }
      left = left.dropFirst(count)
    }
    return requests
  }

  /// One request before its length is settled.
  private struct Question {
    var subject: ClassificationSubject
    /// Ascending.
    var followUps: [Int]
    var variant: Int
  }

  /// The first that fits of: caps lowered step by step, then the same without examples. Several follow-ups are rather asked
  /// about apart than with little context.
  private func fitting(_ question: Question, _ examples: [PromptExample]) -> BuiltRequest? {
    let isOne = question.followUps.count == 1
    let lowerings = PromptBudget.lowerings.prefix(
      isOne ? PromptBudget.lowerings.count : PromptBudget.loweringsBeforeSplit)
    for shown in isOne && !examples.isEmpty ? [examples, []] : [examples] {
      for generosity in lowerings {
        let request = build(question, examples: shown, generosity: generosity)
        if request.promptTokens <= budget.promptTokens { return request }
      }
    }
    return nil
  }

  private func build(_ question: Question, examples: [PromptExample], generosity: Double) -> BuiltRequest {
    let subject = question.subject
    let plan = LogPlan(subject, followUps: question.followUps, budget: budget, generosity: generosity)
    let log = writer.lines(subject, followUps: question.followUps, plan: plan).joined(separator: "\n")
    let nonce = LogWriter.nonce(
      of: log, prompt: template.digest, notIn: plan.shares.keys.map { subject.messages[$0].content })
    var order = Shuffle(seed: "\(nonce) \(question.variant)")
    let followUps = question.variant == 0 ? question.followUps : order.shuffled(question.followUps)
    let shown = question.variant == 0 ? examples : order.shuffled(examples)
    let messages = [
      ChatMessage(role: .system, content: instructions(with: shown)),
      ChatMessage(
        role: .user,
        content: template.text(
          .itemLayout, [.nonce: nonce, .log: log, .followUps: Self.list(followUps)])),
    ]
    let request = ChatRequest(
      messages: messages, schema: template.schema.chatSchema,
      maxReplyTokens: budget.replyTokens(for: followUps.count),
      temperature: question.variant == 0 ? sampling.temperature : sampling.variantTemperature,
      seed: sampling.seed + question.variant)
    return BuiltRequest(
      request: request, followUps: followUps, nonce: nonce, promptDigest: template.digest,
      examples: shown.map(\.id), promptTokens: messages.tokens(writer.cut.countTokens))
  }

  private func instructions(with examples: [PromptExample]) -> String {
    let words = template.text(.system)
    if examples.isEmpty || template.sections[.examples] == nil { return words }
    let lines = examples.map { writer.line(for: $0, reason: template.reasons[CategoryName.of($0.category)] ?? "") }
    return words + "\n\n" + template.text(.examples, [.examples: lines.joined(separator: "\n")])
  }

  /// Numbers as a list for people and models: `2, 4, 6`.
  static func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }

  private func tooSmall() -> PromptError {
    PromptError(
      .budgetTooSmall, at: "\(budget.promptTokens) tokens for a prompt",
      found: "no room for one follow-up behind the instructions of \(template.name)", expected: "some hundred more",
      nextStep: "raise the tokens a prompt may take")
  }
}

extension [ChatMessage] {
  /// What the messages take.
  package func tokens(_ count: (String) -> Int) -> Int {
    reduce(0) { $0 + count($1.content) + PromptBudget.tokensPerMessage }
  }
}

/// An order that looks random and is always the same for the same seed (SplitMix64, Fisher and Yates).
package struct Shuffle {
  private var state: UInt64

  package init(seed: String) {
    state = UInt64(SHA256Hasher.hex(of: seed).prefix(16), radix: 16) ?? 0
  }

  package mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for place in elements.indices.dropFirst().reversed() {
      elements.swapAt(place, Int(next() % UInt64(place + 1)))
    }
    return elements
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
