internal import Records

extension MessageTree {
  /// What the messages of a path say of it as a conversation; empty where they don't.
  struct PathLabels {
    /// The one who wrote all its user messages; a conversation that several people wrote is nobody's.
    var user = UnsafeRawBufferPointer.empty
    /// Of the first message that has one.
    var language = UnsafeRawBufferPointer.empty
    /// Of the last answer that has one.
    var model = UnsafeRawBufferPointer.empty
  }

  /// The messages of a path in order.
  func messages(ofPath path: Int) -> [MessageView] {
    var node = ends[path]
    let count = depths[node]
    return Array(unsafeUninitializedCapacity: count) { messages, initialized in
      for place in (0..<count).reversed() {
        messages.initializeElement(at: place, to: nodes[node].message)
        node = branching.parents[node]
      }
      initialized = count
    }
  }

  func labels(ofPath path: Int) -> PathLabels {
    var labels = PathLabels()
    var hasOneUser = true
    var node = ends[path]
    while node != 0 {
      let said = nodes[node]
      if !said.language.isEmpty { labels.language = said.language }
      if said.message.role == .assistant, labels.model.isEmpty { labels.model = said.model }
      if said.message.role == .user, !said.user.isEmpty {
        hasOneUser = hasOneUser && (labels.user.isEmpty || labels.user.isEqual(to: said.user))
        labels.user = said.user
      }
      node = branching.parents[node]
    }
    if !hasOneUser { labels.user = .empty }
    return labels
  }
}

extension UnsafeRawBufferPointer {
  /// Whether both are the same bytes.
  func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
    count == other.count && (baseAddress == other.baseAddress || elementsEqual(other))
  }

  /// Whether there is nothing but ASCII white space.
  var isBlank: Bool { allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) } }
}
