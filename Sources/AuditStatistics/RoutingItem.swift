/// What routing knows of one item that a language model could be asked about.
public struct RoutingItem: Hashable, Sendable {
  /// Different from item to item.
  public var id: String
  /// The local model's probability that the item is feedback at all.
  public var feedbackProbability: Double
  /// The local model's probability that the item is feedback of its likeliest category; at most the one above.
  public var categoryProbability: Double
  /// What asking will take, prompt and reply together, in tokens of the model asked.
  public var estimatedTokens: Int
  /// What asking will cost, in millionths of the currency; 0 where nothing is paid.
  public var estimatedCost: Int
  /// What `AuditDraw.ticket(of:)` gave: nil where the item is not drawn.
  public var auditTicket: UInt64?

  public init(
    id: String, feedbackProbability: Double, categoryProbability: Double, estimatedTokens: Int,
    estimatedCost: Int = 0, auditTicket: UInt64? = nil
  ) {
    self.id = id
    self.feedbackProbability = feedbackProbability
    self.categoryProbability = categoryProbability
    self.estimatedTokens = estimatedTokens
    self.estimatedCost = estimatedCost
    self.auditTicket = auditTicket
  }

  /// The probability that the local decision is wrong: p below the threshold, where "no feedback" is decided, and
  /// 1 − q from it on, where the likeliest category is.
  ///
  /// With one category and a threshold of 1/2 this is min(p, 1 − p).
  public func expectedError(threshold: Double) -> Double {
    feedbackProbability < threshold ? feedbackProbability : 1 - categoryProbability
  }

  /// How much of the expected error one token takes away, if the verdict that is bought counts as right.
  func gainPerToken(threshold: Double) -> Double {
    expectedError(threshold: threshold) / Double(max(1, estimatedTokens))
  }
}

/// What may be spent; nil where there is no limit.
public struct RoutingBudget: Hashable, Sendable {
  public var requests: Int?
  public var tokens: Int?
  /// In millionths of the currency.
  public var cost: Int?

  public init(requests: Int? = nil, tokens: Int? = nil, cost: Int? = nil) {
    self.requests = requests
    self.tokens = tokens
    self.cost = cost
  }

  /// Takes what the item needs, if all of it is there; else nothing.
  mutating func pay(for item: RoutingItem) -> Bool {
    guard
      requests.map({ $0 >= 1 }) ?? true, tokens.map({ $0 >= item.estimatedTokens }) ?? true,
      cost.map({ $0 >= item.estimatedCost }) ?? true
    else { return false }
    requests = requests.map { $0 - 1 }
    tokens = tokens.map { $0 - item.estimatedTokens }
    cost = cost.map { $0 - item.estimatedCost }
    return true
  }
}
