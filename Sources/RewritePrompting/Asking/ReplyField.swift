internal import ModelPrompting
internal import Records

/// Reads the fields of a reply that is one JSON object, each with its own fault.
struct ReplyField {
  private let object: JSONValue

  /// - Throws: `ReplyFault`: there is no such object, more than one, or the server held the reply back.
  init(_ reply: ChatReply, schema: ReplySchema) throws(ReplyFault) {
    if reply.finish == .filtered { throw .filtered }
    object = try ReplyText.object(in: reply.content, with: schema.listKey).get()
  }

  init(_ object: JSONValue) { self.object = object }

  private func value(_ name: String) throws(ReplyFault) -> JSONValue {
    guard let value = object[name], value != .null else { throw .missingField }
    return value
  }

  func text(_ name: String) throws(ReplyFault) -> String {
    guard let text = try value(name).text else { throw .wrongType }
    return text
  }

  /// A text on one line, shortened; empty where the field is absent, or gives away the mark of the request.
  func remark(_ name: String, hiding nonce: String) throws(ReplyFault) -> String {
    guard let value = object[name], value != .null else { return "" }
    guard let text = value.text else { throw .wrongType }
    return ReplyParser.shortened(text, hiding: nonce)
  }

  func list(_ name: String) throws(ReplyFault) -> [JSONValue] {
    guard let list = try value(name).list else { throw .wrongType }
    return list
  }

  func flag(_ name: String) throws(ReplyFault) -> Bool {
    switch try value(name) {
    case .bool(let flag): flag
    default: throw .wrongType
    }
  }

  /// `yes` or `no`. A boolean is taken too: models of servers that know no schema write it as often.
  func answer(_ name: String) throws(ReplyFault) -> Bool {
    switch try value(name) {
    case .bool(let flag): flag
    case .string("yes"): true
    case .string("no"): false
    case .string: throw .unknownValue
    default: throw .wrongType
    }
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(ReplyFault) -> Int {
    guard let integer = try value(name).integer else { throw .wrongType }
    guard range.contains(integer) else { throw .numberOutOfRange }
    return integer
  }
}
