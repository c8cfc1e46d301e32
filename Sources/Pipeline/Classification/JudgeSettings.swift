public import AuditStatistics
public import ModelClient
public import ModelPrompting

/// How the second stage of the cascade works: which chat model is asked about what, and how much that may cost.
public struct JudgeSettings: Sendable {
  public var client: ModelClientSettings
  public var key: APIKey?
  public var prompt: PromptTemplate
  /// The prompt of the second question, whether the quote supports the category; nil asks none.
  public var validation: PromptTemplate?
  /// Labelled follow-ups that the model is shown; may be empty.
  public var examples: [PromptExample] = []
  public var promptBudget = PromptBudget()

  /// The probabilities of feedback, both ends included, at which a verdict is worth buying. Default 0.15 to 0.7.
  public var band: ClosedRange<Double> = 0.15...0.7
  /// From which probability on this machine decides for feedback; only the order of asking hangs on it.
  public var threshold = 0.5
  /// The share of all follow-ups that are asked about at random, to measure by. From 0 to 1.
  public var auditShare = 0.01
  /// What one run may send and spend.
  public var budget = RoutingBudget(requests: 1000)
  public var price = TokenPrice()
  /// How often each question is put, each time in another order; from 1. The majority counts.
  public var repeats = 1
  /// Whether personal data are replaced before text is sent.
  public var redacts = true
  /// How probable it is that a verdict of feedback, or of none, is right, as measured on labelled data; 0.5 gives it no weight.
  public var reliability = 0.8
  /// Asks again about what was judged under another version of the prompt.
  public var reclassifies = false

  public init(client: ModelClientSettings, prompt: PromptTemplate) {
    self.client = client
    self.prompt = prompt
  }

  /// The name of the model that is asked.
  public var judge: String { client.model }

  /// The name and the beginning of the digest, as it is stored with each verdict.
  public var promptVersion: String { "\(prompt.name)@\(prompt.digest.prefix(8))" }
}

/// What tokens cost, in currency for a million of them.
public struct TokenPrice: Hashable, Sendable {
  public var prompt: Double
  public var reply: Double

  public init(prompt: Double = 0, reply: Double = 0) {
    self.prompt = prompt
    self.reply = reply
  }

  /// In millionths of the currency, rounded up.
  public func cost(promptTokens: Int, replyTokens: Int) -> Int {
    Int((Double(promptTokens) * prompt + Double(replyTokens) * reply).rounded(.up))
  }
}
