/// What is known of the texts that a piece of a pattern matches. Texts are folded (`CaseFolding`).
enum LiteralKnowledge {
  /// The piece matches these texts and no other; the empty text stands for "nothing is consumed".
  case exactly(Set<[UInt32]>)
  /// Whatever the piece matches holds one of each of these sets, the strongest set first. Never empty.
  case holding([Set<[UInt32]>])
  /// Nothing is known.
  case anything

  /// More texts than this are not kept apart.
  static let mostTexts = 96
  /// More alternatives than this say too little together.
  static let mostAlternatives = 400
  /// More sets than this are not kept.
  static let mostSets = 2

  static let empty = LiteralKnowledge.exactly([[]])

  /// Sets of texts one of each of which must occur; empty where nothing is known.
  var required: [Set<[UInt32]>] {
    switch self {
    case .exactly(let texts): texts.isEmpty || texts.contains(where: \.isEmpty) ? [] : [texts]
    case .holding(let sets): sets
    case .anything: []
    }
  }

  /// The strongest of some sets.
  static func holding(strongestOf sets: [Set<[UInt32]>]) -> LiteralKnowledge {
    // Sorting is stable, so that of equal sets the one that stands first in the pattern is kept.
    let ranked = sets.map { (strength: strength(of: $0), set: $0) }.sorted { $0.strength > $1.strength }
    return ranked.isEmpty ? .anything : .holding(ranked.prefix(mostSets).map(\.set))
  }

  /// How much a set of literals keeps out: the length of its shortest text first, then how few there are.
  static func strength(of texts: Set<[UInt32]>) -> Int {
    let shortest = texts.map(bytes(of:)).min() ?? 0
    return min(shortest, 8) * 128 - min(texts.count, 127)
  }

  private static func bytes(of text: [UInt32]) -> Int {
    text.reduce(0) { $0 + ($1 < 0x80 ? 1 : $1 < 0x800 ? 2 : 3) }
  }

  /// One or the other.
  static func either(_ branches: [LiteralKnowledge]) -> LiteralKnowledge {
    var all: Set<[UInt32]> = []
    var isExact = true
    for branch in branches {
      if case .exactly(let texts) = branch, isExact {
        all.formUnion(texts)
      } else {
        isExact = false
      }
    }
    if isExact, all.count <= mostTexts { return .exactly(all) }
    return holdingOne(of: branches)
  }

  private static func holdingOne(of branches: [LiteralKnowledge]) -> LiteralKnowledge {
    let known = branches.map(\.required)
    let count = known.map(\.count).min() ?? 0
    return holding(
      strongestOf: (0..<count).compactMap { place in
        fewer(known.reduce(into: Set()) { $0.formUnion($1[place]) })
      })
  }

  /// The texts, or so much of their beginnings that no more than `mostAlternatives` are left: where a text occurs, its
  /// beginning does. Nil where that would leave next to nothing of them.
  private static func fewer(_ texts: Set<[UInt32]>) -> Set<[UInt32]>? {
    for length in [Int.max, 12, 9, 7, 6, 5, 4, 3] {
      let cut = Set(texts.map { Array($0.prefix(length)) })
      if cut.count <= mostAlternatives { return cut }
    }
    return nil
  }
}

/// The knowledge of pieces that follow each other.
struct LiteralSequence {
  private var run: Set<[UInt32]> = [[]]
  private var known: [Set<[UInt32]>] = []
  private var isBroken = false

  mutating func append(_ piece: LiteralKnowledge) {
    switch piece {
    case .exactly(let texts):
      if run.count * texts.count > LiteralKnowledge.mostTexts { breakRun() }
      run = Set(run.flatMap { head in texts.map { Self.join(head, $0) } })
      if run.count > LiteralKnowledge.mostTexts { breakRun() }
    case .holding(let sets):
      breakRun()
      known += sets
    case .anything:
      breakRun()
    }
  }

  mutating func finish() -> LiteralKnowledge {
    if !isBroken { return .exactly(run) }
    breakRun()
    return .holding(strongestOf: known)
  }

  private mutating func breakRun() {
    known += LiteralKnowledge.exactly(run).required
    run = [[]]
    isBroken = true
  }

  /// Two texts in a row, with white space that meets as one space.
  private static func join(_ head: [UInt32], _ tail: [UInt32]) -> [UInt32] {
    head.last == 0x20 && tail.first == 0x20 ? head + tail.dropFirst() : head + tail
  }
}
