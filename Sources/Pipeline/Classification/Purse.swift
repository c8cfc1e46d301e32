internal import AuditStatistics
internal import Records
internal import Synchronization

/// What may still be sent and spent in a run. What a request may take at most is set aside before it is sent, so that the limit
/// holds whatever comes back and however many are under way.
final class Purse: Sendable {
  private let left: Mutex<RoutingBudget>
  private let price: TokenPrice

  init(_ budget: RoutingBudget, price: TokenPrice) {
    left = Mutex(budget)
    self.price = price
  }

  /// Sets aside what a request takes at most; false where that is no longer there.
  func reserve(promptTokens: Int, replyTokens: Int) -> Bool {
    let cost = price.cost(promptTokens: promptTokens, replyTokens: replyTokens)
    let tokens = promptTokens + replyTokens
    return left.withLock { left in
      guard left.requests.map({ $0 >= 1 }) ?? true, left.tokens.map({ $0 >= tokens }) ?? true,
        left.cost.map({ $0 >= cost }) ?? true
      else { return false }
      Self.take(&left, requests: 1, tokens: tokens, cost: cost)
      return true
    }
  }

  /// Puts back what a request did not take after all. One that failed was sent, and costs what the server says.
  func settle(promptTokens: Int, replyTokens: Int, used: TokenUsage?) {
    let spent = used.map { price.cost(promptTokens: $0.promptTokens, replyTokens: $0.replyTokens) } ?? 0
    let set = price.cost(promptTokens: promptTokens, replyTokens: replyTokens)
    let tokens = promptTokens + replyTokens - (used?.totalTokens ?? 0)
    left.withLock { Self.take(&$0, requests: 0, tokens: -tokens, cost: spent - set) }
  }

  private static func take(_ budget: inout RoutingBudget, requests: Int, tokens: Int, cost: Int) {
    budget.requests = budget.requests.map { $0 - requests }
    budget.tokens = budget.tokens.map { $0 - tokens }
    budget.cost = budget.cost.map { $0 - cost }
  }
}
