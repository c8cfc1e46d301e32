import Foundation
import Testing

@testable import ReformulationGraph

@Suite("An absorbing chain") struct AbsorbingChainTests {
  /// Of three wordings, with ends in success and failure.
  static let golden = AbsorbingChain([
    .init([.init(to: 1, weight: 6), .init(to: 2, weight: 2)], success: 1, failure: 3),
    .init([.init(to: 0, weight: 1)], success: 8, failure: 1),
    .init([.init(to: 1, weight: 1)], success: 1, failure: 3),
  ])

  private func near(_ one: Double, _ other: Double, _ tolerance: Double = 1e-9) -> Bool {
    abs(one - other) <= tolerance * max(1, abs(other))
  }

  /// Eliminated, and swept.
  @Test("has the exact solution of a worked example", arguments: [4_000_000, 0]) func golden(entryLimit: Int) throws {
    let solution = try Self.golden.solved(entryLimit: entryLimit)
    let exact: [(success: Double, failure: Double, steps: Double)] = [
      (163.0 / 284, 121.0 / 284, 255.0 / 142), (487.0 / 568, 81.0 / 568, 335.0 / 284),
      (211.0 / 568, 357.0 / 568, 351.0 / 284),
    ]
    for (found, exact) in zip(solution.absorptions, exact) {
      #expect(near(found.success, exact.success, 1e-10))
      #expect(near(found.failure, exact.failure, 1e-10))
      #expect(near(found.steps, exact.steps, 1e-10))
      #expect(found.unknown == 0 && found.never == 0)
    }
    let columns: [[Double]] = [
      [75.0 / 71, 15.0 / 142, 3.0 / 142], [40.0 / 71, 75.0 / 71, 15.0 / 71], [25.0 / 142, 5.0 / 284, 285.0 / 284],
    ]
    for (state, column) in columns.enumerated() {
      let visits = try solution.visits(to: state)
      #expect(zip(visits, column).allSatisfy { near($0, $1, 1e-10) })
      let reach = try solution.reach(to: state)
      #expect(zip(reach, column).allSatisfy { near($0, $1 / column[state], 1e-10) })
      let row = try solution.visits(from: state)
      #expect(row.indices.allSatisfy { near(row[$0], columns[$0][state], 1e-10) })
    }
  }

  @Test("agrees with a dense solver on random chains", arguments: [4_000_000, 0]) func dense(entryLimit: Int) throws {
    var random = Randomness(1)
    var compared = 0
    for _ in 0..<300 {
      let chain = random.chain()
      let solution = try chain.solved(entryLimit: entryLimit)
      guard solution.absorptions.allSatisfy({ $0.never == 0 }) else { continue }
      compared += 1
      let dense = DenseSolver(chain)
      for state in chain.rows.indices {
        #expect(near(solution.absorptions[state].success, dense.success[state]))
        #expect(near(solution.absorptions[state].steps, dense.steps[state]))
        let row = try solution.visits(from: state)
        #expect(zip(row, dense.visits[state]).allSatisfy { near($0, $1) })
        let column = try solution.visits(to: state)
        #expect(column.indices.allSatisfy { near(column[$0], dense.visits[$0][state]) })
      }
    }
    #expect(compared > 100)
  }

  @Test("comes to some end, or never does") func sums() throws {
    var random = Randomness(2)
    var endless = 0
    for _ in 0..<500 {
      for absorption in try random.chain().solved().absorptions {
        #expect(near(absorption.success + absorption.failure + absorption.unknown + absorption.never, 1, 1e-12))
        #expect(absorption.steps.isInfinite == (absorption.never > 0))
        endless += absorption.never > 0 ? 1 : 0
      }
    }
    #expect(endless > 100)
  }

