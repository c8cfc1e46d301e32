/// Comma-separated values (RFC 4180) that are safe to open in a spreadsheet.
///
/// A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return)
/// gets an apostrophe in front, as OWASP's "CSV Injection" advises. Numbers are left alone.
enum CommaSeparated {
  static func text(_ value: String) -> String {
    guard let first = value.unicodeScalars.first else { return "" }
    let isFormula = "=+-@\t\r＝＋－＠".unicodeScalars.contains(first)
    return quoted(isFormula ? "'" + value : value)
  }

  static func number(_ value: some Numeric & LosslessStringConvertible) -> String { String(value) }

  private static func quoted(_ value: String) -> String {
    guard value.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" || $0 == "\0" })
    else {
      return value
    }
    return "\"" + value.replacing("\"", with: "\"\"").replacing("\0", with: "\u{FFFD}") + "\""
  }
}
