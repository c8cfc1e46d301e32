internal import AuditStatistics
internal import Foundation
internal import Records

extension Simulation {
  /// The draw by hash and the plan as they are used, with budgets that end in the audit, in the band, or not at all.
  /// Feedback takes more tokens than the rest, so that a cut that goes by tokens in the wrong way would show.
  func routed() {
    print("\nDrawn by hash and planned within a budget: \(draws) audits each, N 5000, band 5 %–70 %\n\(Study.head)")
    var generator = SeededGenerator(seed: 8)
    let population = Population(Process(prevalence: 0.10, classifier: .good), count: 5_000, generator: &generator)
    let tokens = population.items.map { item in
      Int((item.reference.category == nil ? 300 : 900) * (0.5 + generator.uniform()))
    }
    let plans: [(String, Double, RoutingBudget)] = [
      ("no limit", 0.05, RoutingBudget()), ("ends in the band", 0.05, RoutingBudget(tokens: 200_000)),
      ("ends in the audit, tokens", 0.10, RoutingBudget(tokens: 90_000)),
      ("ends in the audit, requests", 0.10, RoutingBudget(requests: 250)),
    ]
    for (name, share, budget) in plans {
      var study = Study(name)
      for round in 0..<draws {
        let (table, truth) = audit(population, tokens, AuditDraw(share: share, salt: "round \(round)"), budget)
        study.add(table, truths: study.truths(truth))
      }
      report(study)
    }
  }

  /// One audit as planned, and the collection with the decisions that it leaves: they depend on what the band bought.
  private func audit(
    _ population: Population, _ tokens: [Int], _ draw: AuditDraw, _ budget: RoutingBudget
  ) -> (AuditTable, Population) {
    let items = population.items.indices.map { place in
      RoutingItem(
        id: "item-\(place)", feedbackProbability: population.items[place].probability,
        categoryProbability: population.items[place].probability * Process.rightCategory,
        estimatedTokens: tokens[place], auditTicket: draw.ticket(of: "item-\(place)"))
    }
    let plan = RoutingPlan(items, auditShare: draw.share, threshold: 0.4, band: 0.05...0.7, budget: budget)
    var probabilities: [Int: Double] = [:]
    for item in plan.sent { probabilities[item.place] = item.probability }
    var result = population
    var table = AuditTable()
    for (place, item) in population.items.enumerated() {
      let probability = probabilities[place]
      if probability == 1 { result.decide(place, item.reference) }
      let reference: AuditedItem.Reference =
        switch probability {
        case nil: .notAsked
        case 1: .certain(item.reference)
        case .some(let probability): .drawn(item.reference, probability: probability)
        }
      table.add(AuditedItem(decision: result.items[place].decision, reference: reference))
    }
    return (table, result)
  }
}
