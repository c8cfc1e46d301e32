/// The branches of a tree as numbers: who follows on whom, in order. Node 0 is the beginning, which has no message.
///
/// Lists are threaded through arrays, so that no walk needs recursion, whatever the depth.
struct Branching {
  // 0 stands for "none" too: the beginning is nobody's child.
  private(set) var parents = [0]
  private var firsts = [0]
  private var lasts = [0]
  private var nexts = [0]

  /// The number of nodes, the beginning among them.
  var count: Int { parents.count }

  mutating func removeAll() {
    // Memory that only a huge record needed is given back.
    let isKept = parents.capacity <= 1 << 14
    for list in [\Branching.parents, \.firsts, \.lasts, \.nexts] {
      self[keyPath: list].removeAll(keepingCapacity: isKept)
      self[keyPath: list].append(0)
    }
  }

  /// A new node that follows on nobody yet.
  mutating func addNode() -> Int {
    parents.append(0)
    firsts.append(0)
    lasts.append(0)
    nexts.append(0)
    return parents.count - 1
  }

  /// Makes a node the last child of another; once for each node.
  mutating func link(_ node: Int, to parent: Int) {
    parents[node] = parent
    if lasts[parent] == 0 { firsts[parent] = node } else { nexts[lasts[parent]] = node }
    lasts[parent] = node
  }

  func isLeaf(_ node: Int) -> Bool { firsts[node] == 0 }

  /// The nodes that follow on `node`, in order.
  func children(of node: Int) -> some Sequence<Int> {
    sequence(first: firsts[node]) { nexts[$0] }.prefix { $0 != 0 }
  }

  /// Visits what hangs on the beginning, parents first and siblings in order.
  func walk(_ body: (Int) throws -> Void) rethrows {
    var node = firsts[0]
    while node != 0 {
      try body(node)
      if firsts[node] != 0 {
        node = firsts[node]
        continue
      }
      while node != 0, nexts[node] == 0 { node = parents[node] }
      node = nexts[node]
    }
  }
}
