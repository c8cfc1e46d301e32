/// One learner in one world, round after round.
struct Simulation {
  /// How a round went.
  struct Round {
    var number: Int
    /// Rewrites that were applied in it: right ones serve more people than the wording they replace, wrong ones fewer.
    var right = 0
    var wrong = 0
    /// Topics that have a right rewrite.
    var possible = 0
    /// The share of plain requests whose first answer served.
    var served = 0.0
  }

  let world: World
  let isSelfAware: Bool
  let seed: UInt64
  let rounds: Int
  let window: Int

  func run() throws -> [Round] {
    var learner = Learner(isSelfAware: isSelfAware, world: world, window: window)
    var generator = Generator(seed: seed)
    var results: [Round] = []
    for number in 0..<rounds {
      let now = learner
      let sessions = world.sessions(round: number, with: &generator) { now.applied(to: $0, with: &$1) }
      results.append(round(number, now, sessions))
      try learner.learn(sessions, round: number)
    }
    return results
  }

  private func round(_ number: Int, _ learner: Learner, _ sessions: [World.Session]) -> Round {
    var round = Round(number: number)
    for (place, topic) in world.topics.enumerated() {
      let own = world.served(topic, running: .plain, round: number)
      // Less than a tenth is neither right nor wrong.
      if world.served(topic, running: .good, round: number) > own + 0.1 { round.possible += 1 }
      guard let applied = learner.active[place]?.wording else { continue }
      let gain = world.served(topic, running: applied, round: number) - own
      if gain > 0.1 { round.right += 1 }
      if gain < -0.1 { round.wrong += 1 }
    }
    let plain = sessions.filter { $0.turns[0].wording == .plain }
    round.served = Double(plain.count { $0.firstAnswerServed }) / Double(max(1, plain.count))
    return round
  }
}
