public import Records
internal import Synchronization

/// Sends requests to one server of the OpenAI kind (vLLM, llama.cpp, Ollama, hosted ones) and gives replies.
///
/// It may be used by any number of tasks at once: they wait in the order of their coming until there is room under the
/// limit, which follows how the server fares (`ConcurrencyBounds`). Faults that are likely to pass are tried again
/// (`RetryPolicy`); a server that fails again and again is left alone (`BreakerSettings`).
///
/// ```
/// let client = try ModelClient(settings, key: APIKey(variable: "MODEL_KEY", in: environment))
/// let reply = try await client.reply(to: request)
/// await client.shutDown()
/// ```
public final class ModelClient: Sendable {
  private let settings: ModelClientSettings
  private let clock: ModelClock
  private let random: @Sendable () -> Double
  private let transport: HTTPTransport
  private let limiter: ConcurrencyLimiter
  private let turnstile: Turnstile
  private let schemaModes: SchemaModeFinder
  private let openDoor = OpenDoor()
  private let counted = Mutex(ModelClientCounters())

  private static let completions = "/chat/completions"
  private static let models = "/models"

  /// Makes a client; nothing is sent yet.
  ///
  /// - Parameters:
  ///   - clock: The time by which it waits between attempts.
  ///   - random: From 0 up to 1, for the spreading of waits.
  /// - Throws: `badSetting`; `keyExposed` where the key would cross a network unencrypted.
  public init(
    _ settings: ModelClientSettings, key: APIKey? = nil, clock: ModelClock = .system,
    random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) throws(ModelClientError) {
    try settings.check()
    self.settings = settings
    self.clock = clock
    self.random = random
    transport = try HTTPTransport(settings, key: key)
    limiter = ConcurrencyLimiter(settings.concurrency, now: clock.now)
    turnstile = Turnstile(settings.breaker, clock: clock)
    schemaModes = SchemaModeFinder(fixed: settings.schemaMode, clock: clock)
  }

  /// Whether the server is this machine, so that nothing leaves it. A proxy that was set is another matter.
  public var isLoopback: Bool { settings.server.isLoopback }

  /// What was done so far.
  public var counters: ModelClientCounters {
    var counters = counted.withLock { $0 }
    counters.take(limiter.use)
    counters.limit = limiter.limit
    counters.halvings = limiter.halvings
    counters.breakerOpenings = turnstile.openings
    counters.schemaMode = schemaModes.known
    return counters
  }

  /// Asks the model, again where that helps.
  ///
  /// The first request with a schema finds out how this server takes one, and the others wait for that, unless the
  /// settings say it.
  ///
  /// - Parameter mayBeSent: Asked before each attempt, for budgets that hold for what is sent; false ends it with `notPermitted`.
  /// - Throws: What `ModelClientError.Code` lists, with the number of attempts.
  public func reply(
    to request: ChatRequest, mayBeSent: @escaping @Sendable () -> Bool = { true }
  ) async throws(ModelClientError) -> ChatReply {
    try openDoor.enter()
    defer { openDoor.leave() }
    do {
      let reply =
        if request.schema == nil {
          try await send(request, mode: .prose, hasOthers: false, mayBeSent)
        } else {
          try await schemaModes.withMode { mode, hasOthers throws(ModelClientError) in
            try await self.send(request, mode: mode, hasOthers: hasOthers, mayBeSent)
          }
        }
      counted.withLock { $0.take(reply.usage) }
      return reply
    } catch {
      counted.withLock { $0.failures[error.code, default: 0] += 1 }
      throw error
    }
  }

  /// Asks once which models the server has, past the limit and the breaker: is it there, and does it take the key?
  ///
  /// - Throws: As `reply(to:)`; a server without a list of models is no error.
  public func probe() async throws(ModelClientError) -> ServerReport {
    try openDoor.enter()
    defer { openDoor.leave() }
    do {
      let answer = try await exchange(Self.models, body: nil)
      if answer.status == 404 { return ServerReport(models: nil) }
      try judge(answer)
      return ServerReport(bytes: answer.bytes)
    } catch {
      throw error.placed(at: "\(settings.server)\(Self.models)", attempts: 1)
    }
  }

  /// Ends the client: new requests fail, attempts under way come to their end, waiting ones fail when it is their turn,
  /// and connections are closed. Cancel the tasks that wait where that must not take long.
  public func shutDown() async {
    await openDoor.close()
    await transport.shutDown()
  }

