/// Times as logs write them. A time without a zone is taken as UTC (WildChat-4.8M).
public enum Timestamp {
  /// Seconds since 1970 of an ISO 8601 text (`2024-05-01T12:00:00+02:00`, also with a space, a fraction, `Z`, ` UTC`, or
  /// the date alone), or nil where it is none or names no real day.
  public static func seconds(fromText text: UnsafeRawBufferPointer) -> Int64? {
    var scanner = DigitScanner(text: text)
    guard let year = scanner.number(digits: 4), scanner.skip("-"), let month = scanner.number(digits: 2),
      scanner.skip("-"), let day = scanner.number(digits: 2), isReal(year: year, month: month, day: day)
    else { return nil }
    let midnight = days(year: year, month: month, day: day) * 86_400
    if scanner.isAtEnd { return midnight }
    guard scanner.skip("T") || scanner.skip(" "), let hour = scanner.number(digits: 2), scanner.skip(":"),
      let minute = scanner.number(digits: 2), hour < 24, minute < 60
    else { return nil }
    var second: Int64 = 0
    if scanner.skip(":") {
      guard let value = scanner.number(digits: 2), value <= 60 else { return nil }
      second = value
    }
    if scanner.skip(".") { scanner.skipDigits() }
    guard let zone = scanner.zone() else { return nil }
    return midnight + hour * 3600 + minute * 60 + second - zone
  }

  /// Seconds since 1970 of a number of seconds, or of milliseconds where it is above 100 billion; nil where it is no
  /// time between the years 1970 and 9999.
  public static func seconds(fromNumber text: UnsafeRawBufferPointer) -> Int64? {
    guard text.count <= 40, let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite, value >= 0 else {
      return nil
    }
    let seconds = value > 100_000_000_000 ? value / 1000 : value
    return seconds < 253_402_300_800 ? Int64(seconds) : nil
  }

  /// `2024-05-01T12:00:00.000Z`, to the second. Without the fraction, the JSON reader of the `datasets` library takes a column of
  /// texts for times, and writes them in another way.
  public static func iso8601(_ seconds: Int64) -> String {
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let time = seconds - day * 86_400
    let (year, month, date) = civil(day)
    return String(unsafeUninitializedCapacity: 24) { text in
      let marks: StaticString = "0000-00-00T00:00:00.000Z"
      _ = text.update(from: UnsafeBufferPointer(start: marks.utf8Start, count: 24))
      write(year, endingAt: 4, in: text)
      write(month, endingAt: 7, in: text)
      write(date, endingAt: 10, in: text)
      write(time / 3600, endingAt: 13, in: text)
      write(time / 60 % 60, endingAt: 16, in: text)
      write(time % 60, endingAt: 19, in: text)
      return 24
    }
  }

  /// Writes a number's digits over the zeros before `end`.
  private static func write(_ value: Int64, endingAt end: Int, in text: UnsafeMutableBufferPointer<UInt8>) {
    var (rest, place) = (value, end - 1)
    while rest > 0 {
      text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
      place -= 1
    }
  }

  private static func isReal(year: Int64, month: Int64, day: Int64) -> Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Int(month) - 1]
    return day <= length
  }

  // Days since 1970 and back, in the proleptic Gregorian calendar: years begin in March, so that the leap day is last
  // (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }
}

private struct DigitScanner {
  let text: UnsafeRawBufferPointer
  var at = 0

  var isAtEnd: Bool { at == text.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard at < text.count, text[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  mutating func number(digits: Int) -> Int64? {
    guard at + digits <= text.count else { return nil }
    var value: Int64 = 0
    for index in at..<at + digits {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int64(digit)
    }
    at += digits
    return value
  }

  mutating func skipDigits() {
    while at < text.count, text[at] &- UInt8(ascii: "0") < 10 { at += 1 }
  }

  /// The zone that ends the text, in seconds east of UTC; nil where it is no zone.
  mutating func zone() -> Int64? {
    if isAtEnd { return 0 }
    _ = skip(" ")
    if skip("Z") || (skip("U") && skip("T") && skip("C")) { return isAtEnd ? 0 : nil }
    let sign: Int64 = skip("-") ? -1 : 1
    if sign == 1 { guard skip("+") else { return nil } }
    guard let hours = number(digits: 2) else { return nil }
    _ = skip(":")
    let minutes = isAtEnd ? 0 : number(digits: 2)
    guard let minutes, isAtEnd else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
