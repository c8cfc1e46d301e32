internal import NIOCore
internal import NIOHTTP1

/// Collects one request after the other from a connection, or the one of a stream, and sends what the script says.
final class ScriptedHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let log: RequestLog
  private let connection: Int
  private var head: HTTPRequestHead?
  private var body = ""

  init(log: RequestLog, connection: Int) {
    self.log = log
    self.connection = connection
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = ""
    case .body(let bytes): body += String(buffer: bytes)
    case .end:
      guard let head else { return }
      answer(head, body, on: context.channel)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // Clients that hang up are part of the scripts.
    context.close(promise: nil)
  }

  private func answer(_ head: HTTPRequestHead, _ body: String, on channel: any Channel) {
    let (log, connection) = (log, connection)
    let headers = Dictionary(
      head.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { "\($0), \($1)" })
    // The task ends with its channel: every write to a closed one throws.
    Task {
      let (request, answer) = await log.answer { number in
        ScriptedRequest(
          number: number, connection: connection, method: head.method.rawValue, path: head.uri, headers: headers,
          httpVersion: "\(head.version.major).\(head.version.minor)", body: body)
      }
      do {
        try await Task.sleep(for: answer.delay)
        try await ScriptedDelivery(channel: channel, log: log, number: request.number).send(answer)
      } catch {
        // The client hung up: that is its business.
      }
      log.ended(request.number)
    }
  }
}
