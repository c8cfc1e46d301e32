import Testing

@testable import ModelClient

@Suite("The limit that follows the server")
struct AdaptiveLimitTests {
  private func limit(start: Int = 4, maximum: Int = 8) -> AdaptiveLimit {
    AdaptiveLimit(ConcurrencyBounds(start: start, maximum: maximum, latencyFactor: 4))
  }

  private func run(_ limit: inout AdaptiveLimit, windows: Int, latency: Duration) {
    for _ in 0..<windows {
      for _ in 0..<limit.limit {
        limit.succeeded(latency: latency, mark: limit.halvings, inFlight: limit.limit)
      }
    }
  }

  @Test("It grows by one for each window, up to the maximum")
  func grows() {
    var limit = limit()
    for expected in [5, 6, 7, 8, 8] {
      run(&limit, windows: 1, latency: .seconds(1))
      #expect(limit.limit == expected)
    }
  }

  @Test("It halves down to one")
  func halves() {
    var limit = limit(start: 7)
    for expected in [3, 1, 1] {
      limit.overloaded(mark: limit.halvings)
      #expect(limit.limit == expected)
    }
  }

  @Test("Requests from before a halving neither halve again nor count")
  func oneEvent() {
    var limit = limit(start: 8)
    for _ in 0..<8 { limit.overloaded(mark: 0) }
    #expect(limit.limit == 4)
    for _ in 0..<100 { limit.succeeded(latency: .seconds(1), mark: 0, inFlight: 8) }
    #expect(limit.limit == 4)
  }

  @Test("A limit that nobody needs does not grow")
  func unused() {
    var limit = limit()
    for _ in 0..<100 { limit.succeeded(latency: .seconds(1), mark: 0, inFlight: 1) }
    #expect(limit.limit == 4)
  }

  @Test("A window that took more than four times the least mean halves it")
  func slow() {
    var limit = limit()
    run(&limit, windows: 2, latency: .seconds(1))
    run(&limit, windows: 1, latency: .seconds(4))
    #expect(limit.limit == 7)
    run(&limit, windows: 1, latency: .seconds(5))
    #expect(limit.limit == 3)
  }

  @Test("One slow reply in a window is none")
  func oneSlowReply() {
    var limit = limit()
    run(&limit, windows: 1, latency: .seconds(1))
    for latency in [1, 1, 9, 1, 1] { limit.succeeded(latency: .seconds(latency), mark: 0, inFlight: 5) }
    #expect(limit.limit == 6)
  }

  @Test("Latencies that nobody minds are none")
  func fast() {
    var limit = limit()
    run(&limit, windows: 1, latency: .milliseconds(1))
    run(&limit, windows: 1, latency: .milliseconds(90))
    #expect(limit.limit == 6)
  }

  @Test("A lucky window does not count for ever")
  func luckyWindow() {
    var limit = limit(start: 1, maximum: 1)
    run(&limit, windows: 1, latency: .milliseconds(200))
    run(&limit, windows: 1, latency: .seconds(1))
    #expect(limit.halvings == 1)
    run(&limit, windows: 20, latency: .seconds(1))
    let halvings = limit.halvings
    run(&limit, windows: 20, latency: .seconds(1))
    #expect(limit.halvings == halvings)
  }
}

@Suite("The circuit breaker")
struct CircuitBreakerTests {
  @Test("Only failures in a row open it")
  func inARow() {
    var breaker = CircuitBreaker(BreakerSettings(failures: 3, pause: .seconds(10), openings: 1))
    for _ in 0..<2 { breaker.failed(now: .zero, wasProbe: false) }
    breaker.succeeded()
    for _ in 0..<2 { breaker.failed(now: .zero, wasProbe: false) }
    #expect(breaker.advice(now: .zero) == .send)
    breaker.failed(now: .seconds(1), wasProbe: false)
    #expect(breaker.advice(now: .seconds(5)) == .wait(.seconds(6)))
    #expect(breaker.advice(now: .seconds(11)) == .sendProbe)
  }

  @Test("The rest of a burst does not count as more openings")
  func burst() {
    var breaker = CircuitBreaker(BreakerSettings(failures: 1, pause: .seconds(10), openings: 1))
    for _ in 0..<50 { breaker.failed(now: .zero, wasProbe: false) }
    #expect(breaker.openings == 1)
    #expect(breaker.advice(now: .zero) == .wait(.seconds(10)))
  }

  @Test("It gives up for good after that many openings without a success")
  func givesUp() {
    var breaker = CircuitBreaker(BreakerSettings(failures: 1, pause: .seconds(10), openings: 2))
    breaker.failed(now: .zero, wasProbe: false)
    #expect(breaker.advice(now: .seconds(10)) == .sendProbe)
    breaker.failed(now: .seconds(10), wasProbe: true)
    #expect(breaker.advice(now: .seconds(20)) == .sendProbe)
    breaker.failed(now: .seconds(20), wasProbe: true)
    #expect(breaker.advice(now: .seconds(99)) == .giveUp)
    breaker.succeeded()
    #expect(breaker.advice(now: .seconds(99)) == .giveUp)
  }

