import Foundation
import ReformulationGraph
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("The graph") struct GraphTests {
  private static let rules = GraphRules(prior: .none)

  private func graph(_ steps: [GraphStep], rules: GraphRules = rules) throws -> ReformulationGraph {
    try ReformulationGraph(GraphContribution(conversations: steps), rules: rules)
  }

  private func state(_ text: String, in graph: ReformulationGraph) throws -> Int {
    try #require(graph.state(of: text, language: "en"))
  }

  @Test("of conversations has the probabilities of the worked example") func golden() throws {
    let graph = try graph(goldenSteps())
    let own = try state("Play Maj and Dragons!", in: graph)
    let better = try state("play imagine dragons", in: graph)
    #expect(abs(graph.absorption(of: own).success - 163.0 / 284) < 1e-12)
    #expect(abs(graph.absorption(of: better).success - 487.0 / 568) < 1e-12)
    #expect(abs(graph.absorption(of: own).steps - 255.0 / 142) < 1e-12)
    #expect(abs(try graph.reach(from: own, to: better) - (40.0 / 71) / (75.0 / 71)) < 1e-12)
    #expect(graph.components.count == 1 && graph.coverage.largestComponent == 3)
    #expect(graph.coverage.visitsInLargerComponents == 27 && graph.coverage.visits == 27)
  }

  @Test("rewrites the worked example to the wording that gets there") func goldenRewrite() throws {
    let graph = try graph(goldenSteps())
    // So few sessions say little at 95 %.
    #expect(try graph.rewrites(RewriteRules(users: 2)).rewrites.isEmpty)
    let book = try graph.rewrites(RewriteRules(margin: 0, quantile: 1, users: 2))
    let own = try state("play maj and dragons", in: graph)
    let rewrite = try #require(book.rewrite(for: own))
    #expect(rewrite.wording == "play imagine dragons")
    #expect(abs(rewrite.gain - 161.0 / 568) < 1e-12)
    #expect(rewrite.leastGain > 0 && rewrite.leastGain < rewrite.gain)
    #expect(abs(rewrite.shareOfSuccess - (40.0 / 71 * 0.8) / (163.0 / 284)) < 1e-12)
    #expect(rewrite.directSessions == 6 && rewrite.directUsers == 6)
    let records = Set(goldenSteps().filter { $0.text == rewrite.wording }.map(\.record))
    #expect(rewrite.sessions == records.count && rewrite.users == records.count)
    #expect(try book.rewrite(for: state("play imagine dragons", in: graph)) == nil)
  }

  @Test("does not depend on the order of the conversations") func determinism() throws {
    var random = Randomness(9)
    let steps = goldenSteps() + randomSteps(&random, prefix: "a")
    let records = Dictionary(grouping: steps, by: \.record)
    let drawings = try (0..<4).map { _ in
      let shuffled = records.keys.sorted().shuffled(using: &random).flatMap { records[$0] ?? [] }
      let graph = try graph(shuffled, rules: GraphRules())
      return GraphDrawing(graph, book: try graph.rewrites()).dot
    }
    #expect(Set(drawings).count == 1)
  }

  @Test("takes solutions that were found elsewhere") func parallel() throws {
    let plan = GraphPlan(GraphContribution(conversations: goldenSteps()), rules: Self.rules)
    let solutions = try plan.components.indices.map { try plan.chain(of: $0).solved() }
    let graph = ReformulationGraph(plan, solutions: solutions)
    #expect(graph.absorption(of: 0) == (try self.graph(goldenSteps()).absorption(of: 0)))
  }

  @Test("is not sure of what was seen once") func prior() throws {
    let steps = path("a", ["seen once"], .success) + path("b", ["seen too"], .failure)
    let graph = try graph(steps, rules: GraphRules(prior: .corpus(strength: 1)))
    #expect(graph.absorption(of: try state("seen once", in: graph)).success == 0.75)
    let fixed = try self.graph(steps, rules: GraphRules(prior: .fixed(success: 0, failure: 1, unknown: 2)))
    #expect(fixed.absorption(of: try state("seen once", in: fixed)).success == 0.25)
  }

  @Test("keeps what was rewritten apart from what was not") func superposition() throws {
    let steps =
      (0..<4).flatMap { path("o\($0)", ["play bazzi angel"], .failure, user: "u\($0)") }
      + (0..<4).flatMap {
        path("r\($0)", ["play bazzi angel"], .success, user: "v\($0)", applied: [0: "play beautiful by bazzi"])
      }
    let graph = try graph(steps)
    #expect(graph.absorption(of: try state("play bazzi angel", in: graph)).failure == 1)
    let review = try #require(graph.reviews().first)
    #expect(review.applied.success == 4 && review.organic.failure == 4 && graph.reviews().count == 1)
    #expect(review.verdict == .keep && review.trafficShare == 0.95)
  }

  // MARK: Drawings

  @Test("is drawn in whole components, as many as fit") func drawing() throws {
    let small = path("x", ["one", "other"], .unknown)
    let graph = try graph(goldenSteps() + small + path("y", ["alone"], .unknown))
    #expect(GraphDrawing(graph).states.count == 5)
    #expect(GraphDrawing(graph, limit: 4).states.count == 3)
    #expect(GraphDrawing(graph, limit: 2).states.count == 2)
    #expect(GraphDrawing(graph, limit: 0).states.isEmpty)
  }

  private final class LabelReader: NSObject, XMLParserDelegate {
    var labels: [String] = []
    var edges = 0
    private var text: String?
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      if attributes["key"] == "label" { text = "" }
      if name == "edge" { edges += 1 }
    }
    func parser(_ parser: XMLParser, foundCharacters string: String) { text? += string }
    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      if let text { labels.append(text) }
      text = nil
    }
  }

  @Test("is drawn with whatever the requests hold") func escaping() throws {
    let evil = "say \"<b>&\u{0}]]>\u{FFFF}\\n\" ; } digraph"
    let drawing = GraphDrawing(try graph(path("x", [evil, "and more"], .unknown)))
    let reader = LabelReader()
    let parser = XMLParser(data: Data(drawing.graphML.utf8))
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.labels.contains("say \"<b>& ]]> \\n\" ; } digraph") && reader.edges == 1)
    #expect(drawing.dot.contains(#"[label="say \"<b>& ]]>"#) && drawing.dot.contains(#"\\n\" ; } digraph\n"#))
  }
}
