internal import Records

/// Which messages of a conversation a request shows, and how much of each.
struct LogPlan {
  /// What one message may take.
  struct Share {
    var tokens: Int
    var kept: TextCut.Kept
  }

  /// By the message's index.
  private(set) var shares: [Int: Share] = [:]
  private let most: Int

  /// - Parameter generosity: 1 for the caps as they are, less to lower them. Follow-ups are lowered least and older
  ///   messages most.
  init(_ subject: ClassificationSubject, followUps: [Int], budget: PromptBudget, generosity: Double) {
    most = min(budget.promptTokens / 4, PromptBudget.mostTokens)
    for followUp in followUps {
      give(followUp, lowered(budget.followUpTokens, generosity.squareRoot()), .headAndTail)
      guard let target = subject.target(of: followUp) else { continue }
      give(target, lowered(budget.targetTokens, generosity), .headAndTail)
      if let request = subject.messages[..<target].lastIndex(where: { $0.role == .user }) {
        give(request, lowered(budget.requestTokens, generosity), .headAndTail)
      }
      if let next = Self.nextAnswer(after: followUp, in: subject.messages) {
        give(next, lowered(budget.nextAnswerTokens, generosity), .head)
      }
    }
    giveOlder(subject, before: followUps.min() ?? 0, budget: budget, generosity: generosity)
  }

  private mutating func giveOlder(
    _ subject: ClassificationSubject, before followUp: Int, budget: PromptBudget, generosity: Double
  ) {
    let tokens = lowered(budget.olderTokens, generosity * generosity)
    let count = Int(Double(min(max(0, budget.olderMessages), followUp)) * generosity)
    let older = subject.messages[..<followUp].indices.filter { shares[$0] == nil }
    for index in older.suffix(count) { give(index, tokens, .head) }
    // What the conversation began with often is what it is about.
    if count > 0, let first = subject.messages.firstIndex(where: { $0.role == .user }) { give(first, tokens, .head) }
  }

  private mutating func give(_ index: Int, _ tokens: Int, _ kept: TextCut.Kept) {
    if let share = shares[index], share.tokens >= tokens { return }
    shares[index] = Share(tokens: tokens, kept: kept)
  }

  /// A cap lowered; a few words stay, and no message takes more than a quarter of the prompt.
  private func lowered(_ tokens: Int, _ factor: Double) -> Int {
    max(8, Int(Double(min(tokens, most)) * factor))
  }

  /// The answer to a follow-up itself.
  private static func nextAnswer(after followUp: Int, in messages: [Message]) -> Int? {
    let behind = messages[(followUp + 1)...]
    guard let next = behind.firstIndex(where: { $0.role == .user || $0.role == .assistant }) else { return nil }
    return messages[next].role == .assistant ? next : nil
  }
}
