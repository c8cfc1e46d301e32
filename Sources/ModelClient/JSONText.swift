internal import Foundation

/// JSON as text, where the order of keys matters.
///
/// Foundation's encoders sort keys or shuffle them. A model that is held to a schema writes its properties in the
/// schema's order, so `reasoning` must stay before `category`; and the same request must give the same bytes
/// everywhere.
enum JSONText {
  /// A text as a JSON string with its quotes.
  static func quoted(_ text: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    bytes.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
      case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// An object of members that are JSON already, in the order given.
  static func object(_ members: [(name: String, json: String)]) -> String {
    "{" + members.map { "\(quoted($0.name)):\($0.json)" }.joined(separator: ",") + "}"
  }

  /// The same JSON on one line, without blanks between its parts and with its keys where they were; nil for what is not
  /// JSON.
  static func compact(_ json: String) -> String? {
    // The parser says only that it is JSON; why it is not would quote the text.
    guard (try? JSONSerialization.jsonObject(with: Data(json.utf8), options: .fragmentsAllowed)) != nil else {
      return nil
    }
    var bytes: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for byte in json.utf8 {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
        continue
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
