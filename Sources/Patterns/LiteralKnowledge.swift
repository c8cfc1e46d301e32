/// What is known of the texts that a piece of a pattern matches. Texts are folded (`CaseFolding`).
enum LiteralKnowledge {
  /// The piece matches these texts and no other; the empty text stands for "nothing is consumed".
  case exactly(Set<[UInt32]>)
  /// Whatever the piece matches holds one of these.
  case holding(Set<[UInt32]>)
  /// Nothing is known.
  case anything

  /// More texts than this are not kept apart.
  static let mostTexts = 96

  static let empty = LiteralKnowledge.exactly([[]])

  /// The texts one of which must occur; nil where that says nothing.
  var required: Set<[UInt32]>? {
    switch self {
    case .exactly(let texts), .holding(let texts):
      texts.isEmpty || texts.contains(where: \.isEmpty) ? nil : texts
    case .anything: nil
    }
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
    var all: Set<[UInt32]> = []
    for branch in branches {
      guard let texts = branch.required else { return .anything }
      all.formUnion(texts)
    }
    return fewer(all).map(LiteralKnowledge.holding) ?? .anything
  }

  /// The texts, or so much of their beginnings that no more than `mostTexts` are left: where a text occurs, its
  /// beginning does. Nil where that would leave next to nothing of them.
  private static func fewer(_ texts: Set<[UInt32]>) -> Set<[UInt32]>? {
    for length in [Int.max, 12, 9, 7, 6, 5, 4, 3] {
      let cut = Set(texts.map { Array($0.prefix(length)) })
      if cut.count <= mostTexts { return cut }
    }
    return nil
  }
}

/// The knowledge of pieces that follow each other.
struct LiteralSequence {
  private var run: Set<[UInt32]> = [[]]
  private var best: Set<[UInt32]>?
  private var isBroken = false

  mutating func append(_ piece: LiteralKnowledge) {
    switch piece {
    case .exactly(let texts):
      if run.count * texts.count > LiteralKnowledge.mostTexts { breakRun() }
      run = Set(run.flatMap { head in texts.map { Self.join(head, $0) } })
      if run.count > LiteralKnowledge.mostTexts { breakRun() }
    case .holding(let texts):
      breakRun()
      consider(texts)
    case .anything:
      breakRun()
    }
  }

  mutating func finish() -> LiteralKnowledge {
    if !isBroken { return .exactly(run) }
    breakRun()
    return best.map(LiteralKnowledge.holding) ?? .anything
  }

  private mutating func breakRun() {
    consider(run)
    run = [[]]
    isBroken = true
  }

  private mutating func consider(_ texts: Set<[UInt32]>) {
    guard let texts = LiteralKnowledge.exactly(texts).required else { return }
    guard let held = best else { return best = texts }
    if LiteralKnowledge.strength(of: texts) > LiteralKnowledge.strength(of: held) { best = texts }
  }

  /// Two texts in a row, with white space that meets as one space.
  private static func join(_ head: [UInt32], _ tail: [UInt32]) -> [UInt32] {
    head.last == 0x20 && tail.first == 0x20 ? head + tail.dropFirst() : head + tail
  }
}
