import Foundation

/// Two learners in worlds of the same kind: one knows which requests it had rewritten, the other takes what became of
/// them for what becomes of the requests. `swift run -c release graph-simulation > Benchmarks/graph-simulation/results.txt`.
@main struct GraphSimulation {
  private static let worlds = 20
  private static let rounds = 16
  private static let turningRound = 8

  static func main() throws {
    let world = World(topicsPerKind: 30, sessionsPerTopic: 40, turningRound: turningRound)
    print(
      "means of \(worlds) worlds; 30 topics of each kind, 40 sessions a topic and round, what was seen counts for 6 rounds;"
    )
    print(
      "from round \(turningRound) on, 8 of the 30 broken topics are sound, and their good wordings mean something else\n"
    )
    print("                  self-aware                |             without")
    print("round possible    right  wrong  served      |    right  wrong  served")
    var results: [Bool: [[Simulation.Round]]] = [:]
    for isSelfAware in [true, false] {
      results[isSelfAware] = try (0..<worlds).map { number in
        try Simulation(
          world: world, isSelfAware: isSelfAware, seed: UInt64(number), rounds: rounds, window: 6
        ).run()
      }
    }
    for round in 0..<rounds {
      let aware = means(results[true, default: []].map { $0[round] })
      let unaware = means(results[false, default: []].map { $0[round] })
      print(
        String(
          format: "%5d %8.1f %8.1f %6.1f %7.3f      | %8.1f %6.1f %7.3f", round, aware[3], aware[0], aware[1], aware[2],
          unaware[0], unaware[1], unaware[2]))
    }
  }

  private static func means(_ rounds: [Simulation.Round]) -> [Double] {
    let values: [(Simulation.Round) -> Double] = [
      { Double($0.right) }, { Double($0.wrong) }, \.served, { Double($0.possible) },
    ]
    return values.map { value in rounds.reduce(0) { $0 + value($1) } / Double(rounds.count) }
  }
}
