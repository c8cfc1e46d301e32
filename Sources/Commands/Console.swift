internal import Foundation

/// Where the program speaks: data on standard output, talk on standard error.
struct Console: Sendable {
  /// Nothing but errors is said.
  let isQuiet: Bool
  /// Whether standard error is a terminal.
  let isTerminal: Bool
  /// Whether standard output may be coloured: a terminal, and `NO_COLOR` is not set (no-color.org).
  let hasColor: Bool

  init(quiet: Bool = false) {
    isQuiet = quiet
    isTerminal = isatty(STDERR_FILENO) == 1
    hasColor = isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
  }

  /// Says something that is not data.
  func say(_ text: String) {
    if !isQuiet { Self.complain(text) }
  }

  /// Says something that must be heard.
  static func complain(_ text: String, end: String = "\n") { write(text + end, to: STDERR_FILENO) }

  /// Writes a line of data. A reader that has gone ends the program, quietly and with success.
  static func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  /// Writes bytes of data.
  static func print(bytes: UnsafeRawBufferPointer) {
    var left = bytes
    while let base = left.baseAddress, !left.isEmpty {
      let written = Foundation.write(STDOUT_FILENO, base, left.count)
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { exit(0) }
        complain("gleaner: standard output can't be written: \(String(cString: strerror(errno)))")
        exit(3)
      }
      left = UnsafeRawBufferPointer(rebasing: left[written...])
    }
  }

  func emphasized(_ text: String, _ style: Style) -> String {
    hasColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  enum Style: String {
    case bold = "1"
    case dim = "2"
    case negative = "31"
    case positive = "32"
    case marked = "7"
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    if descriptor == STDOUT_FILENO {
      text.withUTF8 { print(bytes: UnsafeRawBufferPointer($0)) }
    } else {
      // Talk that nobody can hear is no reason to stop.
      text.withUTF8 { _ = Foundation.write(descriptor, $0.baseAddress, $0.count) }
    }
  }
}
