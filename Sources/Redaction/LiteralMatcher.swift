/// Finds what a caller named, however often and however many names there are, in one reading of a text (Aho and Corasick
/// 1975).
///
/// Case does not matter, nor full-width forms, nor what is not seen. Where a name begins or ends with a letter or digit of
/// a script that sets spaces, it must begin or end a word.
struct LiteralMatcher: Sendable {
  private struct Node: Sendable {
    /// The node of the longest proper suffix that is the beginning of a name.
    var fallback = 0
    /// The nearest node among the suffixes at which a name ends.
    var shorter: Int?
    /// The characters of the name that ends here.
    var length: Int?
  }

  private struct Step: Hashable, Sendable {
    let node: Int
    let character: UInt32
  }

  private var nodes = [Node()]
  private var steps: [Step: Int] = [:]

  init(_ literals: [String]) {
    for literal in literals { add(literal) }
    connect()
  }

  var isEmpty: Bool { nodes.count == 1 }

  /// The ranges of folded text that names take, in order; names that overlap are joined.
  func matches(in text: FoldedText, steps count: inout Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var node = 0
    for place in 0..<text.count {
      node = next(node, Self.character(at: place, of: text), &count)
      var end: Int? = nodes[node].length == nil ? nodes[node].shorter : node
      while let node = end, let length = nodes[node].length {
        count += 1
        let range = place + 1 - length..<place + 1
        if Self.standsFree(range, in: text) {
          Self.join(range, to: &found)
          break
        }
        end = nodes[node].shorter
      }
    }
    return found
  }

  private func next(_ start: Int, _ character: UInt32, _ count: inout Int) -> Int {
    var node = start
    while true {
      count += 1
      if let next = steps[Step(node: node, character: character)] { return next }
      if node == 0 { return 0 }
      node = nodes[node].fallback
    }
  }

  private static func join(_ range: Range<Int>, to found: inout [Range<Int>]) {
    var range = range
    while let last = found.last, last.upperBound > range.lowerBound {
      range = min(last.lowerBound, range.lowerBound)..<range.upperBound
      found.removeLast()
    }
    found.append(range)
  }

  private static func standsFree(_ range: Range<Int>, in text: FoldedText) -> Bool {
    let isWord: (Int) -> Bool = { text[$0].isAlphanumeric || text[$0] == .spacedLetter }
    if isWord(range.lowerBound), isWord(range.lowerBound - 1) {
      let isEscape = text[range.lowerBound - 1].isOne(of: "nrt") && text[range.lowerBound - 2] == UInt8(ascii: "\\")
      if !isEscape { return false }
    }
    return !(isWord(range.upperBound - 1) && isWord(range.upperBound))
  }

  /// No character of a name.
  private static let none: UInt32 = 0x11_0000

  /// A character as names are compared: its fold, if that is ASCII, else itself, in small letters.
  private static func character(at place: Int, of text: FoldedText) -> UInt32 {
    let byte = text[place]
    if byte < 0x80 { return UInt32(byte.lowered) }
    if byte == .taken { return none }
    let value = text.scalar(at: place)
    return Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars.first?.value ?? value
  }

  // MARK: Making

  private mutating func add(_ literal: String) {
    let text = FoldedText(Array(literal.utf8))
    guard text.has({ !$0.isSpace }, in: 0..<text.count) else { return }
    var node = 0
    for place in 0..<text.count {
      let step = Step(node: node, character: Self.character(at: place, of: text))
      if let known = steps[step] {
        node = known
      } else {
        nodes.append(Node())
        node = nodes.count - 1
        steps[step] = node
      }
    }
    nodes[node].length = text.count
  }

  /// Sets the fallbacks, nodes of short beginnings first.
  private mutating func connect() {
    var children = [[(character: UInt32, node: Int)]](repeating: [], count: nodes.count)
    for (step, node) in steps { children[step.node].append((step.character, node)) }
    var open = [0]
    var count = 0
    while count < open.count {
      let node = open[count]
      count += 1
      for child in children[node] {
        var uncounted = 0
        let fallback = node == 0 ? 0 : next(nodes[node].fallback, child.character, &uncounted)
        nodes[child.node].fallback = fallback
        nodes[child.node].shorter = nodes[fallback].length == nil ? nodes[fallback].shorter : fallback
        open.append(child.node)
      }
    }
  }
}
