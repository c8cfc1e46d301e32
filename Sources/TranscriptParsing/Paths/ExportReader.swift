internal import JSONSelection
internal import Records

/// Reads a tree whose nodes name their parents and children by ids: ChatGPT's data export.
struct ExportReader {
  private var links = NodeLinks()
  private var nodes: [ExportNode] = []
  private var joined = JoinedTexts()
  private var parts: [UnsafeRawBufferPointer] = []
  private var partsDepth = 0
  private var part: UnsafeRawBufferPointer?
  /// The node that is being read.
  private var number = 0
  private var currentNode = UnsafeRawBufferPointer.empty
  private var hasMapping = false
  private var isMalformed = false
  private var hasNodes = false

  /// Whether there is a mapping with what looks like nodes, or one that is empty.
  var isExport: Bool { hasMapping && (hasNodes || nodes.isEmpty && !currentNode.isEmpty) }

  mutating func begin() {
    joined.removeAll()
    clear()
    currentNode = .empty
  }

  private mutating func clear() {
    links.removeAll()
    nodes.removeAll(keepingCapacity: nodes.capacity <= 1 << 12)
    (hasMapping, isMalformed, hasNodes) = (false, false, false)
    partsDepth = 0
  }

  mutating func take(_ event: JSONEvent, as field: PathField) throws(TranscriptError) {
    switch field {
    case .mapping:
      // Of a key that occurs twice the last value counts.
      if event.kind != .endObject { clear() }
      hasMapping = event.kind == .beginObject || event.kind == .endObject
    case .currentNode: currentNode = event.kind == .string ? event.text : .empty
    case .node: try takeNode(event)
    case .nodeParent: if event.kind == .string { links.setParent(event.text, of: number) }
    case .nodeChildren: takeChildren(event)
    case .nodeMessage:
      if event.kind == .beginObject { nodes[number].hasMessage = true }
      if event.kind == .beginObject || event.kind == .null { hasNodes = true }
    default: takeField(event, field)
    }
  }

  /// Puts what is read into `tree`.
  ///
  /// - Returns: The message that the user saw last; nil where the export does not say.
  mutating func finish(into tree: inout MessageTree) throws(TranscriptError) -> Int? {
    if isMalformed {
      throw TranscriptError(reason: .unknownShape, detail: "the mapping holds something that is no node")
    }
    var raw = RawTree()
    for node in nodes {
      let added = try raw.addNode()
      raw[added] = node.said
      raw.fates[added] = node.isMessage ? .kept : .passedOver
    }
    raw.branching = try links.branching()
    let places = tree.take(raw)
    if let ring = places.firstIndex(of: nil) {
      throw NodeLinks.broken(ring - 1, "hangs on a ring of nodes")
    }
    return links.number(of: currentNode).flatMap { places[$0 + 1] }.flatMap { $0 == 0 ? nil : $0 }
  }

  // MARK: Nodes

  private mutating func takeNode(_ event: JSONEvent) throws(TranscriptError) {
    switch event.kind {
    case .key:
      number = links.number(adding: event.text)
      if number == nodes.count {
        if number >= MessageTree.mostMessages {
          throw TranscriptError(
            reason: .recordTooLarge, detail: "the mapping has more than \(MessageTree.mostMessages) nodes")
        }
        nodes.append(ExportNode())
      } else {
        nodes[number] = ExportNode()
      }
    case .beginObject, .endObject: break
    default: isMalformed = true
    }
  }

  private mutating func takeChildren(_ event: JSONEvent) {
    switch event.kind {
    case .beginArray: hasNodes = true
    case .string: links.addChild(event.text, of: number)
    default: break
    }
  }

  private mutating func takeField(_ event: JSONEvent, _ field: PathField) {
    switch (field, event.kind) {
    case (.nodeRole, .string): nodes[number].said.message.role = MessageRole(inLog: event.text)
    case (.nodeTime, _): nodes[number].said.message.seconds = event.seconds
    case (.nodeRecipient, .string): nodes[number].isForEveryone = event.text.equals("all")
    case (.nodeHidden, _): nodes[number].isHidden = event.kind == .isTrue
    case (.nodeModel, .string): nodes[number].said.model = event.text
    case (.contentType, .string): nodes[number].isSpoken = Self.isSpoken(event.text)
    case (.contentText, .string):
      if nodes[number].said.message.content.isEmpty { nodes[number].said.message.content = event.text }
    case (.parts, _), (.partText, .string): takePart(event, field)
    default: break
    }
  }

  /// Parts are texts, or objects of which those with a text are speech that was written down.
  private mutating func takePart(_ event: JSONEvent, _ field: PathField) {
    switch (field, event.kind) {
    case (.partText, _): part = event.text
    case (_, .beginArray):
      if partsDepth == 0 { parts.removeAll(keepingCapacity: true) }
      partsDepth += 1
    case (_, .endArray):
      partsDepth -= 1
      if partsDepth == 0 { nodes[number].said.message.content = joined.joining(parts) }
    case (_, .string): if partsDepth > 0 { parts.append(event.text) }
    case (_, .beginObject): part = nil
    case (_, .endObject): if let part, partsDepth > 0 { parts.append(part) }
    default: break
    }
  }

  /// Whether content of a type is what the user or the assistant says, and not a thought, a profile or a tool's output.
  private static func isSpoken(_ type: UnsafeRawBufferPointer) -> Bool {
    type.equals("text") || type.equals("multimodal_text") || type.equals("code")
  }
}

/// One node of a mapping.
private struct ExportNode {
  var said = TreeNode()
  var hasMessage = false
  var isForEveryone = true
  var isHidden = false
  var isSpoken = true

  /// Whether it is a message of the conversation: something that the user wrote, or got to see.
  var isMessage: Bool {
    guard hasMessage, !isHidden else { return false }
    switch said.message.role {
    case .user: return isSpoken
    case .assistant: return isSpoken && isForEveryone
    default: return !said.message.content.isBlank
    }
  }
}
