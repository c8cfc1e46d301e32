import ModelClient
import Records
import ScriptedModelServer
import Testing

@Suite("Asking again")
struct RetryTests {
  @Test(
    "What is likely to pass is asked again",
    arguments: [
      (ScriptedAnswer.failure(429), ModelClientError.Code.rateLimited), (.failure(408), .timedOut),
      (.failure(500), .serverFailed), (.failure(502), .serverFailed), (.failure(503), .overloaded),
      (.failure(504), .timedOut), (.failure(529), .overloaded),
      (ScriptedAnswer.reply("cut off").delivered(.resetAfter(bytes: 20)), .connectionLost),
      (ScriptedAnswer.reply("cut off").delivered(.resetAfter(bytes: 0)), .connectionLost),
      (ScriptedAnswer(body: #"{"error": {"code": 502, "message": "upstream"}}"#), .serverFailed),
      (ScriptedAnswer(body: #"{"error": "upstream"}"#), .errorInReply),
    ])
  func passing(answer: ScriptedAnswer, code: ModelClientError.Code) async throws {
    try await withServer([answer, .reply("fine")]) { client, server in
      let answer = try await client.reply(to: plainRequest())
      #expect(answer.content == "fine")
      #expect(server.requests.count == 2)
      #expect(client.counters.retries == [code: 1])
      #expect(client.counters.sent == 2)
    }
  }

  @Test(
    "What is not is an error at once",
    arguments: [
      (400, "", ModelClientError.Code.refusedRequest), (401, "", .unauthorized), (402, "", .quotaExhausted),
      (403, "", .forbidden), (404, "model_not_found", .notFound), (422, "", .refusedRequest),
      (501, "", .refusedRequest), (400, "context_length_exceeded", .promptTooLong),
      (429, "insufficient_quota", .quotaExhausted),
    ])
  func lasting(status: Int, word: String, code: ModelClientError.Code) async throws {
    try await withServer([.failure(status, code: word)]) { client, server in
      let error = try #require(await failure(of: plainRequest(), by: client))
      #expect(error.code == code)
      #expect(error.status == status)
      #expect(error.serverWord == (word.isEmpty ? nil : word))
      #expect(error.attempts == 1)
      #expect(server.requests.count == 1)
    }
  }

  @Test("After the last attempt the error says how many there were")
  func lastAttempt() async throws {
    try await withServer([.failure(500)], { $0.retry.attempts = 3 }) { client, server in
      let error = try #require(await failure(of: plainRequest(), by: client))
      #expect(error.code == .serverFailed)
      #expect(error.attempts == 3)
      #expect(server.requests.count == 3)
      #expect("\(error)".contains("127.0.0.1:\(server.port)/v1/chat/completions: the server failed"))
      #expect("\(error)".contains("3 attempts"))
    }
  }

  @Test("Waits double up to the longest, times the random number")
  func backOff() async throws {
    let clock = TestClock()
    try await withServer([.failure(500)], clock: clock, { $0.retry.longestWait = .seconds(6) }) { client, _ in
      #expect(await failure(of: plainRequest(), by: client) != nil)
      #expect(clock.sleeps == [.seconds(0.5), .seconds(1), .seconds(2), .seconds(3), .seconds(3)])
    }
  }

  @Test(
    "Retry-After is honoured in both its forms and cut to the longest",
    arguments: [
      (["retry-after": "7"], Duration.seconds(7)), (["retry-after": "9999"], .seconds(120)),
      (["retry-after": "Sun, 06 Nov 1994 08:49:57 GMT"], .seconds(20)),
      (["retry-after": "Sun, 06 Nov 1994 08:50:00 GMT", "date": "Sun, 06 Nov 1994 08:49:30 GMT"], .seconds(30)),
      (["retry-after": "soon"], .seconds(0.5)), ([:], .seconds(0.5)),
    ])
  func retryAfter(headers: [String: String], wait: Duration) async throws {
    let clock = TestClock()
    let answer = ScriptedAnswer.failure(429, headers: headers.map { ($0.key, $0.value) })
    try await withServer([answer, .reply("fine")], clock: clock) { client, _ in
      _ = try await client.reply(to: plainRequest())
      #expect(clock.sleeps == [wait])
      #expect(client.counters.rateLimited == 1)
    }
  }

  @Test("A server that asks for a pause gets it from requests that had not asked yet")
  func sharedPause() async throws {
    let clock = TestClock()
    let answers: [ScriptedAnswer] = [.failure(429, headers: [("retry-after", "40")]), .reply("fine")]
    try await withServer(answers, clock: clock, { $0.retry.attempts = 1 }) { client, _ in
      #expect(await failure(of: plainRequest(), by: client)?.code == .rateLimited)
      let answer = try await client.reply(to: plainRequest())
      #expect(answer.content == "fine")
      #expect(clock.sleeps == [.seconds(40)])
    }
  }

  @Test("The second 429 holds everybody up also where the server does not say how long")
  func secondRefusal() async throws {
    let clock = TestClock()
    let script: [ScriptedAnswer] = [.failure(429), .failure(429), .reply("fine")]
    try await withServer(script, clock: clock, { $0.retry.attempts = 2 }) { client, _ in
      #expect(await failure(of: plainRequest(), by: client)?.attempts == 2)
      #expect(clock.sleeps == [.seconds(0.5)])
      #expect(await failure(of: plainRequest(), by: client) == nil)
      #expect(clock.sleeps == [.seconds(0.5), .seconds(1)])
    }
  }

  @Test("A trickling body is out of time though bytes keep coming")
  func trickle() async throws {
    let slow = ScriptedAnswer.reply(String(repeating: "a", count: 4000))
      .delivered(.trickle(bytes: 1, pause: .milliseconds(10)))
    try await withServer([slow, .reply("fine")], { $0.requestTimeout = .milliseconds(500) }) { client, server in
      let answer = try await client.reply(to: plainRequest())
      #expect(answer.content == "fine")
      let late = client.counters.retries[.timedOut, default: 0]
      #expect(late >= 1)
      #expect(server.requests.count == late + 1)
    }
  }

  @Test("A server that never answers is out of time")
  func silence() async throws {
    let silent = ScriptedAnswer.reply("never").delivered(.never)
    try await withServer([silent], { $0.requestTimeout = .milliseconds(100) }) { client, _ in
      let error = try #require(await failure(of: plainRequest(), by: client))
      #expect(error.code == .timedOut)
      #expect(error.attempts == 6)
    }
  }

  @Test("Where nothing listens, the error has the system's number")
  func nobodyListens() async throws {
    let server = try await ScriptedServer.start(script: [.reply("fine")])
    let settings = try settings(for: server)
    await server.stop()
    try await withClient(settings) { client in
      let error = try #require(await failure(of: plainRequest(), by: client))
      #expect(error.code == .unreachable)
      #expect(error.engineNumber == 111)
      #expect(client.counters.retries == [.unreachable: 5])
    }
  }

  @Test("No kind of fault is both likely to pass and the end of a run")
  func kinds() {
    let ends: [ModelClientError.Code] = [
      .unauthorized, .forbidden, .quotaExhausted, .circuitOpen, .untrusted, .notFound,
    ]
    for code in ends { #expect(code.concernsEveryRequest && !code.isRetryable) }
    let passes: [ModelClientError.Code] = [.rateLimited, .overloaded, .timedOut, .unreachable, .connectionLost]
    for code in passes { #expect(code.isRetryable && !code.concernsEveryRequest) }
  }
}
