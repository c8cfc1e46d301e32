/// The units whose literals were seen in one follow-up: one for each thread.
final class LiteralHits {
  /// One bit a unit.
  private(set) var bits: UnsafeMutableBufferPointer<UInt64>
  /// The follow-up in which each accepting state was last seen.
  private let seen: UnsafeMutableBufferPointer<UInt32>
  private var round: UInt32 = 0

  init(unitCount: Int, acceptingCount: Int) {
    bits = .allocate(capacity: (unitCount + 63) / 64)
    bits.initialize(repeating: 0)
    seen = .allocate(capacity: acceptingCount)
    seen.initialize(repeating: 0)
  }

  deinit {
    bits.deallocate()
    seen.deallocate()
  }

  /// Begins another follow-up: with these units, whatever is seen.
  func begin(with units: UnsafeBufferPointer<UInt64>) {
    for word in bits.indices { bits[word] = units[word] }
    round &+= 1
    guard round == 0 else { return }
    seen.update(repeating: 0)
    round = 1
  }

  @inline(__always)
  func note(_ accepting: Int, in automaton: LiteralAutomaton) {
    if seen[accepting] != round { noteFirst(accepting, in: automaton) }
  }

  private func noteFirst(_ accepting: Int, in automaton: LiteralAutomaton) {
    seen[accepting] = round
    let start = Int(automaton.unitStarts[accepting])
    let end = Int(automaton.unitStarts[accepting + 1])
    for place in start..<end {
      let unit = Int(automaton.units[place])
      bits[unit >> 6] |= 1 << UInt64(unit & 63)
    }
  }
}
