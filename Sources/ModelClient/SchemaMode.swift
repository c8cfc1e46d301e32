/// How a server is told which shape the reply must have, the surest way first.
public enum SchemaMode: String, CaseIterable, Hashable, Sendable {
  /// `response_format` of the type `json_schema`: decoding is held to the schema.
  case jsonSchema = "json_schema"
  /// One function that must be called; the schema is that of its parameters, the reply is its arguments.
  case toolCall = "tool_call"
  /// `response_format` of the type `json_object`, and the schema in the system message.
  case jsonObject = "json_object"
  /// The schema in the system message, and nothing more.
  case prose
}
