public import Records

/// Brings messages into the shape that chat templates take: user first, user and assistant in turn, the user last, no
/// empty message.
public enum PromptShape {
  /// The prompt in shape, or why it cannot be brought there.
  ///
  /// Messages of the system and empty ones are dropped, and so are error messages of the chat site; what the assistant said
  /// before the first user message is dropped; messages of one role that then follow each other become one, a blank line
  /// between them.
  public static func shaped(_ messages: [Message]) -> Result<[Message], Exclusion> {
    var result: [Message] = []
    for message in messages {
      switch message.role {
      case .tool, .other: return .failure(Exclusion(reason: .foreignRole))
      case .system: continue
      case .user, .assistant: break
      }
      if message.content.isBlank { continue }
      if message.role == .assistant, result.isEmpty || SiteMessage.isOne(message.content) { continue }
      append(message, to: &result)
    }
    guard let last = result.last, last.role == .user else { return .failure(Exclusion(reason: .noRequest)) }
    return RedactionMarks.areAll(of: last.content)
      ? .failure(Exclusion(reason: .placeholdersOnly)) : .success(result)
  }

  /// Whether messages have the shape already.
  public static func isShaped(_ messages: [Message]) -> Bool {
    guard messages.last?.role == .user else { return false }
    return messages.enumerated().allSatisfy { place, message in
      message.role == (place % 2 == 0 ? .user : .assistant) && !message.content.isBlank
    }
  }

  private static func append(_ message: Message, to result: inout [Message]) {
    if let last = result.indices.last, result[last].role == message.role {
      result[last].content += "\n\n" + message.content
    } else {
      result.append(message)
    }
  }
}
