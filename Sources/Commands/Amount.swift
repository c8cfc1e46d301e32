internal import Foundation

/// Numbers for people.
enum Amount {
  /// `1.4 MB`, in powers of 1000.
  static func bytes(_ count: Int) -> String {
    var value = Double(count)
    for unit in ["B", "kB", "MB", "GB"] {
      if value < 1000 { return unit == "B" ? "\(count) B" : "\(fixed(value, 1)) \(unit)" }
      value /= 1000
    }
    return "\(fixed(value, 1)) TB"
  }

  /// `12,345`.
  static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var text = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return value < 0 ? "-" + text : text
  }

  /// `1 archive`, `12,345 archives`.
  static func count(_ value: Int, _ noun: String) -> String { "\(count(value)) \(noun)\(value == 1 ? "" : "s")" }

  /// `1:05:09`, or `0:09`.
  static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    let rest = whole % 60 < 10 ? "0\(whole % 60)" : "\(whole % 60)"
    return hours > 0 ? "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(rest)" : "\(minutes):\(rest)"
  }

  /// `12.3 %`.
  static func percent(_ share: Double) -> String { "\(fixed(share * 100, 1)) %" }

  static func fixed(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }
}
