internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTP2
internal import NIOPosix
internal import NIOSSL
internal import Synchronization

/// A real HTTP server on 127.0.0.1 that answers as it is told, faults included, and remembers what it was asked.
///
/// It knows nothing of chat models: `ScriptedAnswer` has the bodies that they send.
///
/// ```
/// let server = try await ScriptedServer.start { request in
///   request.number == 1 ? .failure(429) : .reply("fine")
/// }
/// … "\(server.address)/v1" …
/// await server.stop()
/// ```
public final class ScriptedServer: Sendable {
  public typealias Answering = @Sendable (ScriptedRequest) async -> ScriptedAnswer

  private let listener: any Channel
  private let log: RequestLog
  private let isEncrypted: Bool

  private init(listener: any Channel, log: RequestLog, isEncrypted: Bool) {
    self.listener = listener
    self.log = log
    self.isEncrypted = isEncrypted
  }

  /// Starts a server whose answers a closure gives.
  ///
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - identity: For https; nil for http.
  ///   - offersHTTP2: Whether it offers HTTP/2 under https.
  public static func start(
    port: Int = 0, identity: ServerIdentity? = nil, offersHTTP2: Bool = false, answering: @escaping Answering
  ) async throws -> ScriptedServer {
    let log = RequestLog(answering: answering)
    let tls = try identity.map { try context(of: $0, offersHTTP2: offersHTTP2) }
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 512)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        let connection = log.opened(channel)
        return channel.eventLoop.makeCompletedFuture {
          if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
        }.flatMap {
          let addHandler: @Sendable (any Channel) -> EventLoopFuture<Void> = { stream in
            stream.eventLoop.makeCompletedFuture {
              try stream.pipeline.syncOperations.addHandler(ScriptedHandler(log: log, connection: connection))
            }
          }
          if tls != nil { return channel.configureCommonHTTPServerPipeline(addHandler) }
          return channel.pipeline.configureHTTPServerPipeline().flatMap { addHandler(channel) }
        }
      }
      .bind(host: "127.0.0.1", port: port).get()
    return ScriptedServer(listener: listener, log: log, isEncrypted: identity != nil)
  }

  /// Starts a server that gives these answers one after the other, and the last one ever after.
  public static func start(
    port: Int = 0, identity: ServerIdentity? = nil, offersHTTP2: Bool = false, script: [ScriptedAnswer]
  ) async throws -> ScriptedServer {
    precondition(!script.isEmpty, "a script has at least one answer")
    return try await start(port: port, identity: identity, offersHTTP2: offersHTTP2) { request in
      script[min(request.number, script.count) - 1]
    }
  }

  public var port: Int { listener.localAddress?.port ?? 0 }
  /// Scheme, host and port.
  public var address: String { "\(isEncrypted ? "https" : "http")://127.0.0.1:\(port)" }

  /// All requests so far, in the order in which they were complete.
  public var requests: [ScriptedRequest] { log.requests }
  /// How many connections were made.
  public var connections: Int { log.connections }
  /// The most requests that were waiting for their answer at one time.
  public var peakInFlight: Int { log.peakInFlight }
  public func resetPeakInFlight() { log.resetPeak() }

  /// Stops listening and closes all connections.
  public func stop() async {
    // A channel that is closed already says so with an error.
    try? await listener.close()
    for channel in log.openChannels { try? await channel.close() }
  }

  private static func context(of identity: ServerIdentity, offersHTTP2: Bool) throws -> NIOSSLContext {
    let certificates = try NIOSSLCertificate.fromPEMFile(identity.certificateFile)
    let key = try NIOSSLPrivateKey(file: identity.keyFile, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.applicationProtocols = offersHTTP2 ? ["h2", "http/1.1"] : ["http/1.1"]
    return try NIOSSLContext(configuration: configuration)
  }
}
