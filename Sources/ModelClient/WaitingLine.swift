/// Tasks that wait, first come first served; any of them may leave the line.
struct WaitingLine {
  typealias Continuation = CheckedContinuation<Void, any Error>

  private var waiting: [UInt64: Continuation] = [:]
  /// Tickets in order of arrival, with those who left still among them.
  private var order: [UInt64] = []
  private var head = 0

  var count: Int { waiting.count }

  mutating func append(_ ticket: UInt64, _ continuation: Continuation) {
    waiting[ticket] = continuation
    order.append(ticket)
  }

  mutating func remove(_ ticket: UInt64) -> Continuation? { waiting.removeValue(forKey: ticket) }

  mutating func popFirst() -> Continuation? {
    while head < order.count {
      let ticket = order[head]
      head += 1
      if head > 1024, head * 2 > order.count {
        order.removeFirst(head)
        head = 0
      }
      if let continuation = waiting.removeValue(forKey: ticket) { return continuation }
    }
    return nil
  }
}
