internal import Records

/// What a record's tree of messages says, before it is known which of its nodes are messages.
struct RawTree {
  /// What becomes of a node.
  enum Fate {
    case kept
    /// Not a message; what follows it follows on what stands before it.
    case passedOver
    /// Not to be read, nor what follows on it.
    case cut
  }

  /// By the node's number; 0 is the beginning.
  private(set) var nodes = [TreeNode()]
  var fates = [Fate.passedOver]
  var branching = Branching()

  mutating func removeAll() {
    let isKept = nodes.capacity <= 1 << 12
    nodes.removeAll(keepingCapacity: isKept)
    nodes.append(TreeNode())
    fates.removeAll(keepingCapacity: isKept)
    fates.append(.passedOver)
    branching.removeAll()
  }

  /// A new node that follows on nobody yet.
  mutating func addNode() throws(TranscriptError) -> Int {
    if nodes.count > MessageTree.mostMessages {
      throw TranscriptError(
        reason: .recordTooLarge, detail: "the tree has more than \(MessageTree.mostMessages) messages")
    }
    nodes.append(TreeNode())
    fates.append(.kept)
    return branching.addNode()
  }

  subscript(node: Int) -> TreeNode {
    get { nodes[node] }
    _modify { yield &nodes[node] }
  }
}

/// One message of a tree, and what its source says of it alone.
struct TreeNode {
  var message = MessageView(role: .other, content: .empty, seconds: nil)
  var user = UnsafeRawBufferPointer.empty
  var model = UnsafeRawBufferPointer.empty
  var language = UnsafeRawBufferPointer.empty
  /// 0 for the best of the answers to a message.
  var rank: Int?
  /// Whether reviewers rejected it.
  var isRejected = false
}

/// The messages of a record that holds several conversations, as a tree of which each path is one.
///
/// Nodes are numbered from 1, parents before children; node 0 is the beginning.
struct MessageTree {
  private(set) var nodes = [TreeNode()]
  private(set) var branching = Branching()
  /// How many messages a path that ends at the node has.
  private(set) var depths = [0]
  /// The last node of each path.
  private(set) var ends: [Int] = []
  /// The path in which the node is new; nil for those on no path.
  private var firstPaths: [Int?] = [0]
  /// How many messages are new in each path.
  private(set) var newMessages: [Int] = []

  /// What one record may hold, far above what real ones do: the work on a tree grows with the sum of its paths.
  static let mostMessages = 1 << 17
  static let mostPaths = 10_000
  static let mostMessagesOfPaths = 1_000_000

  mutating func removeAll() {
    let isKept = nodes.capacity <= 1 << 12
    nodes.removeAll(keepingCapacity: isKept)
    nodes.append(TreeNode())
    depths.removeAll(keepingCapacity: isKept)
    depths.append(0)
    branching.removeAll()
    ends.removeAll(keepingCapacity: isKept)
    firstPaths.removeAll(keepingCapacity: isKept)
    newMessages.removeAll(keepingCapacity: isKept)
  }

  /// Appends a message behind `parent`.
  mutating func add(_ node: TreeNode, behind parent: Int) -> Int {
    let number = branching.addNode()
    branching.link(number, to: parent)
    nodes.append(node)
    depths.append(depths[parent] + 1)
    return number
  }

  /// Takes what is kept of a raw tree.
  ///
  /// - Returns: For each raw node the node it became, or else the nearest one before it; nil for those that do not hang
  ///   on the beginning.
  mutating func take(_ raw: RawTree) -> [Int?] {
    var places: [Int?] = Array(repeating: nil, count: raw.branching.count)
    var isCut = Array(repeating: false, count: raw.branching.count)
    places[0] = 0
    raw.branching.walk { node in
      let parent = raw.branching.parents[node]
      let place = places[parent] ?? 0
      isCut[node] = isCut[parent] || raw.fates[node] == .cut
      places[node] = isCut[node] || raw.fates[node] == .passedOver ? place : add(raw.nodes[node], behind: place)
    }
    return places
  }

  /// Makes a path of each leaf, in the tree's order, the one through `current` first.
  mutating func makePaths(current: Int?) throws(TranscriptError) {
    var leaves = (1..<nodes.count).filter { branching.isLeaf($0) }
    // Children have greater numbers than their parents: the first leaf from `current` on is the first one below it.
    if let current, current > 0, let main = leaves.firstIndex(where: { $0 >= current }) {
      leaves.insert(leaves.remove(at: main), at: 0)
    }
    try makePaths(endingAt: leaves)
  }

  /// Makes a path of each of these nodes, in this order.
  mutating func makePaths(endingAt nodes: [Int]) throws(TranscriptError) {
    ends = nodes
    try checkSize()
    firstPaths = Array(repeating: nil, count: self.nodes.count)
    firstPaths[0] = 0
    for (path, end) in ends.enumerated() {
      var node = end
      var fresh = 0
      while firstPaths[node] == nil {
        firstPaths[node] = path
        node = branching.parents[node]
        fresh += 1
      }
      newMessages.append(fresh)
    }
  }

  /// Where a message stands; node 0 stands nowhere.
  func place(of node: Int) -> MessagePlace { MessagePlace(path: firstPaths[node] ?? 0, message: depths[node] - 1) }

  private func checkSize() throws(TranscriptError) {
    if ends.isEmpty { throw TranscriptError(reason: .noMessages, detail: "the tree holds no message") }
    if ends.count > Self.mostPaths {
      throw TranscriptError(
        reason: .recordTooLarge, detail: "the tree has \(ends.count) paths, more than \(Self.mostPaths)")
    }
    let messages = ends.reduce(0) { $0 + depths[$1] }
    if messages > Self.mostMessagesOfPaths {
      throw TranscriptError(
        reason: .recordTooLarge,
        detail: "the paths of the tree have \(messages) messages together, more than \(Self.mostMessagesOfPaths)")
    }
  }
}
