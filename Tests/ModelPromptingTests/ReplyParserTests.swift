import Foundation
import Records
import Testing

@testable import ModelPrompting

@Suite("Replies")
struct ReplyParserTests {
  /// What comes of a reply to a question about messages 2 and 4.
  private func outcomes(_ content: String, finish: ChatReply.Finish = .complete) throws -> ParsedReply {
    let asked = try subject("How?", "Like this.", "No, in Rust", "Sorry.", "Thanks a lot")
    let request = try #require(try builder().requests(for: asked).first)
    return ReplyParser().parse(reply(content, finish: finish), to: request, about: asked)
  }

  private static let first = verdict(2, "make_aware_with_correction", "No, in Rust")
  private static let second = verdict(4, "positive_feedback", "Thanks")
  private static let both = verdicts(first, second)

  @Test(
    "A whole reply is read, whatever stands around it",
    arguments: [
      both, "\n \(both)\n", "```json\n\(both)\n```", "Here {you} are [1]: \(both) {done}",
      "<think>{\"verdicts\":[]} or { \"a\": 1 }</think>\(both)", "I think { this.</think>\n\(both)",
      "<think>\(verdicts(first)) or \(verdicts(second))?</think>\(both)", "so {\"verdicts\":[{ hm </think>\(both)",
      "[\(first),\(second)]", "\(both)\n\(both)", "{\"note\":1} \(both)",
    ])
  func wholeReplies(content: String) throws {
    let parsed = try outcomes(content)
    #expect(parsed.outcomes[2]?.verdict?.category == .makeAwareWithCorrection)
    #expect(parsed.outcomes[2]?.verdict?.span == ByteSpan(start: 0, end: 11))
    #expect(parsed.outcomes[4]?.verdict?.category == .positiveFeedback)
    #expect(parsed.outcomes[4]?.verdict?.span == ByteSpan(start: 0, end: 6))
    #expect(parsed.strays == 0 && !parsed.isCut && parsed.unanswered.isEmpty)
  }

  @Test(
    "A reply that cannot be read at all says why",
    arguments: [
      ("", ReplyFault.empty), (" \n", .empty), ("I cannot do that.", .notJSON), ("{\"verdicts\":3}", .otherShape),
      ("{\"a\":[]}", .otherShape), (verdicts(first, second).replacing("]}", with: ",]}"), .notJSON),
      ("{\"verdicts\":[\(first),],}", .notJSON), ("{\"verdicts\":[\(first)],}", .notJSON),
      (String(repeating: "[{\"a\":", count: 20000), .tooDeep), (String(repeating: "{", count: 90000), .notJSON),
      ("{\"verdicts\":[{'follow_up':2}]}", .notJSON),
      ("{\"verdicts\":[\(first)]} {\"verdicts\":[\(second)]}", .ambiguous),
      ("{\"verdicts\":[\(first)]} then {\"verdicts\":[\(second),]}", .ambiguous),
      ("<think>\(both)</think>", .notJSON), (" <think>\(both)", .notJSON),
      ("<think>{\"verdicts\":[\(first),", .notJSON), ("<think>\(both)</think> I am done.", .notJSON),
      ("{\"verdicts\":[{\"follow_up\":2,\"category\":\"none\",\"category\":\"positive_feedback\"}]}", .notJSON),
      ("{\"verdicts\":[]} trailing \(verdicts(first))", .ambiguous),
    ])
  func unreadable(content: String, fault: ReplyFault) throws {
    let parsed = try outcomes(content)
    #expect(parsed.outcomes == [2: .malformed(fault), 4: .malformed(fault)])
  }

  @Test("A reply that the server held back is told apart")
  func filtered() throws {
    #expect(try outcomes(Self.both, finish: .filtered).outcomes[2] == .malformed(.filtered))
  }

  @Test(
    "One bad verdict costs only itself",
    arguments: [
      (verdict(2, "UR2", "No"), ReplyFault.codeForCategory), (verdict(2, "NEG_1", "No"), .codeForCategory),
      (verdict(2, "POS", "No"), .codeForCategory), (verdict(2, "2", "No"), .codeForCategory),
      ("{\"follow_up\":2,\"category\":2,\"quote\":\"\"}", .codeForCategory),
      (verdict(2, "Positive_Feedback", "No"), .unknownCategory), (verdict(2, "praise", "No"), .unknownCategory),
      (verdict(2, "", "No"), .unknownCategory), ("{\"follow_up\":2,\"quote\":\"No\"}", .missingField),
      ("{\"follow_up\":2,\"category\":null,\"quote\":\"No\"}", .missingField),
      ("{\"follow_up\":2,\"category\":\"repeat_or_rephrase\"}", .missingField),
      ("{\"follow_up\":2,\"category\":[\"none\"]}", .wrongType),
      ("{\"follow_up\":2,\"category\":\"none\",\"quote\":4}", .wrongType),
      ("{\"follow_up\":2,\"category\":\"none\",\"explanation\":{}}", .wrongType),
      (verdict(2, "repeat_or_rephrase", "No", more: ",\"mixed\":\"yes\""), .wrongType),
      (verdict(2, "repeat_or_rephrase", "No", more: ",\"confidence\":\"high\""), .wrongType),
      (verdict(2, "repeat_or_rephrase", "No", more: ",\"confidence\":1.01"), .confidenceOutOfRange),
      (verdict(2, "repeat_or_rephrase", "No", more: ",\"confidence\":-1e999"), .confidenceOutOfRange),
      (verdict(2, "positive_feedback", "No", more: ",\"mixed\":true"), .contradiction),
      (verdict(2, "none", "", more: ",\"mixed\":true"), .contradiction),
      (first + "," + first, .duplicate), (first + "," + second.replacing(":4,", with: ":2,"), .duplicate),
    ])
  func badVerdicts(element: String, fault: ReplyFault) throws {
    let parsed = try outcomes(verdicts(element, Self.second))
    #expect(parsed.outcomes[2] == .malformed(fault))
    #expect(parsed.outcomes[4]?.verdict?.category == .positiveFeedback)
  }

