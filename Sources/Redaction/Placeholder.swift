/// What stands in redacted text for something private: `[EMAIL_1]`.
struct Placeholder: Hashable, Sendable {
  let kind: RedactionKind
  /// From 1, without leading zeros.
  let number: Int

  /// The placeholder as it is written.
  var text: String { "[\(kind.label)_\(number)]" }

  /// No longer placeholder is made or known: a number has at most nine digits.
  private static let digitLimit = 9
  private static let labelLimit = 8

  /// The placeholder whose text begins at `start`, and the place behind it; nil if none does.
  ///
  /// Only the exact form counts, so that every placeholder has one spelling.
  static func read(in bytes: [UInt8], at start: Int) -> (placeholder: Placeholder, end: Int)? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return nil }
    var place = start + 1
    while place < bytes.count, bytes[place].isCapital, place - start <= labelLimit { place += 1 }
    let label = bytes[start + 1..<place]
    guard place < bytes.count, bytes[place] == UInt8(ascii: "_") else { return nil }
    let digits = place + 1
    place = digits
    var number = 0
    while place < bytes.count, bytes[place].isDigit, place - digits < digitLimit {
      number = number * 10 + bytes[place].digitValue
      place += 1
    }
    guard place > digits, bytes[digits] != UInt8(ascii: "0"), place < bytes.count, bytes[place] == UInt8(ascii: "]"),
      let kind = RedactionKind.byLabel[String(decoding: label, as: UTF8.self)]
    else { return nil }
    return (Placeholder(kind: kind, number: number), place + 1)
  }
}
