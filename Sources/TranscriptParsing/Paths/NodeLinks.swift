internal import Records

/// Who follows on whom in a tree whose nodes have ids: what the nodes say of their parents and children, checked.
///
/// Nodes are numbered from 0 in the order they were added in.
struct NodeLinks {
  private var numbers: [BorrowedText: Int] = [:]
  private var parents: [UnsafeRawBufferPointer?] = []
  private var children: [[UnsafeRawBufferPointer]] = []

  mutating func removeAll() {
    numbers.removeAll(keepingCapacity: numbers.capacity <= 1 << 12)
    parents.removeAll()
    children.removeAll()
  }

  /// The number of the node with an id; a new one where there was none. What a node with that id said before is forgotten.
  mutating func number(adding id: UnsafeRawBufferPointer) -> Int {
    if let known = numbers[BorrowedText(bytes: id)] {
      parents[known] = nil
      children[known] = []
      return known
    }
    numbers[BorrowedText(bytes: id)] = parents.count
    parents.append(nil)
    children.append([])
    return parents.count - 1
  }

  mutating func setParent(_ id: UnsafeRawBufferPointer, of node: Int) { parents[node] = id }

  mutating func addChild(_ id: UnsafeRawBufferPointer, of node: Int) { children[node].append(id) }

  func number(of id: UnsafeRawBufferPointer) -> Int? { numbers[BorrowedText(bytes: id)] }

  /// The branches; node `n` is number `n + 1` there. Children stand in the order of their parent's list, and behind them
  /// those that it leaves out.
  ///
  /// - Throws: `TranscriptError` with `brokenTree` where a node is not there, follows on itself or on two others, or where
  ///   there is not one beginning. A ring is none of these: it hangs on nothing.
  func branching() throws(TranscriptError) -> Branching {
    var branching = Branching()
    for _ in parents { _ = branching.addNode() }
    var above = try namedParents()
    var isLinked = Array(repeating: false, count: parents.count)
    for node in children.indices {
      for id in children[node] {
        guard let child = number(of: id) else { throw Self.broken(node, "names a child that is not there") }
        if child == node { throw Self.broken(node, "is its own child") }
        if let other = above[child], other != node { throw Self.broken(child, "follows on two others") }
        above[child] = node
        if isLinked[child] { continue }
        branching.link(child + 1, to: node + 1)
        isLinked[child] = true
      }
    }
    var root: Int?
    for node in above.indices where !isLinked[node] {
      if let parent = above[node] {
        branching.link(node + 1, to: parent + 1)
      } else if root == nil {
        root = node
        branching.link(node + 1, to: 0)
      } else {
        throw Self.broken(node, "is a second beginning")
      }
    }
    if root == nil, !parents.isEmpty { throw Self.broken(0, "and all others follow on another: there is no beginning") }
    return branching
  }

  private func namedParents() throws(TranscriptError) -> [Int?] {
    var found: [Int?] = []
    for (node, id) in parents.enumerated() {
      let parent = id.flatMap(number(of:))
      if id != nil, parent == nil { throw Self.broken(node, "names a parent that is not there") }
      if parent == node { throw Self.broken(node, "is its own parent") }
      found.append(parent)
    }
    return found
  }

  /// The error that names a node by its place in the record, from 0.
  static func broken(_ node: Int, _ fault: String) -> TranscriptError {
    TranscriptError(reason: .brokenTree, detail: "node \(node) of the mapping \(fault)")
  }
}

/// Borrowed bytes that can be looked up.
private struct BorrowedText: Hashable {
  let bytes: UnsafeRawBufferPointer

  static func == (left: Self, right: Self) -> Bool { left.bytes.isEqual(to: right.bytes) }

  func hash(into hasher: inout Hasher) { hasher.combine(bytes: bytes) }
}