  // MARK: - Attempts

  private func send(
    _ request: ChatRequest, mode: SchemaMode, hasOthers: Bool, _ mayBeSent: @Sendable () -> Bool
  ) async throws(ModelClientError) -> ChatReply {
    let body = try RequestBody.json(for: request, model: settings.model, mode: mode, style: settings.style)
    let promptTokens = TokenEstimate.promptTokens(of: request)
    var attempt = 0
    while true {
      guard mayBeSent() else { throw ModelClientError(.notPermitted, at: place, attempts: attempt) }
      attempt += 1
      do {
        return try await attemptOnce(body, estimatedPromptTokens: promptTokens, isReturning: attempt > 1)
      } catch {
        // Another mode is worth more than a third attempt.
        let isLast = attempt >= settings.retry.attempts || hasOthers && error.isInternal && attempt >= 2
        let wait = settings.retry.wait(after: attempt, retryAfter: error.retryAfter, random: random())
        // Those who have not asked yet would only hear the same, also where this one does not ask again. The first time
        // without a word of how long, the halved limit is answer enough: pausing then too cost almost half of the
        // throughput.
        let pausesAll = error.code.asksForPause && (error.retryAfter != nil || attempt > 1 || isLast)
        if pausesAll { turnstile.pause(for: wait) }
        guard error.code.isRetryable, !isLast else {
          let wasSent = ![.cancelled, .shutDown, .circuitOpen].contains(error.code)
          throw error.placed(at: place, attempts: wasSent ? attempt : attempt - 1)
        }
        counted.withLock { $0.retries[error.code, default: 0] += 1 }
        if !pausesAll { try await sleep(wait, after: attempt) }
      }
    }
  }

  private var place: String { "\(settings.server)\(Self.completions)" }

  private func sleep(_ wait: Duration, after attempt: Int) async throws(ModelClientError) {
    do { try await clock.sleep(wait) } catch {
      throw ModelClientError(.cancelled, at: place, attempts: attempt)
    }
  }

  /// One attempt, when there is room for it and the turnstile lets it pass.
  private func attemptOnce(
    _ body: String, estimatedPromptTokens: Int, isReturning: Bool
  ) async throws(ModelClientError) -> ChatReply {
    let pass: ConcurrencyLimiter.Pass
    do { pass = try await limiter.acquire(isReturning: isReturning) } catch { throw ModelClientError(.cancelled) }
    var outcome = ConcurrencyLimiter.Outcome.other
    defer { limiter.release(pass, outcome) }
    let passage = try await turnstile.pass()
    let start = clock.now()
    do throws(ModelClientError) {
      try openDoor.check()
      let answer = try await exchange(Self.completions, body: body)
      let latency = clock.now() - start
      try judge(answer)
      var reply = try ReplyBody.reply(from: answer.bytes, estimatedPromptTokens: estimatedPromptTokens)
      // A server may send back what it was sent.
      reply.content = transport.withoutKey(reply.content)
      reply.servedModel = transport.withoutKey(reply.servedModel)
      outcome = .success(latency: latency)
      turnstile.report(.alive, of: passage)
      return reply
    } catch {
      if error.code.isOfLoad { outcome = .overload }
      let saysNothing = error.code == .cancelled || error.code == .shutDown
      turnstile.report(error.code.isOfServer ? .failed : saysNothing ? .unknown : .alive, of: passage)
      throw error
    }
  }

  private func exchange(_ endpoint: String, body: String?) async throws(ModelClientError) -> HTTPTransport.Answer {
    counted.withLock { $0.sent += 1 }
    return try await transport.exchange(settings.server.url(endpoint), body: body)
  }

  /// Turns every status but success into the fault that it stands for.
  private func judge(_ answer: HTTPTransport.Answer) throws(ModelClientError) {
    guard !(200..<300).contains(answer.status) else { return }
    if answer.status == 429 { counted.withLock { $0.rateLimited += 1 } }
    let retryAfter = RetryAfter.wait(header: answer.retryAfter, date: answer.date, unixTime: clock.unixTime())
    throw ModelClientError(
      status: answer.status, complaint: ServerComplaint(answer.bytes), retryAfter: retryAfter)
  }
}
