import Records
import ReformulationGraph
import Testing

@Suite("Rewrites") struct RewriteTests {
  /// Of twenty users who ask the one, ten give up and ten succeed with the other, which always works.
  private func book(
    from: String = "boil egg", to: String = "boil an egg for me please", users: Int = 20, language: String = "en",
    rules: RewriteRules = RewriteRules(), isPresentable: (String) -> Bool = { _ in true }, others: [GraphStep] = []
  ) throws -> RewriteBook {
    let steps = halves("c", from: from, to: { _ in to }, users: users, language: language)
    return try ReformulationGraph(GraphContribution(conversations: steps + others)).rewrites(
      rules, isPresentable: isPresentable)
  }

  @Test("are made of what many users found") func found() throws {
    let book = try book()
    #expect(book.rewrites.map(\.wording) == ["boil an egg for me please"] && book.refusals.isEmpty)
  }

  @Test("need sessions and users") func support() throws {
    #expect(try book(users: 2).refusals == [.fewUsers: 1])
    #expect(try book(rules: RewriteRules(sessions: 21)).refusals == [.fewSessions: 1])
    #expect(try book(rules: RewriteRules(sessions: 11)).refusals == [.noCandidate: 1])
    #expect(try book(rules: RewriteRules(users: 11)).refusals == [.noCandidate: 1])
    #expect(try book(rules: RewriteRules(reachingSessions: 10.5)).refusals == [.noCandidate: 1])
  }

  /// Many ask both, but only one user went from the one to the other, and often.
  @Test("are not made by one user alone") func single() throws {
    let steps = (0..<20).flatMap {
      path("a\($0)", ["boil egg"], .failure, user: "a\($0)") + path("b\($0)", ["egg please"], .success, user: "b\($0)")
        + path("c\($0)", ["boil egg", "egg please"], .success, user: "one")
    }
    let book = try ReformulationGraph(GraphContribution(conversations: steps)).rewrites()
    #expect(book.rewrites.isEmpty && book.refusals == [.noCandidate: 1])
  }

  @Test("are not made of one user's habit, though others have done the same") func habit() throws {
    func book(habitual: Int, rules: RewriteRules = RewriteRules()) throws -> RewriteBook {
      var steps = halves("c", from: "boil egg", to: { _ in "boil an egg for me please" })
      steps += (0..<habitual).flatMap {
        path("h\($0)", ["boil egg", "boil an egg for me please"], .success, user: "the one")
      }
      return try ReformulationGraph(GraphContribution(conversations: steps)).rewrites(rules)
    }
    #expect(try book(habitual: 9).rewrites.count == 1)
    #expect(try book(habitual: 11).refusals == [.noCandidate: 1])
    #expect(try book(habitual: 21).refusals == [.oneUser: 1])
  }

  @Test("need a gain that is certain") func gain() throws {
    #expect(try book(rules: RewriteRules(margin: 0.6)).refusals == [.noGain: 1])
    let failing = (0..<20).flatMap { path("f\($0)", ["boil an egg for me please"], .failure, user: "f\($0)") }
    #expect(try book(others: failing).refusals == [.noGain: 1])
  }

  @Test("do not count ends that show nothing as success") func unknown() throws {
    let open = (0..<40).flatMap { path("o\($0)", ["boil an egg for me please"], .unknown, user: "o\($0)") }
    #expect(try book(others: open).refusals == [.noGain: 1])
    #expect(try book(rules: RewriteRules(measure: .shown), others: open).rewrites.count == 1)
  }

  @Test(
    "show nobody else's names, addresses and numbers",
    arguments: [
      "write to NAME_1 for me", "write to ann@example.org for me", "open https://example.org/x for me",
      "call 030 123 45 67 for me",
    ])
  func personal(wording: String) throws {
    #expect(try book(to: wording).refusals == [.notPresentable: 1])
  }

  @Test("ask the caller whether a wording may be shown") func presentable() throws {
    #expect(try book(isPresentable: { !$0.contains("please") }).refusals == [.notPresentable: 1])
  }

  /// "shorter" works after both requests, and asks for something else each time.
  @Test("are not made of what only says what to change") func contextual() throws {
    var steps = halves("c", from: "tell a story about trains", to: { _ in "shorter" })
    steps += halves("d", from: "write a poem on stamps", to: { _ in "Shorter!" })
    for place in steps.indices where steps[place].relation != nil { steps[place].relation = .refine }
    let graph = try ReformulationGraph(GraphContribution(conversations: steps))
    #expect(graph.states.count == 4 && graph.components.count == 2)
    #expect(graph.states.map(\.isContextual).filter { $0 }.count == 2)
    #expect(try graph.rewrites().refusals == [.contextual: 2])
    #expect(graph.state(of: "shorter", language: "en") == nil)
  }

  @Test("never put in another number") func templates() throws {
    let steps = halves("c", from: "boil eggs", to: { "boil \($0) eggs for me" })
    let book = try ReformulationGraph(GraphContribution(conversations: steps)).rewrites()
    #expect(book.rewrites.isEmpty && book.refusals == [.notPresentable: 1])
  }

  @Test("are not made of requests that mean many things, nor to what is said of everything") func fans() throws {
    #expect(try book(rules: RewriteRules(fanOut: 0)).refusals == [.ambiguous: 1])
    let second = halves("d", from: "cook egg", to: { _ in "boil an egg for me please" })
    #expect(try book(others: second).rewrites.count == 2)
    let generic = try book(rules: RewriteRules(fanIn: 1), others: second)
    #expect(generic.rewrites.isEmpty && generic.refusals == [.generic: 2])
  }

  // MARK: Looking up

  @Test("are found for requests that were never seen") func lookup() throws {
    var steps = halves("c", from: "how long to boil egg", to: { _ in "time for a soft egg" })
    steps += path("t", ["convert 5 miles"], .unknown)
    steps += path("z", ["加密资产的特征是什么"], .unknown, language: "zh")
    let contribution = GraphContribution(conversations: steps)
    let graph = try ReformulationGraph(contribution)
    let lookup = RequestLookup(graph, texts: contribution, book: try graph.rewrites())
    let match = try #require(lookup.nearest(to: "how long to boil eggs", language: "en"))
    #expect(match.kind == .similar && match.similarity > 0.8 && match.similarity < 1)
    #expect(match.rewrite?.wording == "time for a soft egg")
    #expect(lookup.nearest(to: "How long to boil egg??", language: "en")?.kind == .same)
    #expect(lookup.nearest(to: "convert 70 miles", language: "en")?.kind == .template)
    #expect(lookup.nearest(to: "加密资产的特征", language: "zh")?.kind == .similar)
    #expect(lookup.nearest(to: "how long to boil eggs", language: "de") == nil)
    #expect(lookup.nearest(to: "something else entirely", language: "en") == nil)
    #expect(lookup.nearest(to: "?", language: "en") == nil)
  }
}
