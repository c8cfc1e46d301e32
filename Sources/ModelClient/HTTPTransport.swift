internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import Synchronization

/// One exchange over HTTP: connections, TLS, the proxy, time limits and the limit of bytes. It sends once and judges
/// nothing but the exchange itself.
///
/// Nothing is logged or traced: without a logger of ours AsyncHTTPClient takes one that does nothing.
final class HTTPTransport: Sendable {
  struct Answer: Sendable {
    var status: Int
    var retryAfter: String?
    var date: String?
    var bytes: [UInt8]
  }

  private let client: HTTPClient
  private let headers: HTTPHeaders
  private let secret: String?
  private let requestTimeout: Duration
  private let maximumReplyBytes: Int
  private let isShutDown = Mutex(false)

  /// How much of an error's body is read for the words in it.
  private static let complaintBytes = 65536

  init(_ settings: ModelClientSettings, key: APIKey?) throws(ModelClientError) {
    let proxy = try settings.proxy.proxy(for: settings.server)
    if key != nil, !settings.allowsKeyOverPlainHTTP, !settings.server.isEncrypted,
      !settings.server.isLoopback || proxy?.isLoopback == false
    {
      throw ModelClientError(.keyExposed, at: settings.server.authority)
    }
    var headers = HTTPHeaders(settings.extraHeaders.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    for (name, value) in [("accept", "application/json"), ("user-agent", "gleaner")] where !headers.contains(name: name)
    {
      headers.add(name: name, value: value)
    }
    secret = key?.secret
    if let key { headers.add(name: "authorization", value: "Bearer \(key.secret)") }
    self.headers = headers
    requestTimeout = settings.requestTimeout
    maximumReplyBytes = settings.maximumReplyBytes
    client = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: try Self.configuration(settings, proxy: proxy))
  }

  deinit {
    // The owner forgot to, or failed before it could; the client itself would stop the program for it.
    if !isShutDown.withLock({ $0 }) { client.shutdown { _ in } }
  }

  private static func configuration(
    _ settings: ModelClientSettings, proxy: ProxyAddress?
  ) throws(ModelClientError) -> HTTPClient.Configuration {
    var tls = TLSConfiguration.makeClientConfiguration()
    if let file = settings.authorityFile {
      do {
        tls.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(file))]
      } catch {
        throw ModelClientError(.badSetting, at: file, detail: "expected a readable PEM file with certificates")
      }
    }
    var pool = HTTPClient.Configuration.ConnectionPool(idleTimeout: .seconds(30))
    // Otherwise requests would queue a second time in the pool, against the time to connect.
    pool.concurrentHTTP1ConnectionsPerHostSoftLimit = settings.concurrency.maximum
    // Attempts are counted and spread in one place only, above.
    pool.retryConnectionEstablishment = false
    var configuration = HTTPClient.Configuration(
      tlsConfiguration: tls, redirectConfiguration: .disallow,
      timeout: .init(connect: TimeAmount(settings.connectTimeout)), connectionPool: pool,
      proxy: proxy.map(Self.proxy), decompression: .disabled)
    configuration.httpVersion = settings.allowsHTTP2 ? .automatic : .http1Only
    configuration.tracing.tracer = nil
    return configuration
  }

  private static func proxy(_ address: ProxyAddress) -> HTTPClient.Configuration.Proxy {
    switch address.kind {
    case .socks: return .socksServer(host: address.host, port: address.port)
    case .http:
      let authorization = address.user.map {
        HTTPClient.Authorization.basic(username: $0, password: address.password ?? "")
      }
      return .server(host: address.host, port: address.port, authorization: authorization)
    }
  }

  /// The text without the key, should it hold it.
  func withoutKey(_ text: String) -> String {
    guard let secret, text.contains(secret) else { return text }
    return text.replacing(secret, with: "[KEY]")
  }

  /// Sends a body by POST, or asks by GET where there is none.
  ///
  /// - Throws: `unreachable`, `connectionLost`, `timedOut`, `untrusted`, `proxyAuthentication`, `proxyRefused`,
  ///   `replyTooLarge`, `cancelled`. No status is an error here.
  func exchange(_ url: String, body: String?) async throws(ModelClientError) -> Answer {
    var request = HTTPClientRequest(url: url)
    request.headers = headers
    if let body {
      request.method = .POST
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(ByteBuffer(string: body))
    }
    do {
      return try await withinTimeout(request)
    } catch let error as ModelClientError {
      throw error
    } catch {
      // What breaks because the task was cancelled is no fault of the network.
      throw Task.isCancelled ? ModelClientError(.cancelled) : ModelClientError(transport: error)
    }
  }

  /// AsyncHTTPClient's own deadline ends with the head of the answer; a body that trickles would never be late.
  private func withinTimeout(_ request: HTTPClientRequest) async throws -> Answer {
    try await withThrowingTaskGroup(of: Answer?.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await self.answer(to: request) }
      group.addTask { [requestTimeout] in
        try await Task.sleep(for: requestTimeout)
        return nil
      }
      guard let first = try await group.next(), let answer = first else { throw ModelClientError(.timedOut) }
      return answer
    }
  }

  private func answer(to request: HTTPClientRequest) async throws -> Answer {
    let response = try await client.execute(request, deadline: .now() + TimeAmount(requestTimeout))
    var answer = Answer(
      status: Int(response.status.code), retryAfter: response.headers.first(name: "retry-after"),
      date: response.headers.first(name: "date"), bytes: [])
    let isFine = (200..<300).contains(answer.status)
    let limit = isFine ? maximumReplyBytes : min(Self.complaintBytes, maximumReplyBytes)
    do {
      let body = try await response.body.collect(upTo: limit)
      // A sequence of NIO's may just end when the task is cancelled.
      try Task.checkCancellation()
      answer.bytes = Array(body.readableBytesView)
    } catch is NIOTooManyBytesError {
      if isFine { throw ModelClientError(.replyTooLarge, detail: "over \(limit) bytes", status: answer.status) }
    } catch  where !isFine && !Task.isCancelled {
      // The status says enough.
    }
    return answer
  }

  func shutDown() async {
    let isFirst = isShutDown.withLock { isShutDown in
      defer { isShutDown = true }
      return !isShutDown
    }
    guard isFirst else { return }
    // It fails only for connections that are still at work, which it closes.
    try? await client.shutdown()
  }
}
