/// How one server is talked to. The key is not among these.
public struct ModelClientSettings: Hashable, Sendable {
  /// The address that `/chat/completions` is put behind; it mostly ends in `/v1`.
  public var server: ServerAddress
  /// The name by which the server knows the model.
  public var model: String
  /// How schemas are asked for; nil finds out with the first request that has one.
  public var schemaMode: SchemaMode?
  public var style = RequestStyle()
  /// More headers, by name. They are no place for secrets: the rules for the key do not hold for them.
  public var extraHeaders: [String: String] = [:]

  /// How long a connection may take, with TLS and proxy.
  public var connectTimeout = Duration.seconds(10)
  /// How long one attempt may take, from its first byte to the reply's last.
  public var requestTimeout = Duration.seconds(120)
  /// A longer reply is an error.
  public var maximumReplyBytes = 4 << 20

  public var retry = RetryPolicy()
  public var concurrency = ConcurrencyBounds()
  public var breaker = BreakerSettings()

  public var proxy = ProxyChoice.none
  /// A PEM file of authorities that are trusted besides the system's.
  public var authorityFile: String?
  /// HTTP/2 where an encrypted server offers it.
  public var allowsHTTP2 = true
  /// Lets the key go over plain http to another machine.
  public var allowsKeyOverPlainHTTP = false

  public init(server: ServerAddress, model: String) {
    self.server = server
    self.model = model
  }

  /// Sees that every value can be used.
  func check() throws(ModelClientError) {
    let faults: [(isFine: Bool, name: String, expected: String)] = [
      (!model.isEmpty, "model", "a name"),
      (connectTimeout > .zero, "connect timeout", "more than no time"),
      (requestTimeout > .zero, "request timeout", "more than no time"),
      (maximumReplyBytes > 0, "reply bytes", "at least 1"),
      ((1...20).contains(retry.attempts), "attempts", "1 to 20"),
      (retry.firstWait >= .zero && retry.longestWait >= .zero, "wait between attempts", "no negative time"),
      (retry.longestRetryAfter >= .zero, "longest Retry-After", "no negative time"),
      (concurrency.start >= 1, "concurrency at the start", "at least 1"),
      (concurrency.maximum >= concurrency.start, "greatest concurrency", "at least that at the start"),
      (concurrency.maximum <= 4096, "greatest concurrency", "at most 4096"),
      (concurrency.latencyFactor >= 1.5, "latency factor", "at least 1.5"),
      (breaker.failures >= 1, "failures in a row", "at least 1"),
      (breaker.pause >= .zero, "pause of the breaker", "no negative time"),
      (breaker.openings >= 0, "openings in a row", "at least 0"),
    ]
    if let fault = faults.first(where: { !$0.isFine }) {
      throw ModelClientError(.badSetting, at: fault.name, detail: "expected \(fault.expected)")
    }
    // Its faults would otherwise show with the first request only.
    _ = try style.compactFields()
    try checkHeaders()
  }

  private func checkHeaders() throws(ModelClientError) {
    for (name, value) in extraHeaders.sorted(by: { $0.key < $1.key }) {
      let isName = !name.isEmpty && name.utf8.allSatisfy { Self.nameBytes.contains($0) }
      guard isName else {
        throw ModelClientError(.badSetting, at: "extra header", detail: "a name has a character that it can't have")
      }
      guard !Self.ownHeaders.contains(name.lowercased()) else {
        throw ModelClientError(.badSetting, at: "extra header \(name)", detail: "the client sets it")
      }
      guard value.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
        throw ModelClientError(.badSetting, at: "extra header \(name)", detail: "its value must be plain ASCII")
      }
    }
  }

  /// The characters of a token (RFC 9110, 5.6.2).
  private static let nameBytes = Set(
    "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

  private static let ownHeaders: Set<String> = [
    "authorization", "proxy-authorization", "host", "content-length", "content-type", "transfer-encoding", "connection",
    "accept-encoding",
  ]
}
