import ModelClient
import Records
import ScriptedModelServer
import Testing

@Suite("Asking a server")
struct ReplyTests {
  @Test("A request becomes a POST to the completions path, and the reply is read")
  func oneExchange() async throws {
    try await withServer([.reply("fine")]) { client, server in
      let reply = try await client.reply(to: plainRequest("What is it?"))
      #expect(
        reply
          == ChatReply(
            content: "fine", finish: .complete,
            usage: TokenUsage(promptTokens: 10, replyTokens: 5, isEstimated: false), servedModel: "scripted-model"))
      let request = try #require(server.requests.first)
      #expect(request.method == "POST")
      #expect(request.path == "/v1/chat/completions")
      #expect(request.headers["content-type"] == "application/json")
      #expect(request.contents(of: "user") == ["What is it?"])
    }
  }

  @Test("The body on the wire is the one that batch files hold")
  func sameBody() async throws {
    try await withServer([.reply("{}")], { $0.style.extraFields = ["provider": #"{ "order": ["b", "a"] }"#] }) {
      client, server in
      _ = try await client.reply(to: schemaRequest())
      let style = RequestStyle(extraFields: ["provider": #"{"order":["b","a"]}"#])
      let body = try RequestBody.json(for: schemaRequest(), model: "scripted-model", mode: .jsonSchema, style: style)
      #expect(server.requests.first?.body == body)
    }
  }

  @Test("Extra headers are sent")
  func extraHeaders() async throws {
    try await withServer([.reply("fine")], { $0.extraHeaders = ["X-Title": "nightly", "User-Agent": "other"] }) {
      client, server in
      _ = try await client.reply(to: plainRequest())
      #expect(server.requests.first?.headers["x-title"] == "nightly")
      #expect(server.requests.first?.headers["user-agent"] == "other")
    }
  }

  @Test("A reply that was cut is a reply and says so")
  func cut() async throws {
    try await withServer([.reply("it was", finish: "length")]) { client, _ in
      let reply = try await client.reply(to: plainRequest())
      #expect(reply.content == "it was")
      #expect(reply.finish == .length)
    }
  }

  @Test("Prose and fences around JSON are the parser's business and pass unchanged")
  func proseAndFences() async throws {
    let texts = ["Sure! ```json\n{\"a\": 1}\n```", "The answer is {\"a\": 1}, I think", "{\"b\": 2}"]
    try await withServer(texts.map { .reply($0) }) { client, _ in
      for text in texts {
        let reply = try await client.reply(to: schemaRequest())
        #expect(reply.content == text)
      }
    }
  }

  @Test("Without usage the tokens are estimated from request and reply")
  func estimatedUsage() async throws {
    try await withServer([.reply("12345678", usage: nil)]) { client, _ in
      let reply = try await client.reply(to: plainRequest("1234"))
      #expect(reply.usage == TokenUsage(promptTokens: 5, replyTokens: 2, isEstimated: true))
      #expect(client.counters.estimatedReplies == 1)
    }
  }

  @Test(
    "Replies that are none are errors of their own, and are not asked for again",
    arguments: [
      ("<html>not JSON</html>", ModelClientError.Code.unreadableReply), ("[1, 2]", .wrongShape),
      (#"{"choices": []}"#, .noChoices), (#"{"choices": [{"message": {"content": 5}}]}"#, .wrongShape),
      (#"{"choices": [{"message": {"content": null}, "finish_reason": "stop"}]}"#, .emptyReply),
      (#"{"error": {"message": "no", "code": "context_length_exceeded"}}"#, .promptTooLong), ("", .unreadableReply),
    ])
  func badReplies(body: String, code: ModelClientError.Code) async throws {
    try await withServer([ScriptedAnswer(body: body)]) { client, server in
      #expect(await failure(of: plainRequest(), by: client)?.code == code)
      #expect(server.requests.count == 1)
      #expect(client.counters.failures == [code: 1])
    }
  }

  @Test("A reply over the limit is an error, and its connection is dropped")
  func hugeReply() async throws {
    let huge = ScriptedAnswer.reply(String(repeating: "a", count: 3_000_000))
    try await withServer([huge, .reply("fine")], { $0.maximumReplyBytes = 1_000_000 }) { client, server in
      #expect(await failure(of: plainRequest(), by: client)?.code == .replyTooLarge)
      let answer = try await client.reply(to: plainRequest())
      #expect(answer.content == "fine")
      #expect(server.connections == 2)
    }
  }

  @Test("A reply that announces no length is held to the limit too")
  func hugeTrickle() async throws {
    let huge = ScriptedAnswer.reply(String(repeating: "a", count: 200_000))
      .delivered(.trickle(bytes: 50_000, pause: .milliseconds(1)))
    try await withServer([huge], { $0.maximumReplyBytes = 100_000 }) { client, _ in
      #expect(await failure(of: plainRequest(), by: client)?.code == .replyTooLarge)
    }
  }

  @Test("Redirects are not followed")
  func redirect() async throws {
    let elsewhere = try await ScriptedServer.start(script: [.reply("stolen")])
    let away = ScriptedAnswer(status: 307, headers: [("location", "\(elsewhere.address)/v1/chat/completions")])
    try await withServer([away], key: try APIKey("secret-key")) { client, server in
      #expect(await failure(of: plainRequest(), by: client)?.code == .redirected)
      #expect(server.requests.count == 1)
      #expect(elsewhere.requests.isEmpty)
    }
    await elsewhere.stop()
  }

  @Test("The probe gives the server's models, and none for a server without a list")
  func probe() async throws {
    try await withServer([.models(["a", "b"]), .failure(404), .failure(401)]) { client, server in
      let answer = try await client.probe()
      #expect(answer.models == ["a", "b"])
      #expect(server.requests.first?.method == "GET")
      #expect(server.requests.first?.path == "/v1/models")
      let unlisted = try await client.probe()
      #expect(unlisted.models == nil)
      let error = await #expect(throws: ModelClientError.self) { try await client.probe() }
      #expect(error?.code == .unauthorized)
    }
  }
}
