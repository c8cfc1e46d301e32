internal import JSONSelection
internal import Records

/// Reads a tree whose messages contain their replies: OpenAssistant's.
struct ReplyTreeReader {
  private var raw = RawTree()
  /// The messages that are open, each in its parent's list of replies.
  private var open: [OpenMessage] = []
  private var isMalformed = false
  private(set) var hasReplies = false

  private struct OpenMessage {
    let node: Int
    var openLists = 0
    var hasList = false
  }

  /// Whether there is a first message.
  var isTree: Bool { isMalformed || raw.branching.count > 1 }

  mutating func begin() {
    raw.removeAll()
    open.removeAll()
    (isMalformed, hasReplies) = (false, false)
  }

  mutating func take(_ event: JSONEvent, as field: PathField) throws(TranscriptError) {
    switch field {
    case .treePrompt: try takePrompt(event)
    case .treeReplies: try takeReplies(event)
    default:
      if let node = open.last?.node { takeField(event, field, of: node) }
    }
  }

  /// Puts what is read into `tree`. What was deleted is not, nor the replies to it.
  mutating func finish(into tree: inout MessageTree) throws(TranscriptError) {
    if isMalformed {
      throw TranscriptError(reason: .unknownShape, detail: "the tree of replies holds something that is no message")
    }
    _ = tree.take(raw)
  }

  private mutating func takePrompt(_ event: JSONEvent) throws(TranscriptError) {
    switch event.kind {
    case .beginObject:
      begin()
      try enter(behind: 0)
    case .endObject: open.removeLast()
    // A prompt that is a text is another format's.
    default: begin()
    }
  }

  private mutating func takeReplies(_ event: JSONEvent) throws(TranscriptError) {
    guard let last = open.indices.last else { return }
    switch event.kind {
    case .beginArray:
      isMalformed = isMalformed || open[last].hasList
      open[last].openLists += 1
      open[last].hasList = true
      hasReplies = true
    case .endArray: open[last].openLists -= 1
    case .beginObject:
      isMalformed = isMalformed || open[last].openLists == 0
      try enter(behind: open[last].node)
    case .endObject: open.removeLast()
    case .null: isMalformed = isMalformed || open[last].openLists > 0
    default: isMalformed = true
    }
  }

  private mutating func enter(behind parent: Int) throws(TranscriptError) {
    let node = try raw.addNode()
    raw.branching.link(node, to: parent)
    open.append(OpenMessage(node: node))
  }

  private mutating func takeField(_ event: JSONEvent, _ field: PathField, of node: Int) {
    switch (field, event.kind) {
    case (.treeText, .string): raw[node].message.content = event.text
    case (.treeText, .null): break
    case (.treeText, _): isMalformed = true
    case (.treeRole, .string): raw[node].message.role = MessageRole(inLog: event.text)
    case (.treeTime, _): raw[node].message.seconds = event.seconds ?? raw[node].message.seconds
    case (.treeLanguage, .string): raw[node].language = event.text
    case (.treeUser, .string), (.treeUser, .number): raw[node].user = event.text
    case (.treeModel, .string): raw[node].model = event.text
    case (.treeRank, .number):
      // Data frames write whole numbers with a fraction where some are missing.
      raw[node].rank = Double(String(decoding: event.text, as: UTF8.self)).flatMap { Int(exactly: $0) }
    case (.treeReview, .isFalse): raw[node].isRejected = true
    case (.treeDeleted, .isTrue): raw.fates[node] = .cut
    default: break
    }
  }
}
