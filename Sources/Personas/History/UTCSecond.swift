/// A moment in UTC, to the second, as the tables write it: `2024-05-01T12:00:00.000Z`, with or without the fraction.
public struct UTCSecond: Hashable, Sendable, Comparable {
  /// Seconds since 1970.
  public let seconds: Int

  public init(seconds: Int) { self.seconds = seconds }

  /// Reads the form of the tables; nil for any other text, the empty one among them.
  public init?(_ text: String) {
    var bytes = Array(text.utf8)
    if bytes.count == 24, bytes[19] == 0x2E, bytes[20..<23].allSatisfy({ (0x30...0x39).contains($0) }) {
      bytes.removeSubrange(19..<23)
    }
    guard bytes.count == 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54, bytes[13] == 0x3A,
      bytes[16] == 0x3A, bytes[19] == 0x5A,
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]), (1...12).contains(month),
      let day = Self.number(bytes[8..<10]), (1...31).contains(day), let hour = Self.number(bytes[11..<13]), hour < 24,
      let minute = Self.number(bytes[14..<16]), minute < 60, let second = Self.number(bytes[17..<19]), second < 61
    else { return nil }
    seconds = ((Self.days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second
  }

  public static func < (left: UTCSecond, right: UTCSecond) -> Bool { left.seconds < right.seconds }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (0x30...0x39).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 0x30)
    }
    return value
  }

  /// Days since 1970 in the Gregorian calendar (Hinnant, "chrono-compatible low-level date algorithms").
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
