import ModelClient
import Records
import ScriptedModelServer
import Testing

@Suite("Many requests at once")
struct ConcurrencyTests {
  @Test("No more are under way than the limit, and connections are used again")
  func withinLimit() async throws {
    let gathering = Gathering(of: 6)
    let server = try await ScriptedServer.start { request in
      if request.number <= 6 { await gathering.arrive() }
      return .reply("fine")
    }
    var settings = try settings(for: server)
    settings.concurrency = ConcurrencyBounds(start: 6, maximum: 6)
    try await withClient(settings) { client in
      #expect(await replies(to: 200, by: client) == 200)
      #expect(server.peakInFlight == 6)
      #expect(server.connections <= 6)
      let counters = client.counters
      #expect(counters.peakInFlight == 6)
      #expect(counters.inFlight == 0)
      #expect(counters.replies == 200)
      #expect(counters.promptTokens == 2000)
    }
    await server.stop()
  }

  @Test("The limit grows while all goes well, up to the maximum")
  func grows() async throws {
    try await withServer(
      [.reply("fine")], { $0.concurrency = ConcurrencyBounds(start: 2, maximum: 8) }
    ) { client, server in
      #expect(await replies(to: 150, by: client) == 150)
      #expect(client.counters.limit == 8)
      #expect(client.counters.peakInFlight == 8)
      #expect(server.peakInFlight <= 8)
    }
  }

  @Test("A burst of 429 halves the limit once, and it grows again")
  func halvesAndGrows() async throws {
    let gathering = Gathering(of: 8)
    let server = try await ScriptedServer.start { request in
      guard request.number <= 8 else { return .reply("fine").after(.milliseconds(2)) }
      await gathering.arrive()
      return .failure(429)
    }
    var settings = try settings(for: server)
    settings.concurrency = ConcurrencyBounds(start: 8, maximum: 8)
    try await withClient(settings) { client in
      #expect(await replies(to: 8, by: client) == 8)
      #expect(client.counters.halvings == 1)
      #expect(client.counters.limit < 8)
      #expect(await replies(to: 100, by: client) == 100)
      #expect(client.counters.limit == 8)
      #expect(client.counters.rateLimited == 8)
    }
    await server.stop()
  }

  @Test("After a halving fewer are under way")
  func fewerAfterHalving() async throws {
    let server = try await ScriptedServer.start { request in
      request.number == 1 ? .failure(503) : .reply("fine").after(.milliseconds(5))
    }
    var settings = try settings(for: server)
    settings.concurrency = ConcurrencyBounds(start: 8, maximum: 8)
    try await withClient(settings) { client in
      #expect(await replies(to: 1, by: client) == 1)
      #expect(client.counters.limit == 4)
      server.resetPeakInFlight()
      #expect(await replies(to: 4, by: client) == 4)
      #expect(server.peakInFlight <= 4)
    }
    await server.stop()
  }

  @Test("A thousand requests over a server that fails now and then all get their reply")
  func thousand() async throws {
    let server = try await ScriptedServer.start { request in
      switch request.number % 50 {
      case 7: .failure(429)
      case 19: .failure(500)
      case 33: ScriptedAnswer.reply("cut off").delivered(.resetAfter(bytes: 10))
      default: .reply("fine")
      }
    }
    try await withClient(try settings(for: server)) { client in
      #expect(await replies(to: 1000, by: client) == 1000)
      let counters = client.counters
      #expect(counters.sent == server.requests.count)
      #expect(counters.sent == 1000 + counters.retries.values.reduce(0, +))
      #expect(Set(counters.retries.keys) == [.rateLimited, .serverFailed, .connectionLost])
      #expect(server.connections < server.requests.count / 10)
      #expect(server.peakInFlight <= 32)
    }
    await server.stop()
  }

  @Test("A task that is cancelled while it waits for room leaves the others theirs")
  func cancelledInLine() async throws {
    try await withServer(
      [.reply("fine").after(.milliseconds(100))], { $0.concurrency = ConcurrencyBounds(start: 1, maximum: 1) }
    ) { client, server in
      let first = Task { await failure(of: plainRequest("first"), by: client) }
      while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
      let second = Task { await failure(of: plainRequest("second"), by: client) }
      second.cancel()
      #expect(await second.value?.code == .cancelled)
      #expect(await first.value == nil)
      #expect(await failure(of: plainRequest("third"), by: client) == nil)
      #expect(server.requests.flatMap { $0.contents(of: "user") } == ["first", "third"])
      #expect(client.counters.inFlight == 0)
    }
  }

  @Test("A task that is cancelled under way ends at once, and its place is free")
  func cancelledUnderWay() async throws {
    try await withServer(
      [ScriptedAnswer.reply("late").delivered(.never), .reply("fine")],
      { $0.concurrency = ConcurrencyBounds(start: 1, maximum: 1) }
    ) { client, server in
      let waiting = Task { await failure(of: plainRequest(), by: client) }
      while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
      waiting.cancel()
      #expect(await waiting.value?.code == .cancelled)
      let answer = try await client.reply(to: plainRequest())
      #expect(answer.content == "fine")
      #expect(client.counters.failures == [.cancelled: 1])
    }
  }

  @Test("Shutting down lets what is under way end and takes nothing new")
  func shutDown() async throws {
    let server = try await ScriptedServer.start(script: [.reply("fine").after(.milliseconds(100))])
    let client = try ModelClient(try settings(for: server))
    let underWay = Task { await failure(of: plainRequest(), by: client) }
    while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
    await client.shutDown()
    #expect(await underWay.value == nil)
    #expect(await failure(of: plainRequest(), by: client)?.code == .shutDown)
    await client.shutDown()
    await server.stop()
  }

  @Test("A client that nobody shut down goes without harm")
  func forgotten() async throws {
    try await withServer([.reply("fine")]) { _, server in
      do {
        let client = try ModelClient(try settings(for: server))
        _ = try await client.reply(to: plainRequest())
      }
      #expect(server.requests.count == 1)
    }
  }
}
