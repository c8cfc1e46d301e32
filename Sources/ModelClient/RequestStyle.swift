/// What one server wants of the body of a request beyond what all of them share.
public struct RequestStyle: Hashable, Sendable {
  /// The name of the field that limits the reply.
  public enum TokenLimitField: String, Hashable, Sendable {
    /// What local servers and most hosted ones take.
    case maxTokens = "max_tokens"
    /// What OpenAI's reasoning models take instead, and where the limit holds for thinking too.
    case maxCompletionTokens = "max_completion_tokens"
  }

  public var tokenLimitField: TokenLimitField
  /// More fields of the body, each as JSON: `["provider": #"{"order":["one"]}"#]`.
  ///
  /// A field that the client writes too is replaced; `null` leaves it out, as `["temperature": "null"]` does for models
  /// that take none. Those of `fixedFields` can't be given.
  public var extraFields: [String: String]

  public init(tokenLimitField: TokenLimitField = .maxTokens, extraFields: [String: String] = [:]) {
    self.tokenLimitField = tokenLimitField
    self.extraFields = extraFields
  }

  /// What makes the request what it is: these come from the request alone.
  public static let fixedFields: Set<String> = [
    "model", "messages", "n", "stream", "response_format", "tools", "tool_choice",
  ]

  /// The extra fields on one line each, by name.
  ///
  /// - Throws: `badSetting` where one is not JSON or is fixed.
  func compactFields() throws(ModelClientError) -> [(name: String, json: String)] {
    var fields: [(name: String, json: String)] = []
    for (name, json) in extraFields.sorted(by: { $0.key < $1.key }) {
      if Self.fixedFields.contains(name) {
        throw ModelClientError(.badSetting, at: "extra field \(name)", detail: "it comes from the request")
      }
      guard let compact = JSONText.compact(json) else {
        throw ModelClientError(.badSetting, at: "extra field \(name)", detail: "expected JSON")
      }
      fields.append((name, compact))
    }
    return fields
  }
}
