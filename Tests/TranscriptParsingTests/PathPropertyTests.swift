import Records
import Testing
import TranscriptParsing

/// Numbers that are the same in every run (xorshift).
private struct FixedRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// A random tree; message `n` says `n`, and its parent comes before it.
private struct RandomTree {
  var parents: [Int?] = [nil]
  let children: [[Int]]

  init(seed: UInt64) {
    var random = FixedRandom(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
    for number in 1..<Int.random(in: 2...40, using: &random) {
      // Near ones make long paths, far ones many.
      let nearest = Bool.random(using: &random) ? max(0, number - 3) : 0
      parents.append(Int.random(in: nearest..<number, using: &random))
    }
    var children: [[Int]] = Array(repeating: [], count: parents.count)
    for (number, parent) in parents.enumerated() { if let parent { children[parent].append(number) } }
    self.children = children
  }

  /// The paths to the leaves, depth first.
  func paths(from number: Int = 0, above: [Int] = []) -> [[Int]] {
    let path = above + [number]
    return children[number].isEmpty ? [path] : children[number].flatMap { paths(from: $0, above: path) }
  }

  /// The requests with several answers.
  var forks: Int { parents.indices.count { depth(of: $0) % 2 == 0 && children[$0].count > 1 } }

  private func depth(of number: Int) -> Int { parents[number].map { depth(of: $0) + 1 } ?? 0 }

  private func role(of number: Int, _ names: [String]) -> String { names[depth(of: number) % 2] }

  func replies(of number: Int = 0) -> String {
    let nested = children[number].map { replies(of: $0) }.joined(separator: ",")
    return #"{"text":"\#(number)","role":"\#(role(of: number, ["prompter", "assistant"]))","replies":[\#(nested)]}"#
  }

  func mapping(seed: UInt64) -> String {
    var random = FixedRandom(state: seed | 1)
    let nodes = parents.indices.map { number in
      let list = children[number].map { "\"n\($0)\"" }.joined(separator: ",")
      return #"""
        "n\#(number)":{"message":{"author":{"role":"\#(role(of: number, ["user", "assistant"]))"},
        "content":{"parts":["\#(number)"]}},"parent":\#(parents[number].map { "\"n\($0)\"" } ?? "null"),"children":[\#(list)]}
        """#
    }
    return nodes.shuffled(using: &random).joined(separator: ",")
  }
}

@Suite("Any tree") struct PathPropertyTests {
  @Test("is its paths, in either shape, and each message is new once", arguments: 1...60 as ClosedRange<UInt64>)
  func paths(seed: UInt64) throws {
    let tree = RandomTree(seed: seed)
    let expected = tree.paths().map { $0.map(String.init) }
    let replies = try PathReading(#"{"message_tree_id":"t","prompt":\#(tree.replies())}"#)
    let mapping = try PathReading(#"{"mapping":{\#(tree.mapping(seed: seed))}}"#)
    for reading in [replies, mapping] {
      #expect(reading.conversations.map { $0.messages.map(\.content) } == expected)
      try checkNew(reading, messages: tree.parents.count)
      #expect(reading.comparisons.count == tree.forks)
    }
  }

  /// That what is shared with earlier paths is a beginning, the longest there is, and the rest is new once.
  private func checkNew(_ reading: PathReading, messages: Int) throws {
    var seen: Set<String> = []
    for (path, firstNew) in zip(reading.conversations, reading.firstNew) {
      let texts = path.messages.map(\.content)
      #expect(texts[..<firstNew].allSatisfy(seen.contains) && seen.isDisjoint(with: texts[firstNew...]))
      seen.formUnion(texts)
    }
    #expect(seen.count == messages)
    for comparison in reading.comparisons {
      for answer in comparison.answers { #expect(reading.firstNew[answer.path] <= answer.messages.lowerBound) }
    }
  }
}
