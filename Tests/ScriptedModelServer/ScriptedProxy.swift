internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// A proxy on 127.0.0.1 that opens a tunnel for every `CONNECT` and remembers where to.
public final class ScriptedProxy: Sendable {
  private let listener: any Channel
  private let log: TunnelLog

  private init(listener: any Channel, log: TunnelLog) {
    self.listener = listener
    self.log = log
  }

  /// Starts one.
  ///
  /// - Parameters:
  ///   - refusal: The status that it answers instead of opening tunnels: `407 Proxy Authentication Required`.
  ///   - destination: The port on this machine where every tunnel ends; nil lets them end where they should.
  public static func start(
    refusal: String? = nil, redirectingTo destination: Int? = nil
  ) async throws -> ScriptedProxy {
    let log = TunnelLog()
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            TunnelHandler(log: log, refusal: refusal, destination: destination))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    return ScriptedProxy(listener: listener, log: log)
  }

  public var port: Int { listener.localAddress?.port ?? 0 }
  public var address: String { "http://127.0.0.1:\(port)" }
  /// Host and port of every tunnel that was asked for.
  public var targets: [String] { log.heads.withLock { $0.map(\.target) } }
  /// The `proxy-authorization` of every tunnel that was asked for, where it had one.
  public var authorizations: [String] { log.heads.withLock { $0.compactMap(\.authorization) } }

  public func stop() async {
    // A listener that is closed already says so with an error.
    try? await listener.close()
  }
}
