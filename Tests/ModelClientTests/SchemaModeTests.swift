import ModelClient
import Records
import ScriptedModelServer
import Testing

@Suite("Finding out how a server takes a schema")
struct SchemaModeTests {
  /// Answers as a server that takes none of these fields.
  private func server(refusing fields: Set<String>, with status: Int) async throws -> ScriptedServer {
    try await ScriptedServer.start { request in
      let object = request.object
      let format = (object["response_format"] as? [String: Any])?["type"] as? String
      let used = Set([format, object["tools"] == nil ? nil : "tools"].compactMap { $0 })
      if !used.isDisjoint(with: fields) { return .failure(status) }
      return object["tools"] == nil ? .reply("{}") : .toolCall("verdict", arguments: #"{"category":"none"}"#)
    }
  }

  @Test(
    "The surest mode that the server takes is kept",
    arguments: [
      ([], SchemaMode.jsonSchema), (["json_schema"], .toolCall), (["json_schema", "tools"], .jsonObject),
      (["json_schema", "tools", "json_object"], .prose),
    ], [400, 404, 422, 501])
  func fallback(server taking: (fields: [String], mode: SchemaMode), status: Int) async throws {
    let (fields, mode) = taking
    let server = try await server(refusing: Set(fields), with: status)
    try await withClient(try settings(for: server)) { client in
      let reply = try await client.reply(to: schemaRequest())
      #expect(reply.content == (mode == .toolCall ? #"{"category":"none"}"# : "{}"))
      #expect(client.counters.schemaMode == mode)
      #expect(server.requests.count == fields.count + 1)
      _ = try await client.reply(to: schemaRequest())
      #expect(server.requests.count == fields.count + 2)
    }
    await server.stop()
  }

  @Test("A mode that makes the server fail within is passed over after a second attempt")
  func internalError() async throws {
    let server = try await server(refusing: ["json_schema"], with: 500)
    try await withClient(try settings(for: server)) { client in
      _ = try await client.reply(to: schemaRequest())
      #expect(client.counters.schemaMode == .toolCall)
      #expect(server.requests.count == 3)
    }
    await server.stop()
  }

  @Test("Many requests at once find out once")
  func onceForAll() async throws {
    let server = try await server(refusing: ["json_schema", "tools"], with: 400)
    try await withClient(try settings(for: server)) { client in
      try await withThrowingTaskGroup { group in
        for _ in 1...50 { group.addTask { _ = try await client.reply(to: schemaRequest()) } }
        try await group.waitForAll()
      }
      #expect(server.requests.count == 52)
    }
    await server.stop()
  }

  @Test("A mode that the settings fix is the only one that is tried")
  func fixedMode() async throws {
    let server = try await server(refusing: ["json_schema"], with: 400)
    var settings = try settings(for: server)
    settings.schemaMode = .jsonSchema
    try await withClient(settings) { client in
      #expect(await failure(of: schemaRequest(), by: client)?.code == .refusedRequest)
      #expect(server.requests.count == 1)
    }
    await server.stop()
  }

  @Test("A request that is refused in every mode teaches nothing")
  func refusedThroughout() async throws {
    try await withServer([.failure(400), .failure(400), .failure(400), .failure(422), .reply("{}")]) { client, server in
      #expect(await failure(of: schemaRequest(), by: client)?.status == 422)
      #expect(client.counters.schemaMode == nil)
      _ = try await client.reply(to: schemaRequest())
      #expect(client.counters.schemaMode == .jsonSchema)
    }
  }

  @Test("A wrong key or a prompt that is too long is not taken for a refused mode")
  func otherRefusals() async throws {
    try await withServer([.failure(401), .failure(400, code: "context_length_exceeded")]) { client, server in
      #expect(await failure(of: schemaRequest(), by: client)?.code == .unauthorized)
      #expect(await failure(of: schemaRequest(), by: client)?.code == .promptTooLong)
      #expect(server.requests.count == 2)
    }
  }

  @Test("Once a mode is known, a refusal is the request's")
  func knownMode() async throws {
    try await withServer([.reply("{}"), .failure(400), .reply("{}")]) { client, server in
      _ = try await client.reply(to: schemaRequest())
      #expect(await failure(of: schemaRequest(), by: client)?.code == .refusedRequest)
      #expect(client.counters.schemaMode == .jsonSchema)
      #expect(server.requests.count == 2)
    }
  }

  @Test("A server that takes the field and answers in prose gives prose")
  func ignoredFormat() async throws {
    try await withServer([.reply("Well, {\"category\": \"none\"}")]) { client, _ in
      let answer = try await client.reply(to: schemaRequest())
      #expect(answer.content.hasPrefix("Well"))
      #expect(client.counters.schemaMode == .jsonSchema)
    }
  }
}
