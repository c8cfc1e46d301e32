import ReformulationGraph

/// The same numbers for the same seed (xorshift64*).
struct Randomness: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// A chain of some states with few transitions each, some rows tiny and some huge; in some chains states lead to no end.
  mutating func chain() -> AbsorbingChain {
    let count = Int.random(in: 1...30, using: &self)
    let endless = Bool.random(using: &self)
    return AbsorbingChain(
      (0..<count).map { _ in
        let scale: Double = [1e-6, 1.0, 1.0, 1e6].randomElement(using: &self) ?? 1.0
        let transitions = (0..<Int.random(in: 0...4, using: &self)).map { _ in
          AbsorbingChain.Transition(
            to: Int.random(in: 0..<count, using: &self), weight: scale * Double(Int.random(in: 1...20, using: &self)))
        }
        let ends = endless && Bool.random(using: &self) ? 0.0 : scale
        return AbsorbingChain.Row(
          transitions, success: ends * Double(Int.random(in: 0...5, using: &self)),
          failure: ends * Double(Int.random(in: 0...5, using: &self)), unknown: ends * 0.5)
      })
  }
}
