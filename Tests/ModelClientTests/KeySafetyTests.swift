import Foundation
import ModelClient
import Records
import ScriptedModelServer
import Testing

@Suite("Keeping the key")
struct KeySafetyTests {
  private static let secret = "sk-1234567890abcdef"

  @Test("The key is sent as a bearer token")
  func bearer() async throws {
    try await withServer([.reply("fine")], key: try APIKey(Self.secret)) { client, server in
      _ = try await client.reply(to: plainRequest())
      #expect(server.requests.first?.headers["authorization"] == "Bearer \(Self.secret)")
    }
  }

  @Test("Nothing that describes, dumps or interpolates a key shows it")
  func hidden() throws {
    let key = try APIKey(Self.secret)
    var dumped = ""
    dump(key, to: &dumped)
    for text in ["\(key)", String(reflecting: key), dumped, "\([key])", "\(Optional(key) as Any)"] {
      #expect(!text.contains(Self.secret))
    }
  }

  @Test(
    "No error says the key or the prompt, also where the server repeats them",
    arguments: [400, 401, 403, 404, 422, 429, 500, 503])
  func echo(status: Int) async throws {
    let server = try await ScriptedServer.start { request in
      let echo = "\(request.headers["authorization"] ?? "") \(request.contents(of: "user").joined())"
      return ScriptedAnswer(
        status: status, headers: [("www-authenticate", echo)],
        body: #"{"error": {"message": "\#(echo)", "code": "\#(echo)", "type": "\#(echo)", "param": "\#(echo)"}}"#)
    }
    try await withClient(try settings(for: server), key: try APIKey(Self.secret)) { client in
      let error = try #require(await failure(of: plainRequest("private text"), by: client))
      var dumped = ""
      dump(error, to: &dumped)
      for text in ["\(error)", String(reflecting: error), dumped, "\(client.counters)"] {
        #expect(!text.contains(Self.secret))
        #expect(!text.contains("private"))
      }
    }
    await server.stop()
  }

  @Test("No error says what a reply said")
  func replyHidden() async throws {
    let bodies = ["private text", #"{"choices": [{"message": {"content": {"private": 1}}}]}"#, #"{"private": 1}"#]
    try await withServer(bodies.map { ScriptedAnswer(body: $0) }) { client, _ in
      for _ in bodies {
        let error = try #require(await failure(of: plainRequest(), by: client))
        #expect(!String(reflecting: error).contains("private"))
      }
    }
  }

  @Test("A key comes from a variable or a file, without the newline at its end")
  func sources() async throws {
    try await withDirectory { directory in
      let file = directory.appending(path: "key")
      try Data("\(Self.secret)\r\n".utf8).write(to: file)
      let keys = [
        try APIKey(variable: "MODEL_KEY", in: ["MODEL_KEY": Self.secret + "\n"]), try APIKey(file: file.path),
      ]
      for key in keys {
        try await withServer([.reply("fine")], key: key) { client, server in
          _ = try await client.reply(to: plainRequest())
          #expect(server.requests.first?.headers["authorization"] == "Bearer \(Self.secret)")
        }
      }
    }
  }

  @Test(
    "A key that is none is refused and not shown", arguments: ["", "\n", "two words", "a\nb", "a\u{7}b", "schlüssel"])
  func notAKey(text: String) {
    let error = #expect(throws: ModelClientError.self) { try APIKey(text) }
    #expect(error?.code == .badKey)
    if text.count > 1 { #expect(error.map { "\($0)".contains(text) } == false) }
  }

  @Test("A variable that is not set and a file that is not there are named")
  func missing() {
    let unset = #expect(throws: ModelClientError.self) { try APIKey(variable: "MODEL_KEY", in: [:]) }
    #expect(unset?.place == "variable MODEL_KEY")
    let lost = #expect(throws: ModelClientError.self) { try APIKey(file: "/nonexistent/key") }
    #expect(lost?.place == "/nonexistent/key")
  }

  @Test("The key does not cross a network unencrypted unless that is allowed")
  func plainHTTP() async throws {
    let key = try APIKey(Self.secret)
    var settings = ModelClientSettings(server: try ServerAddress("http://models.example/v1"), model: "m")
    let error = #expect(throws: ModelClientError.self) { try ModelClient(settings, key: key) }
    #expect(error?.code == .keyExposed)
    try await ModelClient(settings).shutDown()
    settings.allowsKeyOverPlainHTTP = true
    try await ModelClient(settings, key: key).shutDown()
    settings.allowsKeyOverPlainHTTP = false
    settings.server = try ServerAddress("https://models.example/v1")
    try await ModelClient(settings, key: key).shutDown()
  }

  @Test("Nor does it go to this machine by way of another")
  func plainProxy() throws {
    var settings = ModelClientSettings(server: try ServerAddress("http://localhost:8000/v1"), model: "m")
    settings.proxy = .fixed("http://proxy.example:3128")
    let error = #expect(throws: ModelClientError.self) { try ModelClient(settings, key: try APIKey(Self.secret)) }
    #expect(error?.code == .keyExposed)
  }

  @Test("Passwords in addresses are not shown")
  func addresses() {
    let server = #expect(throws: ModelClientError.self) { try ServerAddress("https://user:hidden@models.example/v1") }
    #expect(server.map { "\($0)".contains("hidden") } == false)
  }
}
