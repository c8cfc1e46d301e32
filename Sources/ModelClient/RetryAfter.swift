/// The header `Retry-After` (RFC 9110, 10.2.3): seconds, or a date in the one form that may be sent.
enum RetryAfter {
  /// How long to wait; nil where the header says nothing. A date that is past means no wait.
  ///
  /// - Parameters:
  ///   - date: The answer's `Date`. The difference to it does not depend on this machine's clock.
  ///   - unixTime: What counts as now where there is no such header.
  static func wait(header: String?, date: String?, unixTime: Double) -> Duration? {
    guard let text = header?.trimmingSpaces else { return nil }
    if let seconds = Double(text), seconds.isFinite { return .seconds(min(max(seconds, 0), 1e6)) }
    guard let then = seconds(of: text) else { return nil }
    let now = date.flatMap { seconds(of: $0.trimmingSpaces) } ?? unixTime
    return .seconds(min(max(then - now, 0), 1e6))
  }

  /// The seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`.
  static func seconds(of text: String) -> Double? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0].hasSuffix(","), parts[5] == "GMT", let day = Int(parts[1]),
      let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
      (1...31).contains(day), (1970...9999).contains(year)
    else { return nil }
    let clock = parts[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0...60).contains(clock[2]) else {
      return nil
    }
    let days = daysSince1970(year: year, month: month + 1, day: day)
    return Double(((days * 24 + clock[0]) * 60 + clock[1]) * 60 + clock[2])
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Days in the Gregorian calendar, with years that begin in March so that the leap day is the last.
  private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension String {
  /// The text without blanks and tabs at its ends, as the values of headers are read.
  fileprivate var trimmingSpaces: String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}
