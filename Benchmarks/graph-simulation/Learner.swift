import Records
import ReformulationGraph

/// Who learns rewrites from what users do, round after round, and applies them.
struct Learner {
  /// Whether it is told which requests it had rewritten.
  let isSelfAware: Bool
  let world: World
  /// For how many rounds what was seen counts.
  let window: Int

  private(set) var ledger = GraphLedger()
  /// What is applied to a topic's plain wording, and to which share of its traffic.
  private(set) var active: [Int: (wording: World.Wording, share: Double)] = [:]

  /// The share of the traffic that a rewrite gets which nothing is known of.
  static let firstShare = 0.5
  /// The share that it gets without self-awareness: as large as it can be with it.
  static let fullShare = 0.95

  init(isSelfAware: Bool, world: World, window: Int) {
    self.isSelfAware = isSelfAware
    self.world = world
    self.window = window
  }

  func applied(to topic: Int, with generator: inout Generator) -> World.Wording? {
    guard let rewrite = active[topic], generator.happens(rewrite.share) else { return nil }
    return rewrite.wording
  }

  mutating func learn(_ sessions: [World.Session], round: Int) throws {
    let steps = sessions.enumerated().flatMap { self.steps(of: $1, record: "\(round)-\($0)") }
    ledger.add(GraphContribution(conversations: steps), segment: "\(round)")
    ledger.retract(segment: "\(round - window)")
    let graph = try ReformulationGraph(ledger.total, rules: GraphRules(nearDuplicates: nil))
    let book = try graph.rewrites(RewriteRules(measure: .shown))
    let reviews = graph.reviews()
    var next: [Int: (wording: World.Wording, share: Double)] = [:]
    for (number, topic) in world.topics.enumerated() {
      guard let state = graph.state(of: world.text(.plain, of: topic), language: "en") else { continue }
      let learned = book.rewrite(for: state).flatMap { wording(of: $0.to, topic, in: graph) }
      next[number] = isSelfAware ? decided(learned, number, graph, reviews) : learned.map { ($0, Self.fullShare) }
    }
    active = next
  }

  /// What was applied is judged by what became of it; what was learned from requests that were run as asked is tried.
  private func decided(
    _ learned: World.Wording?, _ topic: Int, _ graph: ReformulationGraph, _ reviews: [RewriteReview]
  ) -> (wording: World.Wording, share: Double)? {
    let plain = world.text(.plain, of: world.topics[topic])
    func review(_ wording: World.Wording) -> RewriteReview? {
      guard let from = graph.state(of: plain, language: "en"),
        let to = graph.state(of: world.text(wording, of: world.topics[topic]), language: "en")
      else { return nil }
      let key = StateKey(request: graph.states[from].key.request, applied: graph.states[to].key.request)
      return reviews.first { $0.key == key }
    }
    if let now = active[topic]?.wording, let review = review(now), review.verdict != .retire {
      return (now, review.trafficShare)
    }
    guard let learned, review(learned)?.verdict != .retire else { return nil }
    return (learned, review(learned)?.trafficShare ?? Self.firstShare)
  }

  private func wording(of state: Int, _ topic: World.Topic, in graph: ReformulationGraph) -> World.Wording? {
    World.Wording.allCases.first { graph.states[state].exemplars.contains(world.text($0, of: topic)) }
  }

  private func steps(of session: World.Session, record: String) -> [GraphStep] {
    session.turns.enumerated().map { place, turn in
      let isLast = place == session.turns.count - 1
      let topic = world.topics[turn.topic]
      return GraphStep(
        session: record, record: record, user: "user \(session.user)", messageIndex: 2 * place,
        text: world.text(turn.wording, of: topic), language: "en", relation: place == 0 ? nil : .rephrase,
        satisfied: isLast && session.isSuccess == true ? 1 : 0,
        dissatisfied: isLast ? (session.isSuccess == false ? 1 : 0) : 1,
        appliedRewrite: isSelfAware ? turn.applied.map { world.text($0, of: topic) } : nil)
    }
  }
}