  @Test("Answers for other messages, or for none, are counted and not looked at")
  func strays() throws {
    let parsed = try outcomes(
      verdicts(verdict(0, "none", ""), verdict(3, "none", ""), #"{"follow_up":"2"}"#, "7", "{}", Self.second))
    #expect(parsed.strays == 5)
    #expect(parsed.outcomes[2] == .missing)
    #expect(parsed.outcomes.keys.sorted() == [2, 4])
  }

  @Test("A cut reply gives what was complete", arguments: 0..<both.utf8.count)
  func cutReplies(length: Int) throws {
    let parsed = try outcomes(String(decoding: Self.both.utf8.prefix(length), as: UTF8.self), finish: .length)
    let firstEnd = #"{"verdicts":["#.utf8.count + Self.first.utf8.count
    let secondEnd = firstEnd + 1 + Self.second.utf8.count
    #expect((parsed.outcomes[2]?.verdict != nil) == (length >= firstEnd))
    #expect((parsed.outcomes[4]?.verdict != nil) == (length >= secondEnd))
    #expect(parsed.isCut == (length >= #"{"verdicts":["#.utf8.count))
  }

  @Test("A quote out of the other message is not grounded in this one")
  func quoteOfAnotherMessage() throws {
    let parsed = try outcomes(verdicts(verdict(2, "positive_feedback", "Thanks a lot"), Self.second))
    guard case .ungrounded(let verdict, .notInMessage) = parsed.outcomes[2] else {
      Issue.record("it is \(String(describing: parsed.outcomes[2]))")
      return
    }
    #expect(verdict.span == nil && verdict.quote == "Thanks a lot")
  }

  @Test("None needs no quote and keeps none; what the schema does not know is left aside")
  func none() throws {
    let parsed = try outcomes(
      verdicts(#"{"follow_up":2,"category":"none","extra":{"a":[1]}}"#, verdict(4, "none", "made up")))
    for followUp in [2, 4] {
      let verdict = try #require(parsed.outcomes[followUp]?.verdict)
      #expect(verdict.category == nil && verdict.quote == "" && verdict.span == nil)
    }
  }

  @Test("Confidence and mixed feelings are kept; absent ones are not made up")
  func optionalFields() throws {
    let parsed = try outcomes(
      verdicts(
        verdict(2, "make_aware_with_correction", "in Rust", more: ",\"mixed\":true,\"confidence\":0.25"),
        verdict(4, "positive_feedback", "Thanks", more: ",\"mixed\":null,\"confidence\":null")))
    #expect(parsed.outcomes[2]?.verdict?.isMixed == true)
    #expect(parsed.outcomes[2]?.verdict?.confidence == 0.25)
    #expect(parsed.outcomes[4]?.verdict?.isMixed == false)
    #expect(parsed.outcomes[4]?.verdict?.confidence == nil)
  }

  @Test("An explanation is one short line without hidden characters, and never gives the mark away")
  func explanations() throws {
    let asked = try subject("How?", "Like this.", "No")
    let request = try #require(try builder().requests(for: asked).first)
    func explanation(_ text: String) -> String? {
      let content =
        #"{"verdicts":[{"follow_up":2,"explanation":\#(json(text)),"quote":"No","category":"make_aware_without_correction"}]}"#
      return ReplyParser().parse(reply(content), to: request, about: asked).outcomes[2]?.verdict?.explanation
    }
    #expect(explanation("a\n\n b\u{202E}c") == "a bc")
    #expect(explanation(String(repeating: "long ", count: 500))?.count == 300)
    #expect(explanation("the mark is \(request.nonce.uppercased())") == "")
  }

  @Test("Numbers, escapes and surrogate pairs are read to the letter")
  func jsonValues() throws {
    func value(_ text: String) -> JSONValue? { try? JSONValue(Array(text.utf8)[...]) }  // nil is what is tested.
    #expect(value(#""\u00e9\ud83d\ude00\ud83d\n\/""#) == .string("é😀\u{FFFD}\n/"))
    #expect(value("[-0.5e+3, 0, true, null]")?.list?.map(\.real) == [-500, 0, nil, nil])
    for bad in [
      "01", "1.", ".5", "+1", "1e", "tru", "\"\\x\"", "\"\\u12\"", "\"a\nb\"", "[1 2]", "{\"a\" 1}", "[1]]", "",
    ] {
      #expect(value(bad) == nil, "\(bad) was read")
    }
  }

  @Test("The schema is strict, in the order that a model should think in, and has every name")
  func schema() throws {
    let text = try #require(ReplySchema.feedbackVerdicts.chatSchema?.json)
    let schema = try JSONValue(Array(text.utf8)[...])
    let item = try #require(schema["properties"]?["verdicts"]?["items"])
    #expect(schema["additionalProperties"] == .bool(false) && item["additionalProperties"] == .bool(false))
    #expect(
      item["required"]?.list?.compactMap(\.text)
        == ["follow_up", "explanation", "quote", "category", "mixed", "confidence"])
    #expect(item["properties"]?["category"]?["enum"]?.list?.compactMap(\.text) == CategoryName.all)
    let explanation = try #require(text.range(of: "\"explanation\":"))
    let category = try #require(text.range(of: "\"category\":"))
    #expect(explanation.lowerBound < category.lowerBound)
  }
}
