import ModelClient
import Records
import ScriptedModelServer
import Testing

@Suite("Leaving a server alone that fails")
struct BreakerTests {
  @Test("After failures in a row it waits, probes with one request, and goes on when that succeeds")
  func opensAndRecovers() async throws {
    let clock = TestClock()
    let script = [ScriptedAnswer](repeating: .failure(500), count: 5) + [.reply("fine")]
    try await withServer(
      script, clock: clock, random: 0,
      {
        $0.breaker = BreakerSettings(failures: 3, pause: .seconds(30), openings: 5)
        $0.concurrency = ConcurrencyBounds(start: 1, maximum: 1)
      }
    ) { client, server in
      #expect(await replies(to: 20, by: client) == 20)
      // Three failures open it; the probes four and five fail and open it again, and probe six succeeds.
      #expect(client.counters.breakerOpenings == 3)
      #expect(clock.sleeps.filter { $0 > .seconds(1) }.count == 3)
      #expect(server.requests.count == 25)
    }
  }

  @Test("The probe is alone")
  func probeIsAlone() async throws {
    let server = try await ScriptedServer.start { request in
      request.number <= 4 ? .failure(500) : .reply("fine").after(.milliseconds(request.number == 5 ? 50 : 1))
    }
    var settings = try settings(for: server)
    settings.breaker = BreakerSettings(failures: 4, pause: .seconds(30), openings: 3)
    settings.concurrency = ConcurrencyBounds(start: 4, maximum: 4)
    settings.retry.attempts = 1
    try await withClient(settings) { client in
      #expect(await replies(to: 4, by: client) == 0)
      server.resetPeakInFlight()
      async let all = replies(to: 12, by: client)
      while server.requests.count < 5 { try await Task.sleep(for: .milliseconds(1)) }
      try await Task.sleep(for: .milliseconds(20))
      #expect(server.requests.count == 5)
      #expect(await all == 12)
      #expect(client.counters.breakerOpenings == 1)
    }
    await server.stop()
  }

  @Test("A dead server ends all requests soon, without sending them")
  func givesUp() async throws {
    let clock = TestClock()
    let server = try await ScriptedServer.start(script: [.reply("fine")])
    var settings = try settings(for: server)
    await server.stop()
    settings.breaker = BreakerSettings(failures: 4, pause: .seconds(30), openings: 2)
    try await withClient(settings, clock: clock, random: 0) { client in
      #expect(await replies(to: 500, by: client) == 0)
      let counters = client.counters
      #expect(counters.failures[.circuitOpen, default: 0] > 490)
      #expect(counters.failures.values.reduce(0, +) == 500)
      #expect(counters.sent <= 4 + 4 + 2)
      #expect(clock.sleeps.filter { $0 > .zero } == [.seconds(30), .seconds(30)])
      let error = try #require(await failure(of: plainRequest(), by: client))
      #expect(error.code == .circuitOpen)
      #expect(error.attempts == 0)
      #expect("\(error)".contains("run again"))
    }
  }

  @Test("Neither 429 nor a refused request counts against the server")
  func otherFaults() async throws {
    let script = [ScriptedAnswer](repeating: .failure(429), count: 5) + [.failure(400), .reply("fine")]
    try await withServer(script, { $0.breaker = BreakerSettings(failures: 2, openings: 0) }) { client, _ in
      #expect(await failure(of: plainRequest(), by: client)?.code == .refusedRequest)
      #expect(await failure(of: plainRequest(), by: client) == nil)
      #expect(client.counters.breakerOpenings == 0)
    }
  }

  @Test("A cancelled probe passes its turn on")
  func cancelledProbe() async throws {
    let server = try await ScriptedServer.start { request in
      switch request.number {
      case 1: .failure(500)
      case 2: ScriptedAnswer.reply("never").delivered(.never)
      default: .reply("fine")
      }
    }
    var settings = try settings(for: server)
    settings.breaker = BreakerSettings(failures: 1, openings: 3)
    settings.retry.attempts = 1
    try await withClient(settings) { client in
      #expect(await failure(of: plainRequest(), by: client)?.code == .serverFailed)
      let probe = Task { await failure(of: plainRequest(), by: client) }
      while server.requests.count < 2 { try await Task.sleep(for: .milliseconds(1)) }
      probe.cancel()
      #expect(await probe.value?.code == .cancelled)
      #expect(await failure(of: plainRequest(), by: client) == nil)
    }
    await server.stop()
  }
}
