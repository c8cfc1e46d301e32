import AuditStatistics
import Testing

struct RoutingPlanTests {
  private func item(
    _ id: String, _ p: Double, q: Double? = nil, tokens: Int = 100, cost: Int = 0, ticket: UInt64? = nil
  ) -> RoutingItem {
    RoutingItem(
      id: id, feedbackProbability: p, categoryProbability: q ?? p, estimatedTokens: tokens, estimatedCost: cost,
      auditTicket: ticket)
  }

  private func plan(_ items: [RoutingItem], share: Double = 0.5, _ budget: RoutingBudget = .init()) -> RoutingPlan {
    RoutingPlan(items, auditShare: share, threshold: 0.5, band: 0.2...0.8, budget: budget)
  }

  private func names(_ plan: RoutingPlan, _ items: [RoutingItem]) -> [String] { plan.sent.map { items[$0.place].id } }

  @Test("The audit comes first by hash, then the band by expected gain per token")
  func order() {
    let items = [
      item("sure", 0.99), item("late", 0.01, ticket: 900), item("early", 0.98, ticket: 7), item("close", 0.45),
      item("dear", 0.49, tokens: 1000), item("far", 0.25), item("outside", 0.1),
    ]
    let plan = plan(items)
    #expect(names(plan, items) == ["early", "late", "close", "far", "dear"])
    #expect(plan.sent.map(\.probability) == [0.5, 0.5, 1, 1, 1])
    #expect(plan.sent.map(\.reason) == [.audit, .audit, .uncertain, .uncertain, .uncertain])
    #expect(plan.auditShare == 0.5)
  }

  @Test("The expected error is that of the decision, category included")
  func expectedError() {
    #expect(item("", 0.3).expectedError(threshold: 0.5) == 0.3)
    #expect(item("", 0.5, q: 0.25).expectedError(threshold: 0.5) == 0.75)
    #expect(item("", 0.3, q: 0.25).expectedError(threshold: 0.2) == 0.75)
  }

  @Test("Equal gains go by identifier, whatever the order of the items")
  func ties() {
    let items = ["c", "a", "d", "b"].map { item($0, 0.4) }
    #expect(names(plan(items, .init(requests: 3)), items) == ["a", "b", "c"])
    let turned = Array(items.reversed())
    #expect(names(plan(turned, .init(requests: 3)), turned) == ["a", "b", "c"])
  }

  @Test("An audit that the budget cannot cover is cut by hash, and its share is the hash of the first item cut")
  func cutAudit() {
    let items = [
      item("a", 0.9, ticket: 1 << 62), item("b", 0.9, ticket: 1 << 61), item("c", 0.9, tokens: 500, ticket: 3 << 60),
      item("d", 0.9, tokens: 1, ticket: 5 << 60), item("e", 0.5, tokens: 1),
    ]
    let plan = plan(items, .init(tokens: 250))
    // "d" and "e" would fit, but to send them would make small items likelier than great ones.
    #expect(names(plan, items) == ["b"])
    #expect(plan.auditShare == 3.0 / 16)
    #expect(plan.sent.map(\.probability) == [3.0 / 16])
    #expect(plan.auditCut == 3)
    #expect(plan.bandCut == 1)
    #expect(plan.remaining.tokens == 150)
  }

  @Test(
    "Each kind of limit ends the band",
    arguments: [
      RoutingBudget(requests: 2), RoutingBudget(tokens: 250), RoutingBudget(cost: 29),
      RoutingBudget(requests: 9, cost: 20),
    ])
  func limits(budget: RoutingBudget) {
    let items = (0..<5).map { item("\($0)", 0.4, cost: 10) }
    let plan = plan(items, budget)
    #expect(names(plan, items) == ["0", "1"])
    #expect(plan.bandCut == 3)
  }

  @Test("An audited item that the band would have bought is certain, one behind the band's end is not")
  func auditedInBand() {
    let items = [
      item("best", 0.5, ticket: 5), item("second", 0.45), item("third", 0.4), item("fourth", 0.35, ticket: 6),
    ]
    let plan = plan(items, share: 0.1, .init(requests: 3))
    #expect(names(plan, items) == ["best", "fourth", "second"])
    #expect(plan.sent.map(\.probability) == [1, 0.1, 1])
    #expect(plan.bandCut == 1)
  }

  @Test("Nothing is planned of nothing")
  func empty() {
    #expect(plan([]).sent.isEmpty)
    #expect(plan([item("a", 0.5)], .init(requests: 0)).sent.isEmpty)
  }
}
