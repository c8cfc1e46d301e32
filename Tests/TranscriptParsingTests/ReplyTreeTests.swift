import Records
import Testing
import TranscriptParsing

private func message(_ text: String, _ role: String, _ more: String = "", replies: [String] = []) -> String {
  #"{"text":"\#(text)","role":"\#(role)"\#(more.isEmpty ? "" : "," + more),"replies":[\#(replies.joined(separator: ","))]}"#
}

private func tree(_ prompt: String) -> String { #"{"message_tree_id":"t","prompt":\#(prompt)}"# }

@Suite("A tree of replies") struct ReplyTreeTests {
  @Test("gives each path to a leaf as a conversation, and what is new in it") func paths() throws {
    let reading = try PathReading(
      tree(
        message(
          "q", "prompter", #""lang":"en-US","created_date":"2023-02-01T00:00:00+00:00""#,
          replies: [
            message(
              "a", "assistant",
              replies: [message("f", "prompter", replies: [message("b", "assistant")]), message("g", "prompter")]),
            message("c", "assistant", #""created_date":"2023-02-02T00:00:00Z","model_name":"m""#),
          ])))
    #expect(reading.texts == ["q a f b", "q a g", "q c"])
    #expect(reading.firstNew == [0, 2, 1])
    #expect(
      reading.conversations[2]
        == Conversation(
          id: "t", format: .openassistant, model: "m", language: "en", user: "", timestamp: "",
          messages: [Message(role: .user, content: "q"), Message(role: .assistant, content: "c")]))
    #expect(reading.edits.isEmpty)
  }

  @Test("takes fields in any order") func order() throws {
    let reading = try PathReading(
      #"{"prompt":{"replies":[{"replies":[],"role":"assistant","text":"a"}],"role":"prompter","text":"q"},"message_tree_id":"t"}"#
    )
    #expect(reading.texts == ["q a"])
  }

  @Test(
    "is the prompter's, where it is one prompter",
    arguments: [
      (#""user_id":"u""#, #""user_id":"u""#, "u"), (#""user_id":"u""#, #""lang":"en""#, "u"),
      (#""user_id":"u""#, #""user_id":"v""#, ""), (#""lang":"en""#, #""user_id":"v""#, "v"),
    ]) func users(first: String, second: String, user: String) throws
  {
    let answer = message("a", "assistant", #""user_id":"w""#, replies: [message("f", "prompter", second)])
    let reading = try PathReading(tree(message("q", "prompter", first, replies: [answer])))
    #expect(reading.conversations.map(\.user) == [user])
  }

  private func ranked(_ answers: [String]) throws -> PathReading {
    try PathReading(
      tree(
        message(
          "q", "prompter",
          replies: answers.enumerated().map { message("\("abcd".dropFirst($0).prefix(1))", "assistant", $1) })))
  }

  @Test("puts ranked answers in order") func ranks() throws {
    let reading = try ranked([#""rank":1"#, #""rank":null"#, #""rank":2.0"#, #""rank":0"#])
    #expect(reading.comparisons.map(reading.words) == ["q > d(0) a(1) c(2) b(-)"])
    #expect(reading.comparisons[0].origin == .rank && reading.comparisons[0].obstacle == nil)
  }

  @Test(
    "says why answers can't be put in order",
    arguments: [
      ([#""rank":1"#, #""rank":1"#], ComparisonObstacle.tie), ([#""rank":1"#, ""], .noVerdict), (["", ""], .noVerdict),
      ([#""rank":0,"review_result":false"#, #""rank":1"#], .noAnswer),
      ([#""rank":0,"text":" ""#, #""rank":1"#], .noAnswer),
      ([#""rank":0,"text":"x""#, #""rank":1,"text":"x""#], .sameAnswer),
    ]) func obstacles(answers: [String], obstacle: ComparisonObstacle) throws
  { #expect(try ranked(answers).comparisons.map(\.obstacle) == [obstacle]) }

  @Test("leaves out what was deleted, and the replies to it") func deleted() throws {
    let gone = message("x", "assistant", #""deleted":true"#, replies: [message("f", "prompter")])
    let reading = try PathReading(tree(message("q", "prompter", replies: [gone, message("a", "assistant")])))
    #expect(reading.texts == ["q a"] && reading.comparisons.isEmpty)
    #expect(try fault(tree(message("q", "prompter", #""deleted":true"#)))?.reason == .noMessages)
  }

  @Test("keeps what reviewers rejected as part of the conversation") func rejected() throws {
    let answer = message("a", "assistant", #""review_result":false"#, replies: [message("f", "prompter")])
    #expect(try PathReading(tree(message("q", "prompter", replies: [answer]))).texts == ["q a f"])
  }

  @Test(
    "is refused where it is none",
    arguments: [
      (#"{"message_tree_id":"t","prompt":"text"}"#, DropReason.unknownShape),
      (#"{"message_tree_id":"t","prompt":[{"role":"user","content":"a"}]}"#, .unknownShape),
      (#"{"id":"t","prompt":{"text":"a","role":"prompter"}}"#, .unknownShape),
      (#"{"message_tree_id":"t","message_id":"m","parent_id":"t","text":"a","role":"assistant"}"#, .unknownShape),
      (tree(#"{"text":"a","replies":[1]}"#), .unknownShape), (tree(#"{"text":"a","replies":[null]}"#), .unknownShape),
      (tree(#"{"text":"a","replies":{"text":"b"}}"#), .unknownShape), (tree(#"{"text":5}"#), .unknownShape),
      (tree(#"{"text":"a","replies":[[{"text":"b"}]]}"#), .unknownShape),
      (tree(#"{"text":"a","replies":[],"replies":[]}"#), .unknownShape),
      (#"{"message_tree_id":"t","prompt":{"text":"a","replies":["#, .incompleteJSON),
    ]) func refused(json: String, reason: DropReason) throws
  { #expect(try fault(json)?.reason == reason) }

  @Test("may be deep, and is refused where it is absurdly so") func deep() throws {
    func nested(_ depth: Int) -> String {
      tree(
        String(repeating: #"{"role":"prompter","text":"x","replies":["#, count: depth)
          + String(repeating: "]}", count: depth))
    }
    #expect(try PathReading(nested(255)).conversations.map(\.messages.count) == [255])
    #expect(try fault(nested(10_000))?.reason == .nestedTooDeepJSON)
    #expect(try fault(nested(200_000))?.reason == .nestedTooDeepJSON)
  }

  @Test("is refused where its paths are more than can be walked") func wide() throws {
    let leaf = message("a", "assistant")
    let wide = message("q", "prompter", replies: Array(repeating: leaf, count: 10_001))
    let error = try fault(tree(wide))
    #expect(error?.reason == .recordTooLarge && error?.detail.contains("10001 paths") == true)
    let most = message("q", "prompter", replies: Array(repeating: leaf, count: 10_000))
    #expect(try PathReading(tree(most)).conversations.count == 10_000)
  }

  @Test("is refused where it has more messages than can be held") func large() throws {
    let many = String(repeating: "{},", count: 140_000) + "{}"
    #expect(try fault(tree(#"{"text":"q","replies":[\#(many)]}"#))?.reason == .recordTooLarge)
  }
}
