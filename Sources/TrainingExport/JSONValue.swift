/// A JSON value (RFC 8259) whose members keep their order.
indirect enum JSONValue {
  case string(String)
  case number(Int)
  case bool(Bool)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// On one line, without spaces.
  var text: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// On several lines, each level two spaces further in.
  var indentedText: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .string(let value): Self.write(value, to: &text)
    case .number(let value): text += String(value)
    case .bool(let value): text += value ? "true" : "false"
    case .array(let values):
      Self.writeList(values, "[", "]", to: &text, indent: indent) { $0.write(to: &$1, indent: $2) }
    case .object(let members):
      Self.writeList(members, "{", "}", to: &text, indent: indent) { member, text, indent in
        Self.write(member.0, to: &text)
        text += indent == nil ? ":" : ": "
        member.1.write(to: &text, indent: indent)
      }
    }
  }

  private static func writeList<Part>(
    _ parts: [Part], _ opening: String, _ closing: String, to text: inout String, indent: Int?,
    write: (Part, inout String, Int?) -> Void
  ) {
    text += opening
    let inner = indent.map { $0 + 1 }
    for (number, part) in parts.enumerated() {
      if number > 0 { text += "," }
      breakLine(in: &text, indent: inner)
      write(part, &text, inner)
    }
    if !parts.isEmpty { breakLine(in: &text, indent: indent) }
    text += closing
  }

  private static func breakLine(in text: inout String, indent: Int?) {
    if let indent { text += "\n" + String(repeating: "  ", count: indent) }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
