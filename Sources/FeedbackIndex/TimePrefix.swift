/// A moment in UTC, or the beginning of its ISO 8601 form, which stands for all moments that begin so.
public struct TimePrefix: Hashable, Sendable {
  /// Without a `Z` at the end: a prefix of every stored timestamp that it stands for.
  public let text: String

  /// - Throws: `FeedbackIndexError` with `badTime`.
  public init(_ given: String) throws(FeedbackIndexError) {
    let text = given.hasSuffix("Z") ? String(given.dropLast()) : given
    let digits = Array(text.utf8)
    let shape = Array("dddd-dd-ddTdd:dd:dd".utf8)
    let fits =
      digits.count <= shape.count
      && zip(digits, shape).allSatisfy { found, expected in
        expected == UInt8(ascii: "d") ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(found) : found == expected
      }
    let isWhole = [4, 7, 10, 13, 16, 19].contains(digits.count) && (digits.count >= 13 || text == given)
    func number(at place: Int, digits: Int = 2) -> Int { Int(text.dropFirst(place).prefix(digits)) ?? 0 }
    let isPossible =
      (digits.count < 7 || 1...12 ~= number(at: 5))
      && (digits.count < 10
        || 1...Self.days(inMonth: number(at: 5), of: number(at: 0, digits: 4)) ~= number(at: 8))
      && (digits.count < 13 || number(at: 11) < 24) && (digits.count < 16 || number(at: 14) < 60)
    guard fits, isWhole, isPossible else {
      throw FeedbackIndexError(.badTime, at: given, nextStep: "write it as 2024-05-01 or 2024-05-01T12:30:00Z, in UTC")
    }
    self.text = text
  }

  /// Whether a stored timestamp is of this moment or a later one; an unknown one is not.
  public func isReached(by timestamp: String) -> Bool { timestamp >= text }

  /// Whether a stored timestamp is of this moment or an earlier one; an unknown one is not.
  public func isNotPassed(by timestamp: String) -> Bool {
    !timestamp.isEmpty && timestamp.prefix(text.count) <= text
  }

  /// The days of a month in the Gregorian calendar.
  private static func days(inMonth month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: isLeap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
