internal import Foundation
internal import Synchronization

/// Whether the process was asked to end, by SIGINT or SIGTERM. The second time it is asked it ends at once.
enum Interruption {
  private static let received = Atomic<Int32>(0)

  /// The signal that came; nil where none did.
  static var signal: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  static func watch() {
    for number in [SIGINT, SIGTERM] {
      Foundation.signal(number) { number in
        // Only what is safe in a signal handler: an atomic exchange, a change of disposition.
        _ = Interruption.received.exchange(number, ordering: .relaxed)
        Foundation.signal(number, SIG_DFL)
      }
    }
  }
}
