internal import NIOCore
internal import Synchronization

/// What a scripted server was asked, and over what.
final class RequestLog: Sendable {
  private struct State {
    var requests: [ScriptedRequest] = []
    var connections = 0
    var open: [Int: any Channel] = [:]
    /// Their numbers.
    var inFlight: Set<Int> = []
    var peakInFlight = 0
  }

  private let state = Mutex(State())
  private let answering: ScriptedServer.Answering

  init(answering: @escaping ScriptedServer.Answering) { self.answering = answering }

  var requests: [ScriptedRequest] { state.withLock { $0.requests } }
  var connections: Int { state.withLock { $0.connections } }
  var peakInFlight: Int { state.withLock { $0.peakInFlight } }
  var openChannels: [any Channel] { state.withLock { Array($0.open.values) } }

  func resetPeak() { state.withLock { $0.peakInFlight = $0.inFlight.count } }

  func opened(_ channel: any Channel) -> Int {
    let number = state.withLock { state in
      state.connections += 1
      state.open[state.connections] = channel
      return state.connections
    }
    channel.closeFuture.whenComplete { _ in self.state.withLock { $0.open[number] = nil } }
    return number
  }

  /// Writes a request down and gives it with the answer to it.
  ///
  /// `ended` must be called before the client can know that it has all, and in any case.
  func answer(
    to make: @Sendable (_ number: Int) -> ScriptedRequest
  ) async -> (request: ScriptedRequest, answer: ScriptedAnswer) {
    let request = state.withLock { state in
      let request = make(state.requests.count + 1)
      state.requests.append(request)
      state.inFlight.insert(request.number)
      state.peakInFlight = max(state.peakInFlight, state.inFlight.count)
      return request
    }
    return (request, await answering(request))
  }

  /// Takes a request from those under way; once is enough, twice does no harm.
  func ended(_ number: Int) { state.withLock { _ = $0.inFlight.remove(number) } }
}