  @Test("tells states that lead to no end") func trapped() throws {
    let solution = try AbsorbingChain([
      .init([.init(to: 1, weight: 1), .init(to: 3, weight: 2)], success: 1),
      .init([.init(to: 2, weight: 1)]), .init([.init(to: 1, weight: 1), .init(to: 2, weight: 5)]),
      .init([.init(to: 3, weight: 9)], failure: 1), .init([]),
    ]).solved()
    #expect(
      solution.absorptions[0] == Absorption(success: 0.25, failure: 0.5, unknown: 0, never: 0.25, steps: .infinity))
    for state in [1, 2, 4] {
      #expect(solution.absorptions[state] == Absorption(success: 0, failure: 0, unknown: 0, never: 1, steps: .infinity))
    }
    #expect(solution.absorptions[3].failure == 1)
    #expect(near(solution.absorptions[3].steps, 10))
    #expect(try solution.visits(from: 0)[3] > 0)
    #expect(try solution.visits(from: 1) == [0, 0, 0, 0, 0])
  }

  /// Two states that lead to each other and hardly ever to an end: 1 − q is lost where it is found by subtraction.
  @Test("keeps its accuracy where ends are rare") func rareEnds() throws {
    let rare = 1e-14
    let solution = try AbsorbingChain([
      .init([.init(to: 1, weight: 1)], success: rare), .init([.init(to: 0, weight: 1)], failure: 3 * rare),
    ]).solved()
    let success = (1 + 3 * rare) / (4 + 3 * rare)
    #expect(near(solution.absorptions[0].success, success, 1e-14))
    #expect(near(solution.absorptions[0].steps * rare, (1 + rare) * (2 + 3 * rare) / (4 + 3 * rare), 1e-12))
  }

  @Test("of a state with very many neighbours is solved exactly") func hub() throws {
    let leaves = 20_000
    let hub = AbsorbingChain.Row((1...leaves).map { .init(to: $0, weight: 1) }, success: Double(leaves))
    let leaf = AbsorbingChain.Row([.init(to: 0, weight: 1)], failure: 1)
    let solution = try AbsorbingChain([hub] + Array(repeating: leaf, count: leaves)).solved()
    // From the hub half succeed at once, half go to a leaf, of whom half come back.
    #expect(near(solution.absorptions[0].success, 2.0 / 3, 1e-12))
    #expect(near(solution.absorptions[leaves].success, 1.0 / 3, 1e-12))
  }

  @Test("that is large and dense is swept within its promise") func sweeps() throws {
    var random = Randomness(3)
    let chain = AbsorbingChain(
      (0..<200).map { _ in
        .init(
          (0..<40).map { _ in .init(to: Int.random(in: 0..<200, using: &random), weight: 1) },
          success: Double.random(in: 0...1, using: &random), failure: 0.25)
      })
    let (eliminated, swept) = (try chain.solved(), try chain.solved(entryLimit: 5_000))
    for (one, other) in zip(eliminated.absorptions, swept.absorptions) {
      #expect(abs(one.success - other.success) <= 1e-9)
    }
    #expect(eliminated != swept)
  }

  @Test("that can be neither eliminated nor swept is an error") func notConverged() {
    let rows = (0..<3).map { state in
      AbsorbingChain.Row(
        [.init(to: (state + 1) % 3, weight: 1), .init(to: (state + 2) % 3, weight: 1)], success: 1e-13)
    }
    #expect(throws: GraphError.self) { try AbsorbingChain(rows).solved(entryLimit: 0) }
  }

  /// Source of the numbers: numpy.linalg, which is LAPACK.
  @Test("agrees with numpy") func numpy() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let python = root.appendingPathComponent(".venv/bin/python").path
    try #require(
      FileManager.default.isExecutableFile(atPath: python), "run scripts/bootstrap --with-test-peers first")
    var random = Randomness(4)
    let chains = try (0..<40).map { _ in random.chain() }.filter { chain in
      try chain.solved().absorptions.allSatisfy { $0.never == 0 }
    }
    let rows = chains.map { chain in
      chain.rows.map { row in
        var dense = Array(repeating: 0.0, count: chain.rows.count)
        for next in row.transitions { dense[next.state] = next.weight }
        return dense + [row.success, row.failure, row.unknown]
      }
    }
    let script = """
      import json, sys, numpy
      for rows in json.load(sys.stdin):
          counts = numpy.array(rows)
          n = len(rows)
          p = counts / counts.sum(axis=1, keepdims=True)
          a = numpy.eye(n) - p[:, :n]
          x = numpy.linalg.solve(a, numpy.hstack([p[:, n:], numpy.ones((n, 1))]))
          print(json.dumps(x.tolist()))
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", script]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(try JSONEncoder().encode(rows))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let solutions = try text.split(separator: "\n").map {
      try JSONDecoder().decode([[Double]].self, from: Data($0.utf8))
    }
    #expect(solutions.count == chains.count && chains.count > 10)
    for (chain, solution) in zip(chains, solutions) {
      for (own, other) in zip(try chain.solved().absorptions, solution) {
        #expect(near(own.success, other[0]) && near(own.failure, other[1]) && near(own.unknown, other[2]))
        #expect(near(own.steps, other[3]))
      }
    }
  }
}
