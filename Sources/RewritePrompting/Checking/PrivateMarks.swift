/// The placeholders for private text in a text, such as `[EMAIL_1]`, as the redaction writes them.
///
/// The form is repeated here, because what asks a model knows nothing of what redacts; a test holds the two together.
struct PrivateMarks {
  static let labels: Set<String> = [
    "EMAIL", "PHONE", "IP", "CARD", "IBAN", "SSN", "KEY", "SECRET", "LOGIN", "WALLET", "USER", "PRIVATE", "MARK",
  ]

  /// In the exact form.
  let exact: Set<String>
  /// What looks like one and is not written exactly so: `EMAIL_1`, `[email 1]`; in the exact form, each with the
  /// letters that stand in the text.
  private let altered: [(exact: String, written: String)]

  init(_ text: String) {
    let bytes = Array(text.utf8)
    var exact: Set<String> = []
    var altered: [(String, String)] = []
    var place = 0
    while place < bytes.count {
      guard place == 0 || !Self.isWordPart(bytes[place - 1]), let found = Self.read(bytes, from: place) else {
        place += 1
        continue
      }
      let mark = "[\(found.label)_\(found.number)]"
      let isBracketed =
        place > 0 && bytes[place - 1] == UInt8(ascii: "[") && found.end < bytes.count
        && bytes[found.end] == UInt8(ascii: "]")
      let written = String(decoding: bytes[place..<found.end], as: UTF8.self)
      if isBracketed, "[\(written)]" == mark { exact.insert(mark) } else { altered.append((mark, written)) }
      place = found.end
    }
    self.exact = exact
    self.altered = altered
  }

  /// Whether a text alters a mark of others: such a mark of theirs stands in it with other letters or without its
  /// brackets, as it stands in none of them. `KEY_1` alone is a name in code.
  func alters(_ others: [PrivateMarks]) -> Bool {
    altered.contains { mark in
      others.contains { $0.exact.contains(mark.exact) }
        && !others.contains { $0.altered.contains { $0.written == mark.written } }
    }
  }

  /// A label, a joint and a number, in whatever case.
  private static func read(_ bytes: [UInt8], from start: Int) -> (label: String, number: String, end: Int)? {
    var place = start
    while place < bytes.count, place - start <= 8, isLetter(bytes[place]) { place += 1 }
    let label = String(decoding: bytes[start..<place], as: UTF8.self).uppercased()
    guard labels.contains(label), place < bytes.count else { return nil }
    // `\_` is how Markdown writes an underscore.
    if bytes[place] == UInt8(ascii: "\\") { place += 1 }
    guard place < bytes.count, [UInt8(ascii: "_"), UInt8(ascii: " "), UInt8(ascii: "-")].contains(bytes[place]) else {
      return nil
    }
    let digits = place + 1
    place = digits
    while place < bytes.count, place - digits < 9, isDigit(bytes[place]) { place += 1 }
    guard place > digits, bytes[digits] != UInt8(ascii: "0"), place == bytes.count || !isWordPart(bytes[place]) else {
      return nil
    }
    return (label, String(decoding: bytes[digits..<place], as: UTF8.self), place)
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isWordPart(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
