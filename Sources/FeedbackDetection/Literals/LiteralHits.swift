import Patterns

/// The units whose literals were seen in one follow-up: one for each thread.
final class LiteralHits {
  /// One bit a unit, first for its first group of literals, then, in as many words again, for its second.
  private let bits: UnsafeMutableBufferPointer<UInt64>
  /// How many words a group takes.
  let words: Int
  /// The follow-up in which each literal was last seen.
  private let rounds: UnsafeMutableBufferPointer<UInt32>
  private var round: UInt32 = 0

  private let table: LiteralTable
  private let text = FoldedText()

  init(unitCount: Int, table: LiteralTable) {
    self.table = table
    words = (unitCount + 63) / 64
    bits = .allocate(capacity: 2 * words)
    bits.initialize(repeating: 0)
    rounds = .allocate(capacity: table.literalCount)
    rounds.initialize(repeating: 0)
  }

  deinit {
    bits.deallocate()
    rounds.deallocate()
  }

  /// The units of which every group was seen, 64 at a time.
  @inline(__always)
  func units(_ word: Int) -> UInt64 { bits[word] & bits[words + word] }

  /// Begins another follow-up, with the units of which a group need not be seen: two groups of words.
  func begin(with units: UnsafeBufferPointer<UInt64>) {
    for word in bits.indices { bits[word] = units[word] }
    round &+= 1
    guard round == 0 else { return }
    rounds.update(repeating: 0)
    round = 1
  }

  /// Looks for literals in a piece of text of at most `FoldedText.capacity` bytes.
  func look(in piece: UnsafeRawBufferPointer) {
    text.clear()
    text.append(piece)
    look(from: 0)
  }

  /// Looks on in what follows the piece of text that was looked at last; literals may lie across.
  func lookOn(in piece: UnsafeRawBufferPointer) {
    let seen = text.count
    text.append(piece)
    look(from: max(0, seen - RequiredLiterals.longest))
  }

  /// Looks up each place of the folded text. Small tables have no short keys, and do without asking for them.
  private func look(from first: Int) {
    if !table.two.isEmpty {
      look(from: first, withThree: true, withTwo: true)
    } else if !table.three.isEmpty {
      look(from: first, withThree: true, withTwo: false)
    } else {
      look(from: first, withThree: false, withTwo: false)
    }
  }

  @inline(__always)
  private func look(from first: Int, withThree: Bool, withTwo: Bool) {
    let (six, four, three, two) = (table.six.lookup, table.four.lookup, table.three.lookup, table.two.lookup)
    var place = text.start + first
    let end = text.start + text.count
    while place < end {
      let word = UnsafeRawPointer(place).loadUnaligned(as: UInt64.self).littleEndian
      if let hash = six.hash(of: word) { six.compare(hash, at: place, note) }
      if let hash = four.hash(of: word) { four.compare(hash, at: place, note) }
      if withThree, let hash = three.hash(of: word) { three.compare(hash, at: place, note) }
      if withTwo, let hash = two.hash(of: word) { two.compare(hash, at: place, note) }
      place += 1
    }
  }

  private func note(_ literal: Int) {
    if rounds[literal] == round { return }
    rounds[literal] = round
    for place in Int(table.bitStarts[literal])..<Int(table.bitStarts[literal + 1]) {
      let bit = Int(table.bits[place])
      bits[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }
}
