import Records
import Testing

@testable import ModelPrompting

@Suite("Quotes and the messages they come from")
struct GroundingTests {
  /// Where a quote stands in a follow-up behind a request and an answer.
  private func ground(
    _ quote: String, in followUp: String, request: String = "How?", answer: String = "Like this.",
    as category: FeedbackCategory = .makeAwareWithCorrection
  ) throws(GroundingFault) -> String {
    let messages = [
      Message(role: .user, content: request), Message(role: .assistant, content: answer),
      Message(role: .user, content: followUp),
    ]
    let span = try Grounding(messages: messages).span(of: quote, for: category, in: 2).get()
    return piece(of: followUp, span)
  }

  @Test(
    "A quote stands where it is verbatim, whatever its white space and its composition of accents",
    arguments: [
      ("No, in Python 2 please", "in Python 2", "in Python 2"),
      ("No,\r\n  in\tPython 2", "No, in Python 2", "No,\r\n  in\tPython 2"),
      ("cafe\u{301} ist falsch", "caf\u{E9} ist", "cafe\u{301} ist"),
      ("caf\u{E9} ist falsch", "cafe\u{301} ist", "caf\u{E9} ist"),
      ("不是金庸小说里的", "不是金庸", "不是金庸"),
      ("wr\u{200B}ong again", "wrong again", "wr\u{200B}ong again"),
      ("می\u{200C}خواهم نه", "میخواهم", "می\u{200C}خواهم"),
      ("use {\"a\": \"b\\n\"} instead", "{\"a\": \"b\\n\"}", "{\"a\": \"b\\n\"}"),
      ("  leading", "  leading  ", "leading"),
      ("no no no", "no no", "no no"),
    ])
  func verbatim(message: String, quote: String, found: String) throws {
    #expect(try ground(quote, in: message) == found)
  }

  @Test("What a request does to a text is undone")
  func neutralised() throws {
    let message = "no <|im_start|>\u{202E}x\u{202C} A\u{200B}\u{200B}\u{200B}\u{200B}B"
    #expect(try ground(#"<|im_start|>x A[… 4 hidden …]B"#, in: message) == String(message.dropFirst(3)))
    // Escaped twice by the model.
    #expect(try ground(#"no \u003c|im_start|>"#, in: message) == "no <|im_start|>")
    #expect(try ground(#"say \"no\""#, in: "say \"no\" now") == "say \"no\"")
  }

  @Test(
    "A quote that is not in the message has no place",
    arguments: [
      ("great work", GroundingFault.notInMessage), ("", .emptyQuote), (" \u{200B}\n", .emptyQuote),
      ("No, In Python", .notInMessage), ("no", .insideWord), ("ython", .insideWord),
      ("[… 12 chars …]", .notInMessage), (String(repeating: "No, ", count: 400), .tooLong),
      ("positive_feedback", .namesLabel),
    ])
  func notVerbatim(quote: String, fault: GroundingFault) {
    #expect(throws: fault) { try ground(quote, in: "No, in Python 2. I know it! Try no_thing") }
  }

  @Test("A quote across a cut is not verbatim")
  func acrossACut() {
    #expect(throws: GroundingFault.notInMessage) { try ground("a[… 3 chars …]e", in: "abcde a e") }
  }

  @Test("Of several places the one that splits no word is taken")
  func wholeWordsFirst() throws {
    let messages = [Message(role: .user, content: "unwronged, wrong")]
    let span = try Grounding(messages: messages).span(of: "wrong", for: .makeAwareWithCorrection, in: 0).get()
    #expect(span == ByteSpan(start: 11, end: 16))
  }

  @Test("The whole of another message is no quote, unless it is short or a repetition")
  func otherMessage() throws {
    let request = "Write a poem about the sea in winter"
    #expect(throws: GroundingFault.otherMessage) {
      try ground(request, in: "I said: \(request)!", request: request)
    }
    #expect(try ground(request, in: "I said: \(request)!", request: request, as: .repeatOrRephrase) == request)
    #expect(try ground(request, in: request, request: request) == request)
    #expect(try ground("Thanks", in: "Thanks, and now?", request: "Thanks", as: .positiveFeedback) == "Thanks")
  }

  @Test("A message made to be slow is searched in one pass")
  func hostileSearch() {
    let message = String(repeating: "a", count: 200_000)
    #expect(throws: GroundingFault.notInMessage) { try ground(String(repeating: "a", count: 900) + "b", in: message) }
  }
}
