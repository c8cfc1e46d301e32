internal import Foundation
internal import Pipeline
internal import Synchronization

/// Shows how far a run is: a line that is drawn over and over on a terminal, nothing elsewhere.
final class ProgressDisplay: Sendable {
  private let progress: RunProgress
  private let started = ContinuousClock.now
  private let isOver = Mutex(false)
  private let isShown: Bool

  init(_ progress: RunProgress, on console: Console) {
    self.progress = progress
    isShown = console.isTerminal && !console.isQuiet
  }

  /// Draws until `stop`.
  func start() {
    guard isShown else { return }
    Thread.detachNewThread { [self] in
      while !isOver.withLock({ $0 }) {
        draw()
        Thread.sleep(forTimeInterval: 0.2)
      }
    }
  }

  /// Ends the drawing and wipes the line.
  func stop() {
    isOver.withLock { $0 = true }
    if isShown { put("\r\u{1B}[K") }
  }

  private func draw() {
    let now = progress.snapshot
    let line = Self.line(now, elapsed: started.duration(to: .now))
    isOver.withLock { if !$0 { put("\r\u{1B}[K" + line) } }
  }

  /// One line: a bar, bytes, archives, records a second, feedback, time left.
  static func line(_ now: RunProgress.Snapshot, elapsed: Duration) -> String {
    let seconds = max(0.001, Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18)
    guard now.phase == "extracting", now.bytesTotal > 0 else { return "\(now.phase) …" }
    let share = min(1, Double(now.bytesDone) / Double(now.bytesTotal))
    let filled = Int((share * 20).rounded(.down))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    var line = "\(bar) \(Amount.bytes(now.bytesDone)) of \(Amount.bytes(now.bytesTotal))"
    line += " · \(now.archivesDone)/\(now.archivesTotal) archives"
    line += " · \(Amount.count(Int(Double(now.records) / seconds))) records/s · \(Amount.count(now.feedback)) feedback"
    if share > 0.01 { line += " · \(Amount.time(seconds * (1 - share) / share)) left" }
    return line
  }

  private func put(_ text: String) {
    var text = text
    text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
