internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Sends one answer over a channel.
struct ScriptedDelivery {
  let channel: any Channel
  let log: RequestLog
  /// The number of the request.
  let number: Int

  func send(_ answer: ScriptedAnswer) async throws {
    var bytes = Array(answer.body.utf8)
    switch answer.delivery {
    case .never: return
    case .whole: break
    case .trickle(let count, let pause):
      try await sendHead(of: answer)
      while bytes.count > count {
        try await send(Array(bytes.prefix(count)))
        bytes.removeFirst(count)
        try await Task.sleep(for: pause)
      }
      return try await finish(bytes)
    case .resetAfter(let count):
      try await sendHead(of: answer)
      try await send(Array(bytes.prefix(count)))
      log.ended(number)
      // Without lingering, closing sends RST and not FIN.
      try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
      return try await channel.close()
    }
    try await sendHead(of: answer)
    try await finish(bytes)
  }

  private func sendHead(of answer: ScriptedAnswer) async throws {
    var headers = HTTPHeaders(answer.headers.map { ($0.name, $0.value) })
    headers.add(name: "content-type", value: "application/json")
    headers.add(name: "content-length", value: String(answer.body.utf8.count))
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: answer.status), headers: headers)
    try await channel.writeAndFlush(HTTPServerResponsePart.head(head))
  }

  private func send(_ bytes: [UInt8]) async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: bytes))))
  }

  private func finish(_ bytes: [UInt8]) async throws {
    // Before the last byte, so that a client's next request is never counted beside this one.
    log.ended(number)
    try await send(bytes)
    try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
  }
}
