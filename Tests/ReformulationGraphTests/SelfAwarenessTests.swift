import Testing

@testable import ReformulationGraph
@testable import graph_simulation

@Suite("Self-awareness") struct SelfAwarenessTests {
  /// P(X > Y) of whole parameters, as a sum (E. Miller, "Formulas for Bayesian A/B testing", 2014).
  private func exact(_ x: BetaDistribution, _ y: BetaDistribution) -> Double {
    var term = BetaSum.ratio(x, y)
    var sum = 0.0
    for i in 0..<Int(x.a) {
      sum += term
      let i = Double(i)
      term *= (y.a + i) * (x.b + i) / ((i + 1) * (x.b + y.a + y.b + i))
    }
    return sum
  }

  private enum BetaSum {
    /// The first term: B(a_y, b_x + b_y) / (b_x B(1, b_x) B(a_y, b_y)) with b_x B(1, b_x) = 1, as a product.
    static func ratio(_ x: BetaDistribution, _ y: BetaDistribution) -> Double {
      (0..<Int(x.b)).reduce(1) { $0 * (y.b + Double($1)) / (y.a + y.b + Double($1)) }
    }
  }

  @Test("compares two shares as the closed form does") func beta() {
    var random = Randomness(10)
    for _ in 0..<200 {
      func parameter() -> Double { Double(Int.random(in: 1...60, using: &random)) }
      let (x, y) = (BetaDistribution(a: parameter(), b: parameter()), BetaDistribution(a: parameter(), b: parameter()))
      #expect(abs(x.probability(exceeding: y) - exact(x, y)) < 1e-6)
    }
    let one = BetaDistribution(a: 2, b: 1)
    #expect(abs(one.probability(exceeding: BetaDistribution(a: 1, b: 1)) - 2.0 / 3) < 1e-9)
    let many = BetaDistribution(a: 600_001, b: 400_001)
    #expect(many.probability(exceeding: BetaDistribution(a: 590_001, b: 410_001)) > 0.999_999)
    #expect(abs(many.probability(exceeding: many) - 0.5) < 1e-6)
  }

  @Test("keeps what helps, retires what does not, and watches the rest") func verdicts() {
    func review(_ success: Double, _ failure: Double) -> RewriteReview {
      ReviewRules().review(
        StateKey(request: RequestKey(normal: "a", language: "en"), applied: RequestKey(normal: "b", language: "en")),
        applied: .init(success: success, failure: failure), organic: .init(success: 20, failure: 20))
    }
    #expect(review(18, 2).verdict == .keep)
    #expect(review(1, 19).verdict == .retire && review(1, 19).trafficShare == 0)
    #expect(review(0, 0).verdict == .watch && abs(review(0, 0).trafficShare - 0.5) < 1e-6)
    #expect(review(5, 5).verdict == .watch)
  }

  @Test("gets rid of wrong rewrites that accumulate without it, and keeps right ones that are lost") func simulation()
    throws
  {
    let world = World(topicsPerKind: 8, sessionsPerTopic: 40, turningRound: .max)
    func run(_ isSelfAware: Bool) throws -> [Simulation.Round] {
      try (0..<3).flatMap {
        try Simulation(world: world, isSelfAware: isSelfAware, seed: 100 + $0, rounds: 10, window: 6).run().suffix(2)
      }
    }
    let (aware, unaware) = (try run(true), try run(false))
    func sum(_ rounds: [Simulation.Round], _ value: (Simulation.Round) -> Int) -> Int {
      rounds.reduce(0) { $0 + value($1) }
    }
    let possible = sum(aware, \.possible)
    #expect(Double(sum(aware, \.right)) > 0.9 * Double(possible))
    #expect(Double(sum(unaware, \.right)) < 0.7 * Double(possible))
    #expect(sum(aware, \.wrong) < sum(unaware, \.wrong))
    let (served, servedWithout) = (aware.map(\.served).reduce(0, +), unaware.map(\.served).reduce(0, +))
    #expect(served > servedWithout)
  }
}
