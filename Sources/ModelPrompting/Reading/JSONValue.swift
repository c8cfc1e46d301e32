/// One JSON value, read strictly (RFC 8259): no trailing commas, no comments, no key twice, and not deeper than
/// `deepest`.
///
/// A parser of its own, because replies are to be judged to the letter: the system's one takes the last of two equal keys,
/// turns booleans into numbers, and does not say where a cut text ends.
package enum JSONValue: Hashable {
  case null
  case bool(Bool)
  /// As it is written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  static let deepest = 32

  package enum Fault: Error, Hashable {
    case syntax, tooDeep, duplicateKey
  }

  /// Reads bytes that hold one value and white space.
  init(_ bytes: ArraySlice<UInt8>) throws(Fault) {
    var parser = JSONParser(bytes)
    self = try parser.document()
  }

  package var text: String? { if case .string(let text) = self { text } else { nil } }
  package var list: [JSONValue]? { if case .array(let list) = self { list } else { nil } }
  /// A number without fraction and exponent.
  package var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
  var real: Double? { if case .number(let digits) = self { Double(digits) } else { nil } }

  /// The value of an object's key; nil where this is no object or has no such key.
  package subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }
}
