/// The units whose literals were seen in one follow-up: one for each thread.
final class LiteralHits {
  /// One bit a unit.
  let bits: UnsafeMutableBufferPointer<UInt64>
  /// The follow-up in which each accepting state was last seen.
  private let rounds: UnsafeMutableBufferPointer<UInt32>
  private var round: UInt32 = 0

  init(unitCount: Int, acceptingCount: Int) {
    bits = .allocate(capacity: (unitCount + 63) / 64)
    bits.initialize(repeating: 0)
    rounds = .allocate(capacity: acceptingCount)
    rounds.initialize(repeating: 0)
  }

  deinit {
    bits.deallocate()
    rounds.deallocate()
  }

  /// Begins another follow-up: with these units, whatever is seen.
  func begin(with units: UnsafeBufferPointer<UInt64>) {
    for word in bits.indices { bits[word] = units[word] }
    round &+= 1
    guard round == 0 else { return }
    rounds.update(repeating: 0)
    round = 1
  }

  /// Which accepting states were seen in this follow-up.
  struct Seen {
    fileprivate let rounds: UnsafeMutablePointer<UInt32>?
    fileprivate let round: UInt32

    @inline(__always)
    func holds(_ accepting: Int) -> Bool { rounds?[accepting] == round }
  }

  var seen: Seen { Seen(rounds: rounds.baseAddress, round: round) }

  /// Notes an accepting state, and the units that it speaks for.
  func note(_ accepting: Int, in automaton: LiteralAutomaton) {
    rounds[accepting] = round
    let start = Int(automaton.unitStarts[accepting])
    let end = Int(automaton.unitStarts[accepting + 1])
    for place in start..<end {
      let unit = Int(automaton.units[place])
      bits[unit >> 6] |= 1 << UInt64(unit & 63)
    }
  }
}
