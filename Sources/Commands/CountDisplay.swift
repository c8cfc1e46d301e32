internal import Foundation
internal import Synchronization

/// Shows how many of something are done: a line that is drawn over and over on a terminal, nothing elsewhere.
final class CountDisplay: Sendable {
  private let isShown: Bool
  private let what: String
  private let last = Mutex(ContinuousClock.now - .seconds(1))

  init(on console: Console, what: String) {
    isShown = console.isTerminal && !console.isQuiet
    self.what = what
  }

  @Sendable
  func show(_ done: Int, of all: Int) {
    guard isShown else { return }
    last.withLock { last in
      guard last.duration(to: .now) > .milliseconds(200) || done == all else { return }
      last = .now
      Console.complain("\r\u{1B}[K\(what): \(Amount.count(done)) of \(Amount.count(all))", end: "")
    }
  }

  /// Wipes the line.
  func clear() { if isShown { Console.complain("\r\u{1B}[K", end: "") } }
}
