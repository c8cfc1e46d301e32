import Records
import ReformulationGraph
import Testing

@Suite("Paths of requests") struct PathTests {
  private func steps(_ relations: [Relation?], record: String = "r") -> [GraphStep] {
    relations.enumerated().map { place, relation in
      GraphStep(
        session: "s", record: record, user: "u", messageIndex: 2 * place,
        text: "request number \("abcdef".dropFirst(place).prefix(1))",
        language: "en", relation: relation, satisfied: 0.2, dissatisfied: 0.3)
    }
  }

  private func shape(_ relations: [Relation?]) -> [Int] {
    let contribution = GraphContribution(conversations: steps(relations))
    return [contribution.paths, contribution.edges.values.reduce(0) { $0 + $1.count }]
  }

  @Test("go on while the user asks for the same") func cuts() {
    #expect(shape([nil, .rephrase, .refine, .same]) == [1, 3])
    #expect(shape([nil, .followUp, .newTopic]) == [3, 0])
    #expect(shape([nil, .rephrase, .newTopic, .refine]) == [2, 2])
    // A reaction is no request, and does not end what it reacts to.
    #expect(shape([nil, .reaction, .rephrase]) == [1, 1])
    #expect(shape([nil, .reaction, .followUp, .reaction]) == [2, 0])
  }

  @Test("end as the answer to the last request was received") func endings() {
    let step = steps([nil, .rephrase])
    func ending(_ rule: EndingRule, _ change: (inout GraphStep) -> Void = { _ in }) -> Ending {
      var changed = step
      change(&changed[1])
      return GraphContribution(conversations: changed, ending: rule).ending
    }
    #expect(ending(EndingRule()) == Ending(unknown: 10_000))
    #expect(ending(EndingRule()) { $0.satisfied = 0.5 } == Ending(success: 10_000))
    #expect(ending(EndingRule()) { $0.dissatisfied = 0.7 } == Ending(failure: 10_000))
    #expect(ending(EndingRule(threshold: 0.8)) { $0.dissatisfied = 0.7 } == Ending(unknown: 10_000))
    #expect(ending(EndingRule(isSoft: true)) == Ending(success: 2_000, failure: 3_000, unknown: 5_000))
    #expect(ending(EndingRule(isSoft: true)) { $0.satisfied = .nan } == Ending(failure: 3_000, unknown: 7_000))
    #expect(ending(EndingRule(isSoft: true)) { $0.satisfied = 0.9 } == Ending(success: 9_000, failure: 1_000))
  }

  @Test("that the user builds on are success only as far as the rule says") func continuation() {
    let both = steps([nil, .followUp])
    let half = GraphContribution(conversations: both, ending: EndingRule(isSoft: true, continuationShare: 0.5))
    #expect(half.ending == Ending(success: 2_000 + 2_500 + 2_000, failure: 6_000, unknown: 2_500 + 5_000))
  }

  @Test("do not go over into a conversation after the user had turned to something else") func switching() {
    func joined(_ relations: [Relation?]) -> Int {
      var later = steps([.rephrase], record: "later")
      later[0].text = "the later request"
      return GraphContribution.joining(sessions: steps(relations) + later).edges.values.reduce(0) { $0 + $1.count }
    }
    #expect(joined([nil]) == 1)
    #expect(joined([nil, .refine]) == 1)
    #expect(joined([nil, .followUp]) == 0)
  }

  @Test("of messages whose text is not at hand have the states of their keys") func keys() throws {
    var texts = steps([nil, .rephrase])
    let whole = GraphContribution(conversations: texts)
    let keys = whole.edges.keys.map { [$0.from.request, $0.to.request] }.joined()
    for (place, key) in keys.enumerated() {
      texts[place].text = ""
      texts[place].request = key
    }
    let bare = GraphContribution(conversations: texts)
    #expect(bare.states == whole.states && bare.edges == whole.edges && bare.requests.isEmpty)
  }

  @Test("of one user go on in the next conversation within the gap") func sessions() {
    let spans: [SessionJoiner.Span] = [
      .init(record: "late", user: "u", start: 5_000, end: 5_000), .init(record: "first", user: "u", start: 0, end: 100),
      .init(record: "second", user: "u", start: 1_900, end: 1_950),
      .init(record: "other", user: "v", start: 50, end: 60),
      .init(record: "x", user: "", start: 0, end: 0), .init(record: "y", user: "", start: 1, end: 1),
    ]
    #expect(
      SessionJoiner.sessions(of: spans) == [
        "first": "first", "second": "first", "late": "late", "other": "other", "x": "x", "y": "y",
      ])
  }
}
