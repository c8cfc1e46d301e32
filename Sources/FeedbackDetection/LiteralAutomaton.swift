import Patterns

/// All literals of a rule set in one deterministic automaton (Aho and Corasick 1975), over folded text.
///
/// It reads each byte once, whatever the number of literals, and folds case, white space and apostrophes on the way
/// (`CaseFolding`). A run of white space counts as one space. Immutable, shared by all threads.
final class LiteralAutomaton: @unchecked Sendable {
  // Unchecked because of the pointers: written in `init`, freed in `deinit`, only read in between.

  /// The state that follows each state on each class of bytes, `1 << shift` entries a state.
  private let transitions: UnsafeMutablePointer<UInt16>
  /// The class of each byte; ASCII is folded here.
  private let classes: UnsafeMutablePointer<UInt8>
  /// The folded form of each character below `CaseFolding.tableEnd`.
  private let folded: UnsafeMutablePointer<UInt16>
  private let shift: Int
  /// States from here on end a literal.
  private let firstAccepting: Int
  /// Where the units of each accepting state begin in `units`; one more than there are such states.
  let unitStarts: [UInt32]
  /// Which units each accepting state speaks for.
  let units: [UInt32]

  /// How many states end a literal.
  var acceptingCount: Int { unitStarts.count - 1 }

  /// Takes the literals with the unit that each of them speaks for.
  init(_ literals: [(bytes: [UInt8], unit: Int)]) {
    let trie = Self.trie(literals)
    let order = trie.acceptingLast()
    shift = Int.bitWidth - (trie.classCount - 1).leadingZeroBitCount
    firstAccepting = order.firstAccepting
    transitions = Self.transitions(of: trie, places: order.places, shift: shift)
    classes = .allocate(capacity: 256)
    for byte in 0..<256 { classes[byte] = trie.classes[byte < 0x80 ? Int(CaseFolding.table[byte]) : byte] }
    folded = .allocate(capacity: CaseFolding.table.count)
    folded.initialize(from: CaseFolding.table, count: CaseFolding.table.count)
    let lists = order.accepting.map { trie.units(of: $0).map(UInt32.init) }
    unitStarts = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + UInt32($1.count)) }
    units = lists.flatMap { $0 }
  }

  /// The trie of the literals, cut shorter where they make more states than 16 bits can number: where a literal occurs,
  /// its beginning does.
  private static func trie(_ literals: [(bytes: [UInt8], unit: Int)]) -> LiteralTrie {
    var length = RequiredLiterals.longest
    while true {
      let trie = LiteralTrie(literals.map { (Array($0.bytes.prefix(length)), $0.unit) })
      if trie.stateCount <= 1 << 16 { return trie }
      length -= 1
    }
  }

  private static func transitions(of trie: LiteralTrie, places: [Int], shift: Int) -> UnsafeMutablePointer<UInt16> {
    let size = (trie.stateCount << shift) * MemoryLayout<UInt16>.stride
    // Rows begin where lines of the cache do.
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    let table = memory.initializeMemory(as: UInt16.self, repeating: 0, count: trie.stateCount << shift)
    for state in 0..<trie.stateCount {
      for byteClass in 0..<trie.classCount {
        table[places[state] << shift + byteClass] = UInt16(places[trie.next(state, byteClass)])
      }
    }
    return table
  }

  deinit {
    transitions.deallocate()
    classes.deallocate()
    folded.deallocate()
  }

  /// Reads a piece of text from the beginning state, and notes which literals occur.
  func scan(_ text: UnsafeRawBufferPointer, into hits: LiteralHits) {
    var state = 0
    scan(text, state: &state, into: hits)
  }

  /// Reads on, from the state that the piece of text before this one ended in.
  func scan(_ text: UnsafeRawBufferPointer, state: inout Int, into hits: LiteralHits) {
    var steps = Steps(automaton: self, hits: hits, state: state)
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte < 0x80 {
        steps.take(byte)
        at += 1
      } else {
        at += steps.takeCharacter(in: text, at: at)
      }
    }
    state = steps.state
  }

  /// The automaton at work; everything it needs in local memory.
  private struct Steps {
    private let transitions: UnsafeMutablePointer<UInt16>
    private let classes: UnsafeMutablePointer<UInt8>
    private let folded: UnsafeMutablePointer<UInt16>
    private let shift: Int
    private let firstAccepting: Int
    private let automaton: LiteralAutomaton
    private let hits: LiteralHits
    private let seen: LiteralHits.Seen
    private(set) var state: Int

    init(automaton: LiteralAutomaton, hits: LiteralHits, state: Int) {
      transitions = automaton.transitions
      classes = automaton.classes
      folded = automaton.folded
      shift = automaton.shift
      firstAccepting = automaton.firstAccepting
      self.automaton = automaton
      self.hits = hits
      seen = hits.seen
      self.state = state
    }

    @inline(__always)
    mutating func take(_ byte: UInt8) {
      state = Int(transitions[state << shift + Int(classes[Int(byte)])])
      if state >= firstAccepting, !seen.holds(state - firstAccepting) {
        hits.note(state - firstAccepting, in: automaton)
      }
    }

    /// Reads one character beyond ASCII; its length in bytes.
    @inline(__always)
    mutating func takeCharacter(in text: UnsafeRawBufferPointer, at offset: Int) -> Int {
      let (value, length) = UTF8Text.scalar(in: text, at: offset)
      if value < CaseFolding.tableEnd {
        takeFolded(folded[Int(value)])
      } else if value == CaseFolding.ideographicSpace {
        take(0x20)
      } else {
        for place in offset..<(offset + length) { take(text[place]) }
      }
      return length
    }

    @inline(__always)
    private mutating func takeFolded(_ scalar: UInt16) {
      if scalar < 0x80 { return take(UInt8(truncatingIfNeeded: scalar)) }
      if scalar < 0x800 {
        take(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      } else {
        take(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
        take(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      }
      take(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }
}
