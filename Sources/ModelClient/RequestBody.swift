public import Records

/// The body of `POST /chat/completions`, which is also a line's `body` in batch files and what an answer is cached by.
public enum RequestBody {
  /// The request as JSON on one line; the same request always gives the same bytes.
  ///
  /// Fields stand in a fixed order, extra ones behind them by name; the keys of the schema stay in their order, since
  /// models write in it.
  ///
  /// - Parameters:
  ///   - model: The name by which the server knows the model.
  ///   - mode: How the schema is asked for; without a schema all modes give the same.
  /// - Throws: `badSchema` for a schema that is no JSON object or has a name that servers refuse; `badSetting` for an
  ///   extra field that is no JSON or is fixed.
  public static func json(
    for request: ChatRequest, model: String, mode: SchemaMode, style: RequestStyle = RequestStyle()
  ) throws(ModelClientError) -> String {
    precondition(request.temperature.isFinite, "a temperature is a finite number")
    var messages = request.messages
    var members: [(name: String, json: String)] = []
    if let schema = request.schema {
      let json = try compact(schema)
      switch mode {
      case .jsonSchema: members = jsonSchema(schema.name, json)
      case .toolCall: members = toolCall(schema.name, json)
      case .jsonObject:
        members = [("response_format", #"{"type":"json_object"}"#)]
        messages = instructing(messages, schema: json)
      case .prose: messages = instructing(messages, schema: json)
      }
    }
    var fields: [(name: String, json: String)] = [
      ("model", JSONText.quoted(model)),
      ("messages", list(messages)),
      (style.tokenLimitField.rawValue, String(request.maxReplyTokens)),
      ("temperature", String(request.temperature)),
    ]
    if let seed = request.seed { fields.append(("seed", String(seed))) }
    let extras = try style.compactFields()
    fields.removeAll { field in extras.contains { $0.name == field.name } }
    return JSONText.object(fields + members + extras.filter { $0.json != "null" })
  }

  private static func list(_ messages: [ChatMessage]) -> String {
    let items = messages.map { message in
      JSONText.object([
        ("role", JSONText.quoted(message.role.rawValue)), ("content", JSONText.quoted(message.content)),
      ])
    }
    return "[" + items.joined(separator: ",") + "]"
  }

  private static func compact(_ schema: ChatSchema) throws(ModelClientError) -> String {
    let letters = schema.name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-")
    }
    guard letters, (1...64).contains(schema.name.utf8.count) else {
      throw ModelClientError(.badSchema, detail: "its name must be 1 to 64 letters, digits, _ and -")
    }
    guard let json = JSONText.compact(schema.json), json.first == "{" else {
      throw ModelClientError(.badSchema, at: "schema \(schema.name)", detail: "expected a JSON object")
    }
    return json
  }

  private static func jsonSchema(_ name: String, _ schema: String) -> [(name: String, json: String)] {
    let inner = JSONText.object([("name", JSONText.quoted(name)), ("schema", schema), ("strict", "true")])
    return [("response_format", JSONText.object([("type", #""json_schema""#), ("json_schema", inner)]))]
  }

  private static func toolCall(_ name: String, _ schema: String) -> [(name: String, json: String)] {
    let function = JSONText.object([("name", JSONText.quoted(name)), ("parameters", schema)])
    let choice = JSONText.object([("name", JSONText.quoted(name))])
    return [
      ("tools", "[" + JSONText.object([("type", #""function""#), ("function", function)]) + "]"),
      ("tool_choice", JSONText.object([("type", #""function""#), ("function", choice)])),
    ]
  }

  /// The messages with the schema at the end of the first system message, or in one of its own in front.
  private static func instructing(_ messages: [ChatMessage], schema: String) -> [ChatMessage] {
    let text = """
      Answer with one JSON object and nothing else: no introduction, no code fence. \
      It must be valid against this JSON Schema:
      \(schema)
      """
    guard let place = messages.firstIndex(where: { $0.role == .system }) else {
      return [ChatMessage(role: .system, content: text)] + messages
    }
    var instructed = messages
    instructed[place].content += "\n\n" + text
    return instructed
  }
}
