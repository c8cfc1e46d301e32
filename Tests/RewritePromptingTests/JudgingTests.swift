import ModelPrompting
import Records
import Testing

@testable import RewritePrompting

@Suite("Intents")
struct IntentTests {
  private func read(_ content: String, finish: ChatReply.Finish = .complete) throws -> Result<
    FeedbackIntent?, ReplyFault
  > {
    let prompt = try Prompts.intent()
    return prompt.read(reply(content, finish: finish), to: try prompt.request(for: try lentils()))
  }

  private let good = """
    {"explanation":"It gives the wrong time.","intent":"Say that lentils have to boil for 15 minutes.",\
    "scope":"everyone","uses_new_information":false}
    """

  @Test("The request shows the answer and the feedback, and not what is known of the user")
  func request() throws {
    let request = try Prompts.intent().request(for: try lentils(persona: "Cooks."))
    let lines = try DataLine.read(request)
    #expect(lines.map { $0.answer != nil } == [false, true, false])
    #expect(lines[2].feedback == "That is wrong, they have to boil for 15 minutes.")
    #expect(request.built.request.schema?.name == "feedback_intent")
    #expect(request.built.request.temperature == 0)
  }

  @Test("An intent is read, in a fence, behind a thought or with words around it")
  func forms() throws {
    for content in [good, "```json\n\(good)\n```", "<think>{\"intent\":\"no\"}</think>\(good)", "Here: \(good) Done."] {
      let intent = try #require(try read(content).value ?? nil)
      #expect(intent.intent == "Say that lentils have to boil for 15 minutes.")
      #expect(intent.scope == .everyone && !intent.usesNewInformation)
      #expect(intent.explanation == "It gives the wrong time.")
    }
  }

  @Test("A message that says nothing about the answer has no intent")
  func none() throws {
    let content = good.replacing("Say that lentils have to boil for 15 minutes.", with: " ")
    #expect(try read(content) == .success(nil))
  }

