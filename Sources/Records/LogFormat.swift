/// The shapes of log records that are understood, told apart record by record.
public enum LogFormat: String, CaseIterable, Hashable, Sendable, Codable {
  /// WildChat, WildChat-1M and WildChat-4.8M: `conversation[{role, content, …}]` with a hash or an id of its own.
  case wildchat
  /// LMSYS-Chat-1M: `conversation_id`, `conversation[{role, content}]`, neither users nor times.
  case lmsys
  /// ShareGPT: `conversations[{from, value}]`.
  case sharegpt
  /// OpenAI-style chat: `messages[{role, content}]`, content as a string or as a list of parts.
  case openai
  /// OpenAssistant: a tree of messages, `prompt` with `replies` in `replies`, and ranks of sibling answers.
  case openassistant
  /// Chatbot Arena and its like: `conversation_a`, `conversation_b` and who won.
  case arena
  /// ChatGPT's data export: a tree of messages by their ids, `mapping`, with the branches that were left.
  case chatgpt
}

/// Who speaks in a message.
public enum MessageRole: String, CaseIterable, Hashable, Sendable, Codable {
  case user, assistant, system, tool
  /// A role that no known format uses; kept, and neither a follow-up nor a target.
  case other
}
