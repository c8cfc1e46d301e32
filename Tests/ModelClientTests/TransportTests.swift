import Foundation
import ModelClient
import Records
import ScriptedModelServer
import Testing

@Suite("The way to the server")
struct TransportTests {
  @Test("One request after the other goes over one connection")
  func keepAlive() async throws {
    try await withServer([.reply("fine")]) { client, server in
      for _ in 1...20 { _ = try await client.reply(to: plainRequest()) }
      #expect(server.requests.count == 20)
      #expect(server.connections == 1)
    }
  }

  @Test("A server with a certificate of its own is trusted where the settings name its authority, and not else")
  func ownAuthority() async throws {
    try await withDirectory { directory in
      let identity = try ServerIdentity(in: directory)
      let server = try await ScriptedServer.start(identity: identity, script: [.reply("fine")])
      var settings = try settings(for: server)
      try await withClient(settings, key: try APIKey("secret-key")) { client in
        let error = try #require(await failure(of: plainRequest(), by: client))
        #expect(error.code == .untrusted)
        #expect(error.attempts == 1)
      }
      #expect(server.requests.isEmpty)
      settings.authorityFile = identity.certificateFile
      try await withClient(settings, key: try APIKey("secret-key")) { client in
        let reply = try await client.reply(to: plainRequest())
        #expect(reply.content == "fine")
        #expect(server.requests.first?.headers["authorization"] == "Bearer secret-key")
        #expect(server.requests.first?.httpVersion == "1.1")
      }
      await server.stop()
    }
  }

  @Test("A certificate for another name is not trusted")
  func otherName() async throws {
    try await withDirectory { directory in
      let identity = try ServerIdentity(in: directory, names: "DNS:localhost")
      let server = try await ScriptedServer.start(identity: identity, script: [.reply("fine")])
      let proxy = try await ScriptedProxy.start(redirectingTo: server.port)
      var settings = try settings(for: server)
      settings.server = try ServerAddress("https://models.invalid/v1")
      settings.authorityFile = identity.certificateFile
      settings.proxy = .fixed(proxy.address)
      try await withClient(settings) { client in
        #expect(await failure(of: plainRequest(), by: client)?.code == .untrusted)
      }
      #expect(proxy.targets == ["models.invalid:443"])
      #expect(server.requests.isEmpty)
      await proxy.stop()
      await server.stop()
    }
  }

  @Test("Many requests share one connection where the server speaks HTTP/2")
  func http2() async throws {
    try await withDirectory { directory in
      let identity = try ServerIdentity(in: directory)
      let gathering = Gathering(of: 8)
      let server = try await ScriptedServer.start(identity: identity, offersHTTP2: true) { request in
        if request.number <= 8 { await gathering.arrive() }
        return .reply("fine")
      }
      var settings = try settings(for: server)
      settings.authorityFile = identity.certificateFile
      settings.concurrency = ConcurrencyBounds(start: 8, maximum: 8)
      try await withClient(settings) { client in
        #expect(await replies(to: 60, by: client) == 60)
        #expect(Set(server.requests.map(\.httpVersion)) == ["2.0"])
        #expect(server.connections == 1)
        #expect(server.peakInFlight == 8)
      }
      settings.allowsHTTP2 = false
      try await withClient(settings) { client in
        _ = try await client.reply(to: plainRequest())
        #expect(server.requests.last?.httpVersion == "1.1")
      }
      await server.stop()
    }
  }

  @Test("A proxy from the settings is used, with its credentials")
  func fixedProxy() async throws {
    let proxy = try await ScriptedProxy.start()
    let address = "http://user:pass%20word@127.0.0.1:\(proxy.port)"
    try await withServer([.reply("fine")], key: try APIKey("secret-key"), { $0.proxy = .fixed(address) }) {
      client, server in
      _ = try await client.reply(to: plainRequest())
      #expect(proxy.targets == ["127.0.0.1:\(server.port)"])
      #expect(proxy.authorizations == ["Basic \(Data("user:pass word".utf8).base64EncodedString())"])
      #expect(server.requests.count == 1)
    }
    await proxy.stop()
  }

  @Test("Through a proxy the server is known by its certificate")
  func encryptedProxy() async throws {
    try await withDirectory { directory in
      let identity = try ServerIdentity(in: directory, names: "DNS:models.invalid")
      let server = try await ScriptedServer.start(identity: identity, script: [.reply("fine")])
      let proxy = try await ScriptedProxy.start(redirectingTo: server.port)
      var settings = try settings(for: server)
      settings.server = try ServerAddress("https://models.invalid/v1")
      settings.authorityFile = identity.certificateFile
      settings.proxy = .fixed(proxy.address)
      try await withClient(settings) { client in
        let reply = try await client.reply(to: plainRequest())
        #expect(reply.content == "fine")
        #expect(proxy.targets == ["models.invalid:443"])
      }
      await proxy.stop()
      await server.stop()
    }
  }

  @Test(
    "A proxy that refuses is an error of its own",
    arguments: [
      ("407 Proxy Authentication Required", ModelClientError.Code.proxyAuthentication, 1),
      ("403 Forbidden", .proxyRefused, 6),
    ])
  func refusingProxy(status: String, code: ModelClientError.Code, attempts: Int) async throws {
    let proxy = try await ScriptedProxy.start(refusal: status)
    try await withServer([.reply("fine")], { $0.proxy = .fixed(proxy.address) }) { client, server in
      let error = try #require(await failure(of: plainRequest(), by: client))
      #expect(error.code == code)
      #expect(error.attempts == attempts)
      #expect(server.requests.isEmpty)
    }
    await proxy.stop()
  }

  @Test("A server on this machine is not looked for behind the environment's proxy")
  func loopbackWithoutProxy() async throws {
    let proxy = try await ScriptedProxy.start()
    let environment = ["http_proxy": proxy.address, "https_proxy": proxy.address]
    try await withServer([.reply("fine")], { $0.proxy = .environment(environment) }) { client, _ in
      _ = try await client.reply(to: plainRequest())
      #expect(proxy.targets.isEmpty)
    }
    await proxy.stop()
  }

  @Test("The environment's proxy is used for other machines")
  func environmentProxy() async throws {
    let proxy = try await ScriptedProxy.start(refusal: "403 Forbidden")
    var settings = ModelClientSettings(server: try ServerAddress("https://models.invalid/v1"), model: "m")
    settings.proxy = .environment(["https_proxy": proxy.address])
    settings.retry.attempts = 1
    try await withClient(settings) { client in
      #expect(await failure(of: plainRequest(), by: client)?.code == .proxyRefused)
      #expect(proxy.targets == ["models.invalid:443"])
    }
    await proxy.stop()
  }

  @Test("A file of authorities that is none is refused before anything is sent")
  func badAuthorityFile() async throws {
    try await withServer([.reply("fine")]) { _, server in
      var settings = try settings(for: server)
      settings.authorityFile = "/dev/null/none.pem"
      let error = #expect(throws: ModelClientError.self) { try ModelClient(settings) }
      #expect(error?.code == .badSetting)
      #expect(error?.place == "/dev/null/none.pem")
    }
  }
}
