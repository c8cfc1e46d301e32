/// Counts what two texts have in common, piece by piece, in memory that is used again: a hash table that is emptied by
/// giving its rounds numbers.
struct PairCounter: ~Copyable {
  private struct Slot {
    var key: UInt64 = 0
    var round: UInt32 = 0
    var left: UInt16 = 0
    var right: UInt16 = 0
  }

  private let slots: UnsafeMutableBufferPointer<Slot>
  private var mask = 0
  private var round: UInt32 = 0
  /// Pieces of each text, repeats included.
  private(set) var leftTotal = 0
  private(set) var rightTotal = 0
  /// Different pieces of each text, and of both.
  private(set) var leftDistinct = 0
  private(set) var rightDistinct = 0
  private(set) var commonDistinct = 0
  /// Pieces of one text that find a partner in the other, each piece only one.
  private(set) var matched = 0

  private static let most = 1 << 14

  init() {
    slots = .allocate(capacity: Self.most)
    slots.initialize(repeating: Slot())
  }

  deinit { slots.deallocate() }

  /// Begins another pair, of together at most `pieces` pieces (8,192 or fewer).
  mutating func begin(pieces: Int) {
    precondition(pieces * 2 <= Self.most, "more pieces than two normal forms can have")
    var wanted = 64
    while wanted < pieces * 2 { wanted *= 2 }
    mask = wanted - 1
    round &+= 1
    if round == 0 {
      slots.update(repeating: Slot())
      round = 1
    }
    leftTotal = 0
    rightTotal = 0
    leftDistinct = 0
    rightDistinct = 0
    commonDistinct = 0
    matched = 0
  }

  /// Takes a piece of the first text; all of them come before those of the second.
  @inline(__always)
  mutating func addLeft(_ key: UInt64) {
    let slot = slot(for: key)
    if slots[slot].left == 0 { leftDistinct += 1 }
    slots[slot].left += 1
    leftTotal += 1
  }

  /// Takes a piece of the second text.
  @inline(__always)
  mutating func addRight(_ key: UInt64) {
    let slot = slot(for: key)
    if slots[slot].right == 0 {
      rightDistinct += 1
      if slots[slot].left > 0 { commonDistinct += 1 }
    }
    slots[slot].right += 1
    if slots[slot].right <= slots[slot].left { matched += 1 }
    rightTotal += 1
  }

  @inline(__always)
  private func slot(for key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while slots[place].round == round {
      if slots[place].key == key { return place }
      place = (place + 1) & mask
    }
    slots[place] = Slot(key: key, round: round)
    return place
  }
}
