import Testing

@testable import ModelClient

@Suite("Addresses and settings")
struct SettingsTests {
  @Test(
    "Addresses are taken apart",
    arguments: [
      ("http://127.0.0.1:8000/v1", "127.0.0.1:8000/v1"), ("http://localhost:8000/v1///", "localhost:8000/v1"),
      ("https://API.example.com/v1", "api.example.com:443/v1"), ("http://[::1]:8080", "[::1]:8080"),
      ("http://models", "models:80"),
    ])
  func addresses(text: String, description: String) throws {
    #expect(try ServerAddress(text).description == description)
  }

  @Test(
    "What is no address is refused",
    arguments: [
      "", "localhost:8000", "ftp://models/v1", "http://", "http:///v1", "https://a:b@models/v1",
      "https://models/v1?key=1", "https://models/v1#a", "https://models:99999/v1",
    ])
  func noAddresses(text: String) {
    let error = #expect(throws: ModelClientError.self) { try ServerAddress(text) }
    #expect(error?.code == .badSetting)
  }

  @Test(
    "This machine is known by its notation",
    arguments: [
      ("localhost", true), ("LOCALHOST", true), ("127.0.0.1", true), ("127.9.8.7", true), ("[::1]", true),
      ("[0:0:0:0:0:0:0:1]", true), ("128.0.0.1", false), ("127.0.0.1.example.com", false),
      ("localhost.example.com", false), ("[::2]", false), ("10.0.0.1", false),
    ])
  func loopback(host: String, isLoopback: Bool) throws {
    #expect(try ServerAddress("http://\(host):8000/v1").isLoopback == isLoopback)
  }

  @Test(
    "The environment's exceptions hold names, their subdomains, addresses and ports",
    arguments: [
      ("", false), ("*", true), ("example.com", true), (".example.com", true), ("*.example.com", true),
      ("api.example.com", true), ("other.com, api.example.com:443", true), ("api.example.com:80", false),
      ("ample.com", false), ("localhost", false),
    ])
  func exceptions(list: String, isExcepted: Bool) throws {
    let server = try ServerAddress("https://api.example.com/v1")
    let choice = ProxyChoice.environment(["HTTPS_PROXY": "proxy:3128", "no_proxy": list])
    #expect(try (choice.proxy(for: server) == nil) == isExcepted)
  }

  @Test("Each scheme has its variable, and HTTP_PROXY in capitals is none")
  func variables() throws {
    let plain = try ServerAddress("http://models.example/v1")
    #expect(try ProxyChoice.environment(["http_proxy": "http://a:1"]).proxy(for: plain)?.description == "a:1")
    #expect(try ProxyChoice.environment(["HTTP_PROXY": "http://a:1"]).proxy(for: plain) == nil)
    #expect(try ProxyChoice.environment(["https_proxy": "http://a:1"]).proxy(for: plain) == nil)
  }

  @Test("A proxy's password is decoded and never shown")
  func proxyPassword() throws {
    let server = try ServerAddress("https://models.example/v1")
    let proxy = try #require(try ProxyChoice.fixed("http://me:p%40ss@proxy:3128").proxy(for: server))
    #expect(proxy.password == "p@ss")
    var dumped = ""
    dump(proxy, to: &dumped)
    #expect(!"\(proxy) \(String(reflecting: proxy)) \(dumped)".contains("p@ss"))
    let error = #expect(throws: ModelClientError.self) {
      try ProxyChoice.fixed("gopher://me:p%40ss@proxy").proxy(for: server)
    }
    #expect(error.map { "\($0)".contains("p%40ss") } == false)
  }

  @Test("Settings out of their bounds are named")
  func bounds() throws {
    let changes: [(String, (inout ModelClientSettings) -> Void)] = [
      ("model", { $0.model = "" }), ("request timeout", { $0.requestTimeout = .zero }),
      ("attempts", { $0.retry.attempts = 0 }), ("greatest concurrency", { $0.concurrency.maximum = 1 }),
      ("failures in a row", { $0.breaker.failures = 0 }),
      ("extra field top_p", { $0.style.extraFields = ["top_p": "{"] }),
      ("extra header Authorization", { $0.extraHeaders = ["Authorization": "x"] }),
      ("extra header X-A", { $0.extraHeaders = ["X-A": "a\r\nb: c"] }),
      ("extra header", { $0.extraHeaders = ["a b": "c"] }),
    ]
    for (place, change) in changes {
      var settings = ModelClientSettings(server: try ServerAddress("http://localhost:1/v1"), model: "m")
      change(&settings)
      let error = #expect(throws: ModelClientError.self) { try ModelClient(settings) }
      #expect(error?.code == .badSetting)
      #expect(error?.place == place)
    }
  }

  @Test(
    "Tokens are estimated by the bytes",
    arguments: [("", 0), ("a", 1), ("abcd", 1), ("abcde", 2), ("你好", 2), ("привет", 4), ("hi 你", 2)])
  func estimate(text: String, tokens: Int) {
    #expect(TokenEstimate.tokens(in: text) == tokens)
  }
}
