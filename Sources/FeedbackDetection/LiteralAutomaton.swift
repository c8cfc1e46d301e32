import Patterns

/// All literals of a rule set in one deterministic automaton (Aho and Corasick 1975), over folded text.
///
/// It reads each byte once, whatever the number of literals, and folds case, white space and apostrophes on the way
/// (`CaseFolding`). A run of white space counts as one space. Immutable, shared by all threads.
final class LiteralAutomaton: @unchecked Sendable {
  // Unchecked because of the pointers: written in `init`, freed in `deinit`, only read in between.

  /// The state that follows each state on each class of bytes; states are multiples of `1 << shift`.
  let transitions: UnsafeMutablePointer<UInt32>
  /// The class of each byte; ASCII is folded here.
  let classes: UnsafeMutablePointer<UInt8>
  /// The folded form of each character below `CaseFolding.tableEnd`.
  let folded: UnsafeMutablePointer<UInt16>
  let shift: UInt32
  /// States from here on end a literal.
  let firstAccepting: UInt32
  /// Where the units of each accepting state begin in `units`; one more than there are such states.
  let unitStarts: [UInt32]
  /// Which units each accepting state speaks for.
  let units: [UInt32]

  /// How many states end a literal.
  var acceptingCount: Int { unitStarts.count - 1 }

  /// Takes the literals with the unit that each of them speaks for.
  init(_ literals: [(bytes: [UInt8], unit: Int)]) {
    let trie = LiteralTrie(literals)
    let count = trie.classCount
    shift = UInt32(Int.bitWidth - (count - 1).leadingZeroBitCount)
    let order = trie.acceptingLast()
    let stride = 1 << Int(shift)
    transitions = .allocate(capacity: trie.stateCount * stride)
    transitions.initialize(repeating: 0, count: trie.stateCount * stride)
    for state in 0..<trie.stateCount {
      for byteClass in 0..<count {
        let next = order.places[trie.next(state, byteClass)]
        transitions[order.places[state] * stride + byteClass] = UInt32(next * stride)
      }
    }
    classes = .allocate(capacity: 256)
    for byte in 0..<256 { classes[byte] = trie.classes[byte < 0x80 ? Int(CaseFolding.table[byte]) : byte] }
    folded = .allocate(capacity: CaseFolding.table.count)
    folded.initialize(from: CaseFolding.table, count: CaseFolding.table.count)
    firstAccepting = UInt32(order.firstAccepting * stride)
    let lists = order.accepting.map { trie.units(of: $0).map(UInt32.init) }
    unitStarts = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + UInt32($1.count)) }
    units = lists.flatMap { $0 }
  }

  deinit {
    transitions.deallocate()
    classes.deallocate()
    folded.deallocate()
  }

  /// Reads a piece of text from the beginning state, and notes which literals occur.
  func scan(_ text: UnsafeRawBufferPointer, into hits: LiteralHits) {
    var state: UInt32 = 0
    scan(text, state: &state, into: hits)
  }

  /// Reads on, from the state that the piece of text before this one ended in.
  func scan(_ text: UnsafeRawBufferPointer, state: inout UInt32, into hits: LiteralHits) {
    var at = 0
    var now = state
    while at < text.count {
      let byte = text[at]
      if byte < 0x80 {
        now = step(now, byte, hits)
        at += 1
      } else {
        at += scanCharacter(text, at: at, state: &now, hits)
      }
    }
    state = now
  }

  @inline(__always)
  private func step(_ state: UInt32, _ byte: UInt8, _ hits: LiteralHits) -> UInt32 {
    let next = transitions[Int(state) + Int(classes[Int(byte)])]
    if next >= firstAccepting { hits.note(Int((next - firstAccepting) >> shift), in: self) }
    return next
  }

  /// Reads one character beyond ASCII; its length in bytes.
  @inline(__always)
  private func scanCharacter(
    _ text: UnsafeRawBufferPointer, at offset: Int, state: inout UInt32, _ hits: LiteralHits
  ) -> Int {
    let (value, length) = UTF8Text.scalar(in: text, at: offset)
    if value >= CaseFolding.tableEnd {
      if value == CaseFolding.ideographicSpace {
        state = step(state, 0x20, hits)
      } else {
        for place in offset..<(offset + length) { state = step(state, text[place], hits) }
      }
      return length
    }
    let scalar = folded[Int(value)]
    if scalar < 0x80 {
      state = step(state, UInt8(truncatingIfNeeded: scalar), hits)
    } else if scalar < 0x800 {
      state = step(state, UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6), hits)
      state = step(state, UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F), hits)
    } else {
      state = step(state, UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12), hits)
      state = step(state, UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F), hits)
      state = step(state, UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F), hits)
    }
    return length
  }
}
