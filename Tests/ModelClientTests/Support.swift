import Foundation
import ModelClient
import Records
import ScriptedModelServer
import Synchronization

/// A clock that sleeps in no time and remembers how long it should have.
final class TestClock: Sendable {
  private let state = Mutex((now: Duration.zero, sleeps: [Duration]()))

  var sleeps: [Duration] { state.withLock { $0.sleeps } }
  func advance(by duration: Duration) { state.withLock { $0.now += duration } }

  var clock: ModelClock {
    ModelClock(
      now: { self.state.withLock { $0.now } },
      sleep: { duration in
        try Task.checkCancellation()
        self.state.withLock { state in
          state.now += duration
          state.sleeps.append(duration)
        }
      }, unixTime: { 784_111_777 })
  }
}

/// Holds everybody up until so many have come.
actor Gathering {
  private let count: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(of count: Int) { self.count = count }

  func arrive() async {
    await withCheckedContinuation { continuation in
      waiting.append(continuation)
      guard waiting.count == count else { return }
      waiting.forEach { $0.resume() }
      waiting = []
    }
  }
}

let verdictSchema = ChatSchema(
  name: "verdict",
  json: #"{"type": "object", "properties": {"reason": {"type": "string"}, "category": {"type": "string"}}}"#)

/// A request without a schema.
func plainRequest(_ text: String = "hello") -> ChatRequest {
  ChatRequest(messages: [ChatMessage(role: .user, content: text)], maxReplyTokens: 100)
}

/// A request with one.
func schemaRequest(_ text: String = "hello") -> ChatRequest {
  ChatRequest(
    messages: [ChatMessage(role: .system, content: "Judge."), ChatMessage(role: .user, content: text)],
    schema: verdictSchema, maxReplyTokens: 100)
}

/// Settings for a scripted server.
func settings(for server: ScriptedServer) throws -> ModelClientSettings {
  ModelClientSettings(server: try ServerAddress("\(server.address)/v1"), model: "scripted-model")
}

/// Runs with a client whose waits take no time, and shuts it down.
func withClient<Value>(
  _ settings: ModelClientSettings, key: APIKey? = nil, clock: TestClock = TestClock(), random: Double = 0.5,
  isolation: isolated (any Actor)? = #isolation, _ body: (ModelClient) async throws -> Value
) async throws -> Value {
  let client = try ModelClient(settings, key: key, clock: clock.clock, random: { random })
  do {
    let value = try await body(client)
    await client.shutDown()
    return value
  } catch {
    await client.shutDown()
    throw error
  }
}

/// Runs with a server and a client for it, and stops both.
func withServer(
  _ script: [ScriptedAnswer], key: APIKey? = nil, clock: TestClock = TestClock(), random: Double = 0.5,
  isolation: isolated (any Actor)? = #isolation,
  _ change: (inout ModelClientSettings) throws -> Void = { _ in },
  _ body: (ModelClient, ScriptedServer) async throws -> Void
) async throws {
  let server = try await ScriptedServer.start(script: script)
  var settings = try settings(for: server)
  try change(&settings)
  do {
    try await withClient(settings, key: key, clock: clock, random: random) { try await body($0, server) }
  } catch {
    await server.stop()
    throw error
  }
  await server.stop()
}

/// The error that a request ends with; nil where there is a reply.
func failure(of request: ChatRequest, by client: ModelClient) async -> ModelClientError? {
  do throws(ModelClientError) {
    _ = try await client.reply(to: request)
    return nil
  } catch {
    return error
  }
}

/// Sends so many requests at once and counts the replies.
func replies(to count: Int, by client: ModelClient) async -> Int {
  await withTaskGroup(of: Bool.self) { group in
    for number in 1...count {
      group.addTask { await failure(of: plainRequest("request \(number)"), by: client) == nil }
    }
    return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
  }
}

/// A directory that is gone afterwards.
func withDirectory<Value>(
  isolation: isolated (any Actor)? = #isolation, _ body: (URL) async throws -> Value
) async throws -> Value {
  let directory = FileManager.default.temporaryDirectory.appending(path: "model-client-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer {
    // What can't be removed is the system's to clean up.
    try? FileManager.default.removeItem(at: directory)
  }
  return try await body(directory)
}
