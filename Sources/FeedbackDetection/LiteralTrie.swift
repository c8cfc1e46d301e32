import Patterns

/// The literals as a trie with failure links, from which the automaton is made.
struct LiteralTrie {
  /// The class of each byte: 0 for those that no literal holds.
  private(set) var classes = [UInt8](repeating: 0, count: 256)
  private(set) var classCount = 1
  private var children: [[Int: Int]] = [[:]]
  private var ends: [[Int]] = [[]]
  /// The last byte on the way to a state; nil for the root.
  private var lastBytes: [UInt8?] = [nil]
  /// `classCount` entries a state.
  private var table: [Int] = []
  private var failure: [Int] = []
  private var order: [Int] = []

  var stateCount: Int { children.count }

  init(_ literals: [(bytes: [UInt8], unit: Int)]) {
    // The space has a class in any case: a run of white space must be told from other bytes. Frequent bytes come first,
    // so that they share a line of the cache in each row.
    Self.frequent.forEach { classify($0) }
    for literal in literals { literal.bytes.forEach { classify($0) } }
    for literal in literals { insert(literal.bytes, unit: literal.unit) }
    link()
    fill()
  }

  /// White space, the apostrophe and the letters of ASCII, folded.
  private static let frequent = Set(" ETAOINSRHLDUCMFPGWYBVKXJQZ'".utf8.map { UInt8(CaseFolding.table[Int($0)]) }).sorted()

  /// The state that follows a state on a class of bytes.
  func next(_ state: Int, _ byteClass: Int) -> Int { table[state * classCount + byteClass] }

  /// The units of all literals that end in a state, sorted.
  func units(of state: Int) -> [Int] { Set(ends[state]).sorted() }

  private mutating func classify(_ byte: UInt8) {
    guard classes[Int(byte)] == 0 else { return }
    precondition(classCount < 255, "more kinds of bytes than there are")
    classes[Int(byte)] = UInt8(classCount)
    classCount += 1
  }

  private mutating func insert(_ literal: [UInt8], unit: Int) {
    var state = 0
    for byte in literal {
      let byteClass = Int(classes[Int(byte)])
      if let child = children[state][byteClass] {
        state = child
      } else {
        children[state][byteClass] = children.count
        state = children.count
        children.append([:])
        ends.append([])
        lastBytes.append(byte)
      }
    }
    ends[state].append(unit)
  }

  /// Failure links, breadth first; a state ends also what its failure state ends.
  private mutating func link() {
    failure = Array(repeating: 0, count: stateCount)
    order = [0]
    var head = 0
    while head < order.count {
      let state = order[head]
      head += 1
      for (byteClass, child) in children[state].sorted(by: { $0.key < $1.key }) {
        var fallback = failure[state]
        while state != 0, fallback != 0, children[fallback][byteClass] == nil { fallback = failure[fallback] }
        failure[child] = state == 0 ? 0 : children[fallback][byteClass] ?? 0
        ends[child] += ends[failure[child]]
        order.append(child)
      }
    }
  }

  private mutating func fill() {
    table = Array(repeating: 0, count: stateCount * classCount)
    let space = Int(classes[0x20])
    for state in order {
      for byteClass in 0..<classCount {
        let fallback = state == 0 ? 0 : table[failure[state] * classCount + byteClass]
        table[state * classCount + byteClass] = children[state][byteClass] ?? fallback
      }
      // More white space behind white space changes nothing: a run is one space.
      if lastBytes[state] == 0x20 { table[state * classCount + space] = state }
    }
  }

  /// A numbering in which the states that end a literal come last.
  func acceptingLast() -> (places: [Int], firstAccepting: Int, accepting: [Int]) {
    let accepting = order.filter { !ends[$0].isEmpty }
    let others = order.filter { ends[$0].isEmpty }
    var places = Array(repeating: 0, count: stateCount)
    for (place, state) in (others + accepting).enumerated() { places[state] = place }
    return (places, others.count, accepting)
  }
}
