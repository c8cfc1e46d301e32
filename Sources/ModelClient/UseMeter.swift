/// How much a gate was used: what is inside, and integrals over the time in which something was inside or waited.
struct UseMeter {
  private(set) var inside = 0
  private(set) var peak = 0
  /// The time in which there was anything to do.
  private(set) var busySeconds = 0.0
  /// The number inside, over time.
  private(set) var insideSeconds = 0.0
  /// The limit, over time.
  private(set) var limitSeconds = 0.0
  /// The number that waited, over time: the sum of all waits.
  private(set) var waitedSeconds = 0.0
  private var last: Duration

  init(start: Duration) { last = start }

  /// Adds the time since the last change, in which nothing changed.
  mutating func advance(to now: Duration, limit: Int, waiting: Int) {
    let seconds = max((now - last).seconds, 0)
    last = now
    guard inside > 0 || waiting > 0 else { return }
    busySeconds += seconds
    insideSeconds += Double(inside) * seconds
    limitSeconds += Double(limit) * seconds
    waitedSeconds += Double(waiting) * seconds
  }

  mutating func enter() {
    inside += 1
    peak = max(peak, inside)
  }

  mutating func leave() {
    precondition(inside > 0, "nobody leaves who is not inside")
    inside -= 1
  }
}
