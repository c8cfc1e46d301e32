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

  /// Looks up each place of the folded text.
  private func look(from first: Int) {
    let (keys, shortKeys) = (table.keys, table.shortKeys)
    var place = text.start + first
    let end = text.start + text.count
    while place < end {
      let bytes = UnsafeRawPointer(place).loadUnaligned(as: UInt32.self).littleEndian
      let hash = LiteralTable.hash(bytes)
      if keys[Int(hash >> 6)] >> UInt64(hash & 63) & 1 != 0 { compare(at: place, hash) }
      let short = LiteralTable.hash(bytes & 0xFF_FFFF)
      if shortKeys[Int(short >> 6)] >> UInt64(short & 63) & 1 != 0 { compare(at: place, short) }
      place += 1
    }
  }

  /// Compares the literals that may have their key at a place.
  private func compare(at place: UnsafePointer<UInt8>, _ hash: UInt32) {
    let bucket = LiteralTable.bucket(hash)
    let end = Int(table.bucketStarts[bucket + 1])
    var entry = Int(table.bucketStarts[bucket])
    while entry < end {
      if table.entries[entry].stands(at: place) { note(Int(table.entries[entry].literal)) }
      entry += 1
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
