internal import JSONSelection
internal import Records

/// Builds one conversation from the events of one record.
struct ConversationBuilder {
  private(set) var view = ConversationView()
  private var joined = JoinedTexts()
  private var transcript: TranscriptField?
  private var hasHash = false
  private var isWildChat = false
  /// Whether a list of messages was seen under a known key.
  private(set) var hasTranscript = false
  private var isMalformed = false
  /// Whether the list of messages, a message, or the content of a message is being read.
  private var listDepth = 0
  private var contentDepth = 0
  private var message = MessageView(role: .other, content: .empty, seconds: nil)
  private var parts: [UnsafeRawBufferPointer] = []
  private var partIsText = true
  private var part: UnsafeRawBufferPointer?

  mutating func begin() {
    let messages = view.messages
    view = ConversationView()
    view.messages = messages
    view.messages.removeAll(keepingCapacity: true)
    joined.removeAll()
    transcript = nil
    (hasHash, isWildChat, hasTranscript, isMalformed) = (false, false, false, false)
    (listDepth, contentDepth) = (0, 0)
  }

  mutating func take(_ event: JSONEvent, as field: TranscriptField) {
    if event.isRepaired { view.repairedTexts += 1 }
    switch field {
    case .conversation, .shareGPT, .openAI: takeTranscript(event, field)
    case .content, .partText, .partType: takeContent(event, field)
    case .role: if event.kind == .string { message.role = MessageRole(inLog: event.text) }
    case .messageTime: message.seconds = event.seconds ?? message.seconds
    case .messageUser: if view.user.isEmpty, event.kind == .string { view.user = event.text }
    default: takeScalar(event, field)
    }
  }

  mutating func finish() throws(TranscriptError) -> ConversationView {
    guard hasTranscript, let transcript else {
      throw TranscriptError(reason: .unknownShape, detail: "no list of messages under a known key")
    }
    if isMalformed {
      throw TranscriptError(reason: .unknownShape, detail: "the list of messages holds something that is no message")
    }
    if view.messages.isEmpty { throw TranscriptError(reason: .noMessages, detail: "the list of messages is empty") }
    switch transcript {
    case .shareGPT: view.format = .sharegpt
    case .openAI: view.format = .openai
    default: view.format = hasHash || isWildChat ? .wildchat : .lmsys
    }
    return view
  }

  // MARK: The record's own fields

  private mutating func takeScalar(_ event: JSONEvent, _ field: TranscriptField) {
    switch field {
    case .wildchatMark: isWildChat = isWildChat || event.kind != .null
    case .toxic:
      isWildChat = isWildChat || event.kind != .null
      if event.kind == .isTrue || event.kind == .isFalse { view.isToxic = event.kind == .isTrue }
    case .time:
      guard let seconds = event.seconds else { return }
      view.seconds = seconds
      isWildChat = true
    default:
      guard event.kind == .string || event.kind == .number, !event.text.isEmpty else { return }
      switch field {
      case .hash:
        view.id = event.text
        hasHash = true
      case .id: if !hasHash { view.id = event.text }
      case .model: view.model = event.text
      case .language: view.language = event.text
      case .country: view.country = event.text
      case .user:
        view.user = event.text
        isWildChat = true
      default: break
      }
    }
  }

  // MARK: The list of messages

  private mutating func takeTranscript(_ event: JSONEvent, _ field: TranscriptField) {
    switch event.kind {
    case .beginArray:
      listDepth += 1
      guard listDepth == 1 else {
        isMalformed = true
        return
      }
      transcript = field
      hasTranscript = true
      isMalformed = false
      view.messages.removeAll(keepingCapacity: true)
    case .endArray: listDepth -= 1
    case .beginObject:
      if listDepth == 0 { isMalformed = true }
      message = MessageView(role: .other, content: .empty, seconds: nil)
    case .endObject: if listDepth == 1 { view.messages.append(message) }
    case .null: if listDepth > 0 { isMalformed = true }
    default: if listDepth > 0 { isMalformed = true }
    }
  }

  // MARK: What a message says

  private mutating func takeContent(_ event: JSONEvent, _ field: TranscriptField) {
    switch (field, event.kind) {
    case (.content, .string):
      if contentDepth == 0 { message.content = event.text } else { parts.append(event.text) }
    case (.content, .null): break
    case (.content, .beginArray):
      contentDepth += 1
      if contentDepth == 1 { parts.removeAll(keepingCapacity: true) }
    case (.content, .endArray):
      contentDepth -= 1
      if contentDepth == 0 { message.content = joined.joining(parts) }
    case (.content, .beginObject):
      (part, partIsText) = (nil, true)
    case (.content, .endObject): takePart()
    case (.partText, .string): part = event.text
    case (.partType, .string):
      partIsText = event.text.equals("text") || event.text.equals("input_text") || event.text.equals("output_text")
    case (.content, _): isMalformed = true
    default: break
    }
  }

  private mutating func takePart() {
    guard let part, partIsText else {
      // A picture or a tool call among parts is no text; an object instead of a text is no message.
      if contentDepth == 0 { isMalformed = true }
      return
    }
    if contentDepth == 0 { message.content = part } else { parts.append(part) }
  }
}
