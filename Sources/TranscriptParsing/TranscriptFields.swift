internal import JSONSelection

/// The fields that the known log formats use, and what each of them means.
enum TranscriptField: Sendable {
  case hash, id, model, language, time, user
  /// Present in WildChat and in no other format of the same shape.
  case wildchatMark
  /// Whether the source's moderation flagged any message; a mark of WildChat too.
  case toxic
  case country
  /// A list of messages, by the format that uses the key.
  case conversation, shareGPT, openAI
  case role, content, partText, partType, messageTime, messageUser
  /// An object whose fields are wanted, and which is nothing in itself.
  case container

  /// Whether a list under this field is a list of messages.
  var isTranscript: Bool {
    switch self {
    case .conversation, .shareGPT, .openAI: true
    default: false
    }
  }
}

/// Chooses the fields on a selector; `meaning[n]` is what the selector's field `n` is.
struct TranscriptFieldTable {
  private(set) var meaning: [TranscriptField] = [.container]

  init(on selector: JSONSelector) {
    for (key, field) in Self.top { add(key, field, below: 0, on: selector) }
    let metadata = add("metadata", .container, below: 0, on: selector)
    for (key, field) in Self.metadata { add(key, field, below: metadata, on: selector) }
    for (key, field) in Self.transcripts {
      let list = add(key, field, below: 0, on: selector)
      for (key, field) in Self.message { add(key, field, below: list, on: selector) }
      for key in field == .shareGPT ? ["value", "content"] : ["content", "text"] {
        let content = add(key, .content, below: list, on: selector)
        add("text", .partText, below: content, on: selector)
        add("type", .partType, below: content, on: selector)
      }
    }
  }

  @discardableResult
  private mutating func add(_ key: String, _ field: TranscriptField, below parent: Int, on selector: JSONSelector)
    -> Int
  {
    let number = selector.want(key, in: parent)
    precondition(number == meaning.count, "a selector numbers its fields one by one")
    meaning.append(field)
    return number
  }

  /// The paths of all fields, for readers of columns: those that the log formats name, but for large ones that only mark.
  static var paths: [[String]] {
    top.map { [$0.0] }.filter { $0 != ["detoxify_moderation"] } + metadata.map { ["metadata", $0.0] }
      + transcripts.flatMap { list, _ in messagePaths(in: list) }
  }

  /// The paths of the fields of the messages in a list.
  static func messagePaths(in list: String) -> [[String]] {
    let ends = ["content", "text", "value"].flatMap { [[$0], [$0, "text"], [$0, "type"]] }
    return message.map { [list, $0.0] } + ends.map { [list] + $0 }
  }

  private static let top: [(String, TranscriptField)] = [
    ("conversation_hash", .hash), ("conversation_id", .id), ("id", .id), ("uuid", .id),
    ("model", .model), ("model_name", .model), ("language", .language), ("lang", .language),
    ("timestamp", .time), ("created_at", .time), ("create_time", .time), ("created", .time), ("date", .time),
    ("hashed_ip", .user), ("user_id", .user), ("user", .user),
    ("country", .country), ("toxic", .toxic), ("detoxify_moderation", .wildchatMark),
  ]
  private static let metadata: [(String, TranscriptField)] = [
    ("session", .id), ("session_id", .id), ("conversation_id", .id), ("user_id", .user), ("user", .user),
    ("model", .model), ("language", .language), ("timestamp", .time), ("created_at", .time),
  ]
  private static let transcripts: [(String, TranscriptField)] = [
    ("conversation", .conversation), ("conversations", .shareGPT), ("items", .shareGPT), ("messages", .openAI),
  ]
  static let message: [(String, TranscriptField)] = [
    ("role", .role), ("from", .role), ("timestamp", .messageTime), ("created_at", .messageTime),
    ("create_time", .messageTime), ("hashed_ip", .messageUser),
  ]
}
