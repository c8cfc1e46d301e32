internal import JSONSelection
internal import Records

extension MessageRole {
  /// The role by any of the names that logs have for it; `other` for what no known log says.
  init(inLog name: UnsafeRawBufferPointer) {
    if name.equals("user") || name.equals("human") || name.equals("prompter") {
      self = .user
    } else if name.equals("assistant") || name.equals("gpt") || name.equals("chatgpt") || name.equals("bot")
      || name.equals("model") || name.equals("bing") || name.equals("bard") || name.equals("claude")
    {
      self = .assistant
    } else if name.equals("system") || name.equals("developer") {
      self = .system
    } else if name.equals("tool") || name.equals("function") {
      self = .tool
    } else {
      self = .other
    }
  }
}

extension JSONEvent {
  /// Seconds since 1970, where the value is a time.
  var seconds: Int64? {
    switch kind {
    case .string: Timestamp.seconds(fromText: text)
    case .number: Timestamp.seconds(fromNumber: text)
    default: nil
    }
  }
}
