import Records
import Testing
import TranscriptParsing

/// A vote; conversations as texts of user and assistant in turn.
private func vote(_ a: [String], _ b: [String], winner: String?, more: String = "") -> String {
  func list(_ texts: [String]) -> String {
    texts.enumerated().map { #"{"role":"\#($0 % 2 == 0 ? "user" : "assistant")","content":"\#($1)"}"# }
      .joined(separator: ",")
  }
  let winner = winner.map { #""\#($0)""# } ?? "null"
  return #"""
    {"question_id":"v","model_a":"ma","model_b":"mb","winner":\#(winner),"judge":"j","conversation_a":[\#(list(a))],
    "conversation_b":[\#(list(b))],"turn":1,"anony":true,"language":"English","tstamp":1683209816.78\#(more)}
    """#
}

@Suite("A vote") struct VoteTests {
  @Test("gives both conversations with their models, the judge as the user, and the time") func conversations() throws {
    let reading = try PathReading(vote(["q", "x"], ["q", "y"], winner: "model_a"))
    func expected(_ model: String, _ answer: String) -> Conversation {
      Conversation(
        id: "v", format: .arena, model: model, language: "en", user: "j", timestamp: "2023-05-04T14:16:56.000Z",
        messages: [Message(role: .user, content: "q"), Message(role: .assistant, content: answer)])
    }
    #expect(reading.conversations == [expected("ma", "x"), expected("mb", "y")])
    #expect(reading.firstNew == [0, 1])
  }

  @Test(
    "says which answer is better, or why none is",
    arguments: [
      ("model_a", "q > x(0) y(1)", nil), ("model_b", "q > y(0) x(1)", nil), ("tie", "q > x(0) y(0)", .tie),
      ("tie (bothbad)", "q > x(0) y(0)", .bothBad), ("both_bad", "q > x(0) y(0)", .bothBad),
      ("somebody", "q > x(-) y(-)", .noVerdict), (nil, "q > x(-) y(-)", .noVerdict),
    ] as [(String?, String, ComparisonObstacle?)])
  func winners(winner: String?, words: String, obstacle: ComparisonObstacle?) throws {
    let reading = try PathReading(vote(["q", "x"], ["q", "y"], winner: winner))
    #expect(reading.comparisons.map(reading.words) == [words])
    #expect(reading.comparisons.map(\.obstacle) == [obstacle] && reading.comparisons.map(\.origin) == [.vote])
  }

  @Test("is on the last answers where the histories are the same") func sameHistory() throws {
    let reading = try PathReading(vote(["q", "x", "r", "y"], ["q", "x", "r", "z"], winner: "model_b"))
    #expect(reading.comparisons.map(reading.words) == ["q x r > z(0) y(1)"])
    #expect(reading.firstNew == [0, 3])
  }

  @Test("is on whole conversations where the answers differ before the last") func wholeConversations() throws {
    let reading = try PathReading(vote(["q", "x", "r", "y"], ["q", "v", "r", "w"], winner: "model_a"))
    #expect(reading.comparisons.map(reading.words) == ["q > x+r+y(0) v+r+w(1)"])
    #expect(reading.comparisons[0].obstacle == nil && reading.firstNew == [0, 1])
  }

  @Test(
    "compares nothing where the conversations can't be compared",
    arguments: [
      (["q", "x"], ["p", "y"], .differentRequests), (["q", "x", "r", "y"], ["q", "x"], .differentRequests),
      (["q", "x", "r", "y"], ["q", "v", "s", "w"], .differentRequests), (["q", "x"], ["q"], .noAnswer),
      (["q", "x"], ["q", "$MODERATION$ YOUR INPUT VIOLATES"], .noAnswer), (["q", "x"], ["q", " "], .noAnswer),
      (["q", "x"], ["q", "x"], .sameAnswer),
    ] as [([String], [String], ComparisonObstacle)])
  func obstacles(a: [String], b: [String], obstacle: ComparisonObstacle) throws {
    let reading = try PathReading(vote(a, b, winner: "model_a"))
    #expect(reading.comparisons.map(\.obstacle) == [obstacle])
    #expect(reading.conversations.map { $0.messages.map(\.content) } == [a, b])
  }

  @Test("gives a conversation that was held twice as two, of which the second has nothing new") func twice() throws {
    #expect(try PathReading(vote(["q", "x"], ["q", "x"], winner: "tie")).firstNew == [0, 2])
  }

  @Test("takes content in parts") func parts() throws {
    let side = #"""
      [{"role":"user","content":[{"type":"text","text":"q"},{"type":"image","image":"i"}]},
      {"role":"assistant","content":"x"}]
      """#
    let reading = try PathReading(#"{"winner":"tie","conversation_a":\#(side),"conversation_b":\#(side)}"#)
    #expect(reading.texts == ["q x", "q x"])
  }

  @Test(
    "needs both conversations",
    arguments: [
      (#"{"conversation_a":[{"role":"user","content":"q"}],"winner":"model_a"}"#, DropReason.unknownShape),
      (#"{"conversation_a":[{"role":"user","content":"q"}],"conversation_b":[]}"#, .noMessages),
      (#"{"conversation_a":[{"role":"user","content":"q"}],"conversation_b":[1]}"#, .unknownShape),
      (#"{"conversation_a":"q","conversation_b":"q"}"#, .unknownShape),
    ]) func incomplete(json: String, reason: DropReason) throws
  { #expect(try fault(json)?.reason == reason) }
}