  @Test(
    "Whatever else comes is told by its fault",
    arguments: [
      ("", ReplyFault.empty), ("I cannot.", .notJSON), (#"{"intent":"a""#, .notJSON), (#"{"aim":"a"}"#, .otherShape),
      (#"{"intent":"a"}"#, .missingField),
      (#"{"intent":"a","scope":"all","uses_new_information":true}"#, .unknownValue),
      (#"{"intent":"a","scope":"everyone","uses_new_information":"no"}"#, .wrongType),
      (#"{"intent":3,"scope":"everyone","uses_new_information":true}"#, .wrongType),
      (#"{"intent":"a","scope":"everyone","uses_new_information":true} {"intent":"b"}"#, .ambiguous),
    ])
  func faults(content: String, fault: ReplyFault) throws { #expect(try read(content).fault == fault) }

  @Test("An intent that is no sentence any more, or that gives away the mark, is not passed on")
  func unfit() throws {
    let long = good.replacing("Say that", with: String(repeating: "Say that ", count: 60))
    #expect(try read(long).fault == .tooLong)
    let prompt = try Prompts.intent()
    let request = try prompt.request(for: try lentils())
    let telling = good.replacing("Say that", with: "Data \(request.built.nonce) ends.")
    #expect(prompt.read(reply(telling), to: request).fault == .unknownValue)
  }

  @Test("What the server held back is filtered")
  func filtered() throws { #expect(try read(good, finish: .filtered).fault == .filtered) }
}

@Suite("Comparisons of two answers")
struct ResolutionTests {
  private func asked() throws -> ResolutionSubject {
    ResolutionSubject(subject: try lentils(), intent: "Say how long they boil.", rewrite: "Boil them for 15 minutes.")
  }

  private func content(a: (String, Int, String), b: (String, Int, String), better: String) -> String {
    """
    {"explanation":"e","a_resolved":"\(a.0)","a_score":\(a.1),"a_lost":"\(a.2)",\
    "b_resolved":"\(b.0)","b_score":\(b.1),"b_lost":"\(b.2)","better":"\(better)"}
    """
  }

  @Test("The two requests differ in the places of the answers and in nothing that tells which is which")
  func orders() throws {
    let prompt = try Prompts.resolution()
    let one = try prompt.request(for: try asked(), first: .original)
    let other = try prompt.request(for: try asked(), first: .rewrite)
    let oneLines = dataLines(one)
    let otherLines = dataLines(other)
    #expect(oneLines.dropLast(2) == otherLines.dropLast(2))
    func text(_ line: Substring) -> Substring { line.dropFirst(#"{"candidate":"A","#.count) }
    #expect(oneLines.suffix(2).map { $0.prefix(16) } == [#"{"candidate":"A""#, #"{"candidate":"B""#])
    #expect(otherLines.suffix(2).map { $0.prefix(16) } == [#"{"candidate":"A""#, #"{"candidate":"B""#])
    #expect(oneLines.suffix(2).map(text) == otherLines.suffix(2).reversed().map(text))
    #expect(one.order == [0, 1] && other.order == [1, 0])
    #expect(one.built.key(model: "m") != other.built.key(model: "m"))
    #expect(!one.built.request.messages[1].content.contains("rewrite"))
  }

  @Test("Letters are turned back into what the answers are, in either order", arguments: AnswerSide.allCases)
  func letters(first: AnswerSide) throws {
    let prompt = try Prompts.resolution()
    let request = try prompt.request(for: try asked(), first: first)
    let rewriteIsA = first == .rewrite
    let marks = [("no", 2, "yes"), ("yes", 5, "no")]
    let text = content(a: marks[rewriteIsA ? 1 : 0], b: marks[rewriteIsA ? 0 : 1], better: rewriteIsA ? "A" : "B")
    let reading = try #require(prompt.read(reply(text), to: request).value)
    #expect(reading.rewrite == ResolutionReading.Mark(isResolved: true, score: 5, hasLost: false))
    #expect(reading.original == ResolutionReading.Mark(isResolved: false, score: 2, hasLost: true))
    #expect(reading.winner == .rewrite && reading.first == first && reading.explanation == "e")
  }

  @Test(
    "Whatever else comes is told by its fault",
    arguments: [
      (#""a_score":4"#, #""a_score":6"#, ReplyFault.numberOutOfRange),
      (#""a_score":4"#, #""a_score":0"#, .numberOutOfRange),
      (#""a_score":4"#, #""a_score":"4""#, .wrongType), (#""a_score":4"#, #""a_score":4.5"#, .wrongType),
      (#""a_resolved":"yes""#, #""a_resolved":"partly""#, .unknownValue),
      (#""a_resolved":"yes""#, #""a_resolved":"no""#, nil), (#""a_resolved":"yes""#, #""a_resolved":true"#, nil),
      (#""a_score":4"#, #""a_score":1"#, .opposedFields),
      (#""b_resolved":"no","b_score":2"#, #""b_resolved":"no","b_score":5"#, .opposedFields),
      (#""better":"A""#, #""better":"both""#, .unknownValue), (#","better":"A""#, "", .otherShape),
      (#""a_lost":"no","#, "", .missingField), ("}", "", .notJSON),
    ] as [(String, String, ReplyFault?)])
  func faults(found: String, put: String, fault: ReplyFault?) throws {
    let good = content(a: ("yes", 4, "no"), b: ("no", 2, "no"), better: "A")
    try #require(good.contains(found))
    let prompt = try Prompts.resolution()
    let request = try prompt.request(for: try asked(), first: .original)
    #expect(prompt.read(reply(good.replacing(found, with: put)), to: request).fault == fault)
  }

  @Test("A second try shows the bad reply and keeps the order")
  func repair() throws {
    let prompt = try Prompts.resolution()
    let first = try prompt.request(for: try asked(), first: .rewrite)
    let repair = try #require(prompt.repair(reply("A!"), .notJSON, to: first))
    #expect(repair.order == first.order && repair.built.request.messages.count == 4)
    #expect(repair.built.request.schema == first.built.request.schema)
  }
}

@Suite("Judgements from both orders")
struct RewriteJudgementTests {
  private typealias Judged = Result<ResolutionReading, ReplyFault>

  private static func reading(
    _ first: AnswerSide, winner: AnswerSide?, scores: (Int, Int) = (2, 5), resolved: Bool = true, lost: Bool = false
  ) -> Judged {
    .success(
      ResolutionReading(
        original: ResolutionReading.Mark(isResolved: false, score: scores.0, hasLost: false),
        rewrite: ResolutionReading.Mark(isResolved: resolved, score: scores.1, hasLost: lost), winner: winner,
        first: first, explanation: ""))
  }

  private func judge(_ readings: [Judged], acceptsHalfTie: Bool = false, leastMargin: Double = 0.1) throws
    -> RewriteJudgement
  {
    var rules = RewriteJudgement.Rules()
    rules.acceptsHalfTie = acceptsHalfTie
    rules.leastMargin = leastMargin
    let asked = ResolutionSubject(subject: try lentils(), intent: "i", rewrite: "Boil them for 15 minutes.")
    return RewriteJudgement(of: asked, readings, rules: rules)
  }

  @Test("Better in both orders, resolved and without loss is kept, with mean scores")
  func kept() throws {
    let judgement = try judge([
      Self.reading(.original, winner: .rewrite, scores: (2, 5)),
      Self.reading(.rewrite, winner: .rewrite, scores: (3, 4)),
    ])
    #expect(judgement.isKept && judgement.winner == .rewrite)
    #expect(judgement.originalScore == 0.375 && judgement.rewriteScore == 0.875 && judgement.margin == 0.5)
    #expect(abs(judgement.softTarget - 0.75026) < 0.000005)
  }

  @Test(
    "What is not kept is told by its reason",
    arguments: [
      (
        [reading(.original, winner: .rewrite), reading(.rewrite, winner: .original)],
        RewriteJudgement.Rejection.contradictory
      ),
      ([reading(.original, winner: .original), reading(.rewrite, winner: .rewrite)], .contradictory),
      ([reading(.original, winner: nil), reading(.rewrite, winner: nil)], .tie),
      ([reading(.original, winner: .rewrite), reading(.rewrite, winner: nil)], .halfTie),
      ([reading(.original, winner: .original), reading(.rewrite, winner: nil)], .originalBetter),
      ([reading(.original, winner: .original), reading(.rewrite, winner: .original)], .originalBetter),
      ([reading(.original, winner: .rewrite), reading(.rewrite, winner: .rewrite, resolved: false)], .unresolved),
      ([reading(.original, winner: .rewrite), reading(.rewrite, winner: .rewrite, lost: true)], .regression),
      (
        [reading(.original, winner: .rewrite, scores: (4, 4)), reading(.rewrite, winner: .rewrite, scores: (4, 4))],
        .smallMargin
      ),
      ([reading(.original, winner: .rewrite), .failure(.notJSON)], .unreadable),
      ([reading(.original, winner: .rewrite), reading(.original, winner: .rewrite)], .unreadable),
      ([], .unreadable),
    ] as [([Result<ResolutionReading, ReplyFault>], RewriteJudgement.Rejection)])
  func rejected(readings: [Result<ResolutionReading, ReplyFault>], rejection: RewriteJudgement.Rejection) throws {
    let judgement = try judge(readings)
    #expect(judgement.rejection == rejection && !judgement.isKept)
    #expect((judgement.bias == nil) == (rejection == .unreadable))
    if [.contradictory, .tie].contains(rejection) { #expect(judgement.winner == nil) }
  }

  @Test("The order in which the two readings are given makes no difference")
  func symmetric() throws {
    let readings = [Self.reading(.original, winner: .rewrite), Self.reading(.rewrite, winner: nil, scores: (1, 3))]
    #expect(try judge(readings) == judge(readings.reversed()))
  }

  @Test("Half a tie is kept where that is allowed, and no margin of nothing ever is")
  func options() throws {
    let half = [Self.reading(.original, winner: .rewrite), Self.reading(.rewrite, winner: nil)]
    #expect(try judge(half, acceptsHalfTie: true).isKept)
    let even = [
      Self.reading(.original, winner: .rewrite, scores: (4, 4)),
      Self.reading(.rewrite, winner: .rewrite, scores: (4, 4)),
    ]
    #expect(try judge(even, leastMargin: 0).rejection == .smallMargin)
  }

  @Test("What the judge is drawn to is recorded")
  func bias() throws {
    let bias = try #require(
      try judge([Self.reading(.original, winner: .original), Self.reading(.rewrite, winner: .rewrite)]).bias)
    #expect(!bias.isConsistent && bias.firstPlaceWins == 2 && bias.secondPlaceWins == 0)
    #expect(bias.longer == .original && bias.longerWins == 1)
    #expect(abs(bias.lengthRatio - 25.0 / 70) < 1e-9)
  }

  /// The published pairs of margin and target.
  @Test(
    "Soft targets are those of the method",
    arguments: [(0.1, 0.55478), (0.25, 0.63414), (0.5, 0.75026), (1, 0.90025), (2, 0.98787)])
  func softTargets(margin: Double, target: Double) {
    #expect(abs(SoftTarget.probability(margin: margin) - target) < 0.000005)
    #expect(abs(SoftTarget.probability(margin: -margin) + target - 1) < 0.00001)
  }
}
