import Foundation
import ModelClient
import Records
import Testing

@Suite("The body of a request")
struct RequestBodyTests {
  private func body(_ request: ChatRequest, _ mode: SchemaMode, _ style: RequestStyle = .init()) throws -> String {
    try RequestBody.json(for: request, model: "m", mode: mode, style: style)
  }

  @Test("Without a schema all modes give the same")
  func plain() throws {
    for mode in SchemaMode.allCases {
      #expect(
        try body(plainRequest("a\"b\\c\n\u{1}é"), mode)
          == #"{"model":"m","messages":[{"role":"user","content":"a\"b\\c\n\u0001é"}],"#
          + #""max_tokens":100,"temperature":0.0}"#)
    }
  }

  @Test("The schema keeps the order of its keys, on one line")
  func jsonSchema() throws {
    var request = schemaRequest()
    request.schema = ChatSchema(name: "v", json: "{\n  \"zeta\": \"a  \\\" b\",\n  \"alpha\": [1, 2]\n}")
    request.seed = 7
    #expect(
      try body(request, .jsonSchema).hasSuffix(
        #""seed":7,"response_format":{"type":"json_schema","json_schema":"#
          + #"{"name":"v","schema":{"zeta":"a  \" b","alpha":[1,2]},"strict":true}}}"#))
  }

  @Test("A tool call names the one function that must be called")
  func toolCall() throws {
    var request = schemaRequest()
    request.schema = ChatSchema(name: "v", json: #"{"a":1}"#)
    #expect(
      try body(request, .toolCall).hasSuffix(
        #""tools":[{"type":"function","function":{"name":"v","parameters":{"a":1}}}],"#
          + #""tool_choice":{"type":"function","function":{"name":"v"}}}"#))
  }

  @Test("In prose the schema stands at the end of the system message, or in one of its own", arguments: [true, false])
  func prose(hasSystem: Bool) throws {
    var request = schemaRequest()
    if !hasSystem { request.messages.removeFirst() }
    let object = try JSONSerialization.jsonObject(with: Data(try body(request, .prose).utf8)) as? [String: Any]
    let messages = try #require(object?["messages"] as? [[String: String]])
    #expect(messages.map { $0["role"] } == ["system", "user"])
    let text = try #require(messages.first?["content"])
    #expect(text.hasPrefix(hasSystem ? "Judge.\n\nAnswer with one JSON object" : "Answer with one JSON object"))
    #expect(text.hasSuffix(#"{"reason":{"type":"string"},"category":{"type":"string"}}}"#))
    #expect(object?["response_format"] == nil)
    #expect(try body(request, .jsonObject).hasSuffix(#""response_format":{"type":"json_object"}}"#))
  }

  @Test("Extra fields are added by name, replace those of the client, and null leaves one out")
  func extraFields() throws {
    let style = RequestStyle(
      tokenLimitField: .maxCompletionTokens,
      extraFields: ["top_p": "0.5", "provider": #"{ "order" : ["x"] }"#, "temperature": "null", "seed": "3"])
    var request = plainRequest("a")
    request.seed = 1
    #expect(
      try body(request, .prose, style)
        == #"{"model":"m","messages":[{"role":"user","content":"a"}],"max_completion_tokens":100,"#
        + #""provider":{"order":["x"]},"seed":3,"top_p":0.5}"#)
  }

  @Test("Fields that make the request what it is can't be given", arguments: RequestStyle.fixedFields.sorted())
  func fixedFields(name: String) {
    let error = #expect(throws: ModelClientError.self) {
      try body(plainRequest(), .prose, RequestStyle(extraFields: [name: "1"]))
    }
    #expect(error?.code == .badSetting)
  }

  @Test("A schema that is no object, or has no name that servers take, is refused")
  func badSchema() {
    for (name, json) in [("v", "[]"), ("v", "{"), ("", "{}"), ("a b", "{}"), (String(repeating: "a", count: 65), "{}")]
    {
      var request = plainRequest()
      request.schema = ChatSchema(name: name, json: json)
      let error = #expect(throws: ModelClientError.self) { try body(request, .jsonSchema) }
      #expect(error?.code == .badSchema)
    }
  }
}

@Suite("The body of a reply")
struct ReplyBodyTests {
  private func reply(_ message: String, _ finish: String = #""stop""#) throws -> ChatReply {
    try ReplyBody.reply(from: #"{"choices":[{"message":\#(message),"finish_reason":\#(finish)}]}"#.utf8)
  }

  @Test(
    "Reasons to stop are told apart",
    arguments: [
      ("\"stop\"", ChatReply.Finish.complete), ("\"tool_calls\"", .complete), ("null", .complete),
      ("\"length\"", .length), ("\"content_filter\"", .filtered), ("\"abort\"", .other("abort")),
      ("\"two words\"", .other("unknown")),
    ])
  func finish(reason: String, finish: ChatReply.Finish) throws {
    #expect(try reply(#"{"content":"a"}"#, reason).finish == finish)
  }

  @Test(
    "Content is found in all its shapes",
    arguments: [
      (#"{"content":"a"}"#, "a"), (#"{"content":""}"#, ""),
      (#"{"content":[{"type":"text","text":"a"},{"type":"image"},{"type":"text","text":"b"}]}"#, "ab"),
      (#"{"content":null,"tool_calls":[{"function":{"name":"v","arguments":"{\"a\":1}"}}]}"#, #"{"a":1}"#),
      (#"{"tool_calls":[{"function":{"name":"v","arguments":{"b":[true,1.5],"a":1}}}]}"#, #"{"a":1,"b":[true,1.5]}"#),
      (#"{"content":"a","tool_calls":[]}"#, "a"), (#"{"content":"a","reasoning_content":"b"}"#, "a"),
      (#"{"content":"a","refusal":null}"#, "a"),
      (#"{"content":"<think>\nlong {\"a\"}\n</think>\n\n{\"b\":1}"}"#, #"{"b":1}"#),
      (#"{"content":"no opening</think> x"}"#, "x"), (#"{"content":"<think>cut"}"#, ""),
      (#"{"content":"{\"q\":\"</think>\"}"}"#, #"{"q":"</think>"}"#),
    ])
  func content(message: String, content: String) throws {
    #expect(try reply(message).content == content)
  }

  @Test("A refusal is a value without content")
  func refusal() throws {
    let refused = try reply(#"{"content":null,"refusal":"I can't."}"#)
    #expect(refused.content.isEmpty)
    #expect(refused.finish == .other("refusal"))
  }

  @Test("No content is a value where the limit or the filter explains it", arguments: ["length", "content_filter"])
  func explained(reason: String) throws {
    #expect(try reply(#"{"content":null,"reasoning_content":"so long"}"#, "\"\(reason)\"").content.isEmpty)
  }

  @Test("An empty reply is an error that says what was paid for")
  func paidFor() {
    let body = #"{"choices":[{"message":{"content":null}}],"usage":{"prompt_tokens":9,"completion_tokens":2}}"#
    let error = #expect(throws: ModelClientError.self) { try ReplyBody.reply(from: body.utf8) }
    #expect(error?.code == .emptyReply)
    #expect(error?.usage == TokenUsage(promptTokens: 9, replyTokens: 2, isEstimated: false))
  }

  @Test("A byte order mark is passed over, and bytes that are no UTF-8 are not")
  func encoding() throws {
    let body = Array(#"{"choices":[{"message":{"content":"é"}}]}"#.utf8)
    #expect(try ReplyBody.reply(from: [0xEF, 0xBB, 0xBF] + body).content == "é")
    let error = #expect(throws: ModelClientError.self) {
      try ReplyBody.reply(from: Array(#"{"choices":[{"message":{"content":""#.utf8) + [0xFF] + Array(#""}}]}"#.utf8))
    }
    #expect(error?.code == .unreadableReply)
  }

  @Test(
    "Usage that makes no sense is estimated instead",
    arguments: ["null", "{}", #"{"prompt_tokens":-1,"completion_tokens":2}"#, #"{"prompt_tokens":"9"}"#])
  func badUsage(usage: String) throws {
    let body = #"{"choices":[{"message":{"content":"12345678"}}],"usage":\#(usage)}"#
    let reply = try ReplyBody.reply(from: body.utf8, estimatedPromptTokens: 40)
    #expect(reply.usage == TokenUsage(promptTokens: 40, replyTokens: 2, isEstimated: true))
  }

  @Test(
    "An error object has the code of its status or its word",
    arguments: [
      (#"{"code":429}"#, ModelClientError.Code.rateLimited), (#"{"code":"503"}"#, .overloaded),
      (#"{"type":"rate_limit_exceeded"}"#, .rateLimited), (#"{"code":"insufficient_quota"}"#, .quotaExhausted),
      (#"{"code":"something"}"#, .errorInReply), (#""text""#, .errorInReply),
    ])
  func errorObject(object: String, code: ModelClientError.Code) {
    for body in [#"{"error":\#(object)}"#, #"{"choices":[{"error":\#(object),"message":null}]}"#] {
      let error = #expect(throws: ModelClientError.self) { try ReplyBody.reply(from: body.utf8) }
      #expect(error?.code == code)
    }
  }

  @Test("No cut or changed byte of a reply stops the program")
  func mutations() {
    let body =
      Array(
        #"{"model":"m","choices":[{"message":{"content":"<think>a</think>b"},"finish_reason":"stop"}],"#
          .utf8) + Array(#""usage":{"prompt_tokens":1,"completion_tokens":2}}"#.utf8)
    var replies = 0
    for place in body.indices {
      for byte in [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "9"), 0xFF] {
        var changed = body
        changed[place] = byte
        if (try? ReplyBody.reply(from: changed)) != nil { replies += 1 }
      }
      #expect(throws: ModelClientError.self) { try ReplyBody.reply(from: body.prefix(place)) }
    }
    #expect(replies > 0)
  }
}
