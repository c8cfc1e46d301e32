internal import Synchronization

/// Finds out once how a server takes a schema.
final class SchemaModeFinder: Sendable {
  private let mode: Mutex<SchemaMode?>
  /// One asks, and the others wait for what it learns.
  private let turn: FairGate

  init(fixed: SchemaMode?, clock: ModelClock) {
    mode = Mutex(fixed)
    turn = FairGate(limit: 1, now: clock.now)
  }

  /// How schemas are asked for, as far as that is known.
  var known: SchemaMode? { mode.withLock { $0 } }

  /// Sends in the mode that the server takes.
  ///
  /// While none is known, one request at a time tries them from the surest to the plainest: a mode is passed over where
  /// the server refuses it (400, 404, 422, 501, and a 500, by which some mean the same), and kept for good where a reply came.
  /// A server that refuses the request in every mode refuses the request: the last refusal is thrown, and nothing was learned.
  ///
  /// - Parameter send: Gets a mode, and whether another is tried where this one fails.
  func withMode<Reply: Sendable>(
    _ send: (SchemaMode, _ hasOthers: Bool) async throws(ModelClientError) -> Reply
  ) async throws(ModelClientError) -> Reply {
    if let known { return try await send(known, false) }
    do { try await turn.enter() } catch { throw ModelClientError(.cancelled) }
    if let known {
      turn.leave()
      return try await send(known, false)
    }
    defer { turn.leave() }
    return try await finding(send)
  }

  private func finding<Reply: Sendable>(
    _ send: (SchemaMode, Bool) async throws(ModelClientError) -> Reply
  ) async throws(ModelClientError) -> Reply {
    var refusal: ModelClientError?
    for candidate in SchemaMode.allCases {
      do throws(ModelClientError) {
        let reply = try await send(candidate, candidate != SchemaMode.allCases.last)
        mode.withLock { $0 = candidate }
        return reply
      } catch {
        guard error.code.mayBeOfSchemaMode || error.isInternal else { throw error }
        refusal = error
      }
    }
    throw refusal ?? ModelClientError(.refusedRequest)
  }
}
