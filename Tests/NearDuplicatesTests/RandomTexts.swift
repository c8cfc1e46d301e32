/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Texts of random words, some of them copies of others with words changed.
struct RandomTexts {
  var numbers: SeededNumbers

  init(seed: UInt64) { numbers = SeededNumbers(state: seed) }

  mutating func words(_ count: Int, of vocabulary: Int = 5_000) -> [String] {
    (0..<count).map { _ in "w\(Int.random(in: 0..<vocabulary, using: &numbers))" }
  }

  /// The words with about `share` of them replaced.
  mutating func changed(_ words: [String], share: Double) -> [String] {
    words.map {
      Double.random(in: 0..<1, using: &numbers) < share ? "x\(Int.random(in: 0..<5_000, using: &numbers))" : $0
    }
  }

  /// Families of one text and changed copies of it, in random order.
  mutating func corpus(families: Int, length: ClosedRange<Int>) -> [String] {
    var texts: [String] = []
    for _ in 0..<families {
      let first = words(Int.random(in: length, using: &numbers))
      texts.append(first.joined(separator: " "))
      for _ in 0..<Int.random(in: 0...3, using: &numbers) {
        let share = Double.random(in: 0...0.12, using: &numbers)
        texts.append(changed(first, share: share).joined(separator: " "))
      }
    }
    return texts.shuffled(using: &numbers)
  }
}

/// The Jaccard similarity of the sets of word 3-shingles, by sets of words and nothing clever.
func plainSimilarity(_ one: String, _ other: String) -> Double {
  let (mine, others) = (plainShingles(one), plainShingles(other))
  let union = mine.union(others).count
  return union == 0 ? 0 : Double(mine.intersection(others).count) / Double(union)
}

func plainShingles(_ text: String) -> Set<[Substring]> {
  let words = text.split(separator: " ")
  if words.count < 3 { return words.isEmpty ? [] : [words] }
  return Set((0...(words.count - 3)).map { Array(words[$0..<($0 + 3)]) })
}
