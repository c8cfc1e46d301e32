import Foundation
import Records
import ReformulationGraph
import Testing

@Suite("Contributions") struct ContributionTests {
  @Test("are the same in whatever order they are merged") func order() {
    var random = Randomness(5)
    for _ in 0..<20 {
      let parts = (0..<5).map { GraphContribution(conversations: randomSteps(&random, prefix: "s\($0)")) }
      let sums = (0..<3).map { _ in
        parts.shuffled(using: &random).reduce(into: GraphContribution()) { $0.merge($1) }
      }
      #expect(sums[0] == sums[1] && sums[1] == sums[2])
      var left = parts[0]
      left.merge(parts[1])
      left.merge(parts[2])
      var right = parts[1]
      right.merge(parts[2])
      var all = parts[0]
      all.merge(right)
      #expect(left == all)
    }
  }

  @Test("of the parts add up to that of the whole") func additivity() {
    var random = Randomness(6)
    let (one, other) = (randomSteps(&random, prefix: "a"), randomSteps(&random, prefix: "b"))
    var sum = GraphContribution(conversations: one)
    sum.merge(GraphContribution(conversations: other))
    #expect(sum == GraphContribution(conversations: other + one))
    #expect(sum.paths > 0)
  }

  @Test("that are taken back leave what there was") func retraction() {
    var random = Randomness(7)
    for _ in 0..<20 {
      let parts = (0..<4).map { GraphContribution(conversations: randomSteps(&random, prefix: "s\($0)")) }
      var with = GraphLedger()
      for place in (0..<4).shuffled(using: &random) { with.add(parts[place], segment: "s\(place)") }
      with.retract(segment: "s1")
      var without = GraphLedger()
      for place in [3, 0, 2] { without.add(parts[place], segment: "s\(place)") }
      #expect(with == without)
      #expect(with.total == without.total)
    }
  }

  @Test("come back from their files, and equal ones have equal files") func coding() throws {
    var random = Randomness(8)
    let steps = randomSteps(&random, prefix: "a") + goldenSteps()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let contribution = GraphContribution(conversations: steps)
    let file = try encoder.encode(contribution)
    #expect(try JSONDecoder().decode(GraphContribution.self, from: file) == contribution)
    #expect(try encoder.encode(GraphContribution(conversations: steps)) == file)
  }

  @Test("of another version are refused") func version() {
    let file =
      #"{"version":2,"paths":0,"ending":{"success":0,"failure":0,"unknown":0},"requests":[],"states":[],"edges":[]}"#
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(GraphContribution.self, from: Data(file.utf8)) }
  }

  @Test("count users up to 64, and no user twice") func users() throws {
    func count(_ users: [String]) -> Int? {
      let steps = users.enumerated().flatMap { path("r\($0)", ["boil an egg"], .unknown, user: $1) }
      return GraphContribution(conversations: steps).states.values.first?.users.count
    }
    #expect(count(["a", "b", "a", "a"]) == 2)
    #expect(count(["", ""]) == 0)
    let often = GraphContribution(conversations: (0..<5).flatMap { path("r\($0)", ["egg"], .unknown, user: "a") })
    #expect(often.states.values.map(\.users.mostOfOne) == [5])
    #expect(count((0..<64).map { "u\($0)" }) == 64)
    #expect(count((0..<500).map { "u\($0)" }) == 64)
  }

  @Test("with joined conversations hold the step between them, and lose it with their segments") func joins() throws {
    let first = path("a", ["boil an egg"], .unknown, user: "u")
    var second = path("b", ["boil a soft egg"], .success, user: "u")
    for place in second.indices { second[place].session = "a" }
    second[0].relation = .rephrase
    var ledger = GraphLedger()
    ledger.add(GraphContribution(conversations: first), segment: "one")
    ledger.add(GraphContribution(conversations: second), segment: "two")
    let apart = ledger.total
    #expect(apart.paths == 2 && apart.edges.isEmpty && apart.ending == Ending(success: 10_000, unknown: 10_000))
    ledger.setJoins(.joining(sessions: first + second))
    let joined = ledger.total
    #expect(joined.paths == 1 && joined.ending == Ending(success: 10_000))
    #expect(joined.edges.values.map(\.count) == [1] && joined.edges.values.map(\.users.count) == [1])
    #expect(joined.states.values.map(\.visits) == [1, 1])
    ledger.retract(segment: "two")
    #expect(ledger.total == GraphContribution(conversations: first))
  }

  @Test("of halves of conversations, joined, are those of the whole") func halves() {
    var random = Randomness(11)
    for _ in 0..<30 {
      let whole = randomSteps(&random, prefix: "a")
      var (one, other): ([GraphStep], [GraphStep]) = ([], [])
      for var step in whole {
        let isLater = step.messageIndex > 0 && (other.last?.session == step.record || Bool.random(using: &random))
        if isLater { step.record += " continued" }
        if isLater { other.append(step) } else { one.append(step) }
      }
      var ledger = GraphLedger()
      ledger.add(GraphContribution(conversations: one), segment: "one")
      ledger.add(GraphContribution(conversations: other), segment: "other")
      let places = Dictionary(uniqueKeysWithValues: whole.enumerated().map { ("\($1.session) \($1.messageIndex)", $0) })
      let sessions = (one + other).sorted {
        places["\($0.session) \($0.messageIndex)", default: 0] < places["\($1.session) \($1.messageIndex)", default: 0]
      }
      ledger.setJoins(.joining(sessions: sessions))
      #expect(ledger.total == GraphContribution(conversations: whole))
    }
  }
}