  @Test("A success in between starts the count of openings anew")
  func recovers() {
    var breaker = CircuitBreaker(BreakerSettings(failures: 1, pause: .seconds(10), openings: 1))
    for round in 0..<5 {
      breaker.failed(now: .seconds(round * 20), wasProbe: false)
      #expect(breaker.advice(now: .seconds(round * 20 + 10)) == .sendProbe)
      breaker.succeeded()
    }
    #expect(breaker.openings == 5)
    #expect(breaker.advice(now: .seconds(100)) == .send)
  }
}

@Suite("The header Retry-After")
struct RetryAfterTests {
  @Test(
    "Dates of HTTP are read",
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199), ("Fri, 31 Dec 2100 12:00:00 GMT", 4_133_937_600),
    ])
  func dates(text: String, seconds: Double) {
    #expect(RetryAfter.seconds(of: text) == seconds)
  }

  @Test(
    "What is no date is none",
    arguments: [
      "", "soon", "06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Foo 1994 08:49:37 GMT",
      "Sun, 06 Nov 1994 08:49 GMT", "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 28:49:37 GMT",
    ])
  func noDates(text: String) {
    #expect(RetryAfter.seconds(of: text) == nil)
    #expect(RetryAfter.wait(header: text, date: nil, unixTime: 0) == nil)
  }

  @Test("Seconds may have a fraction, and neither the past nor nonsense makes a wait")
  func seconds() {
    #expect(RetryAfter.wait(header: " 1.5\t", date: nil, unixTime: 0) == .seconds(1.5))
    #expect(RetryAfter.wait(header: "-5", date: nil, unixTime: 0) == .zero)
    #expect(RetryAfter.wait(header: "1e300", date: nil, unixTime: 0) == .seconds(1e6))
    #expect(RetryAfter.wait(header: "nan", date: nil, unixTime: 0) == nil)
    #expect(RetryAfter.wait(header: "Sun, 06 Nov 1994 08:49:37 GMT", date: nil, unixTime: 2e9) == .zero)
  }
}

@Suite("The gate")
struct FairGateTests {
  @Test("Who waits gets in by order of arrival, and who was in before goes first")
  func order() async throws {
    let gate = FairGate(limit: 1, now: { .zero })
    try await gate.enter()
    let (stream, came) = AsyncStream.makeStream(of: Int.self)
    for (number, isReturning) in [(1, false), (2, false), (3, true), (4, false)] {
      Task {
        try await gate.enter(isReturning: isReturning)
        came.yield(number)
        gate.leave()
      }
      while gate.waiting < number { await Task.yield() }
    }
    gate.leave()
    var order: [Int] = []
    for await number in stream {
      order.append(number)
      if order.count == 4 { break }
    }
    #expect(order == [3, 1, 2, 4])
    #expect(gate.use.peak == 1)
  }

  @Test("A greater limit lets in those who wait, a lower one lets nobody follow")
  func changedLimit() async throws {
    let gate = FairGate(limit: 1, now: { .zero })
    try await gate.enter()
    let second = Task { try await gate.enter() }
    while gate.waiting < 1 { await Task.yield() }
    gate.setLimit(2)
    try await second.value
    #expect(gate.use.inside == 2)
    gate.setLimit(1)
    let third = Task { try await gate.enter() }
    while gate.waiting < 1 { await Task.yield() }
    gate.leave()
    #expect(gate.waiting == 1)
    gate.leave()
    try await third.value
    #expect(gate.use.inside == 1)
  }

  @Test("Whoever is cancelled is never inside, and nobody is lost")
  func cancellation() async throws {
    let gate = FairGate(limit: 2, now: { .zero })
    let entered = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<500 {
        group.addTask {
          let task = Task {
            try await gate.enter()
            await Task.yield()
            gate.leave()
          }
          if number % 3 == 0 { task.cancel() }
          // A cancelled wait is what is tested.
          return (try? await task.value) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(entered >= 333)
    #expect(gate.use.inside == 0)
    #expect(gate.use.peak <= 2)
    #expect(gate.waiting == 0)
  }

  @Test("Use is measured over the time in which there was anything to do")
  func use() async throws {
    let clock = TestClock()
    let gate = FairGate(limit: 4, now: clock.clock.now)
    clock.advance(by: .seconds(100))
    try await gate.enter()
    clock.advance(by: .seconds(10))
    try await gate.enter()
    clock.advance(by: .seconds(10))
    gate.leave()
    gate.leave()
    clock.advance(by: .seconds(100))
    let use = gate.use
    #expect(use.busySeconds == 20)
    #expect(use.insideSeconds == 30)
    #expect(use.limitSeconds == 80)
    #expect(use.waitedSeconds == 0)
  }
}
