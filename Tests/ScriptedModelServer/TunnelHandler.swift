internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// What a proxy was asked for.
final class TunnelLog: Sendable {
  struct Head: Sendable {
    var target: String
    var authorization: String?
  }

  let heads = Mutex<[Head]>([])
}

/// Reads one `CONNECT`, and then passes bytes on.
final class TunnelHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let log: TunnelLog
  private let refusal: String?
  private let destination: Int?
  private var head = ""
  private var peer: (any Channel)?

  init(log: TunnelLog, refusal: String?, destination: Int?) {
    self.log = log
    self.refusal = refusal
    self.destination = destination
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    if let peer { return peer.writeAndFlush(bytes, promise: nil) }
    head += String(buffer: bytes)
    // Clients send nothing more before they have the answer.
    if head.hasSuffix("\r\n\r\n") { open(context) }
  }

  func channelInactive(context: ChannelHandlerContext) { peer?.close(promise: nil) }

  private func open(_ context: ChannelHandlerContext) {
    let lines = head.split(separator: "\r\n")
    let target = lines.first?.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    let authorization = lines.first { $0.lowercased().hasPrefix("proxy-authorization: ") }
    log.heads.withLock {
      $0.append(.init(target: target, authorization: authorization.map { String($0.dropFirst(21)) }))
    }
    if let refusal {
      context.writeAndFlush(
        NIOAny(ByteBuffer(string: "HTTP/1.1 \(refusal)\r\ncontent-length: 0\r\n\r\n")), promise: nil)
      return
    }
    let parts = target.split(separator: ":")
    guard parts.count == 2, let port = Int(parts[1]) else { return context.close(promise: nil) }
    let channel = context.channel
    ClientBootstrap(group: context.eventLoop)
      .channelInitializer { outward in
        outward.eventLoop.makeCompletedFuture {
          try outward.pipeline.syncOperations.addHandler(PassingHandler(peer: channel))
        }
      }
      .connect(host: destination == nil ? String(parts[0]) : "127.0.0.1", port: destination ?? port)
      .assumeIsolated()
      .whenComplete { result in
        guard case .success(let outward) = result else { return channel.close(promise: nil) }
        self.peer = outward
        channel.writeAndFlush(ByteBuffer(string: "HTTP/1.1 200 Connection established\r\n\r\n"), promise: nil)
      }
  }
}

/// Passes what comes on to the other side.
final class PassingHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let peer: any Channel

  init(peer: any Channel) { self.peer = peer }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    peer.writeAndFlush(unwrapInboundIn(data), promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) { peer.close(promise: nil) }
}
