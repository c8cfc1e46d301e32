internal import Records

/// How often the chosen answer of a pair is the longer one: the bias for many words that judges and users have (Saito
/// et al. 2023, arXiv 2310.10076), which training passes on.
///
/// Lengths are counted in Unicode scalars.
struct LengthBias: Sendable {
  /// A tenth of the pairs, by how different the lengths are.
  struct Decile: Hashable, Sendable {
    /// The longer length by the shorter, of the first and of the last pair.
    let ratios: ClosedRange<Double>
    let pairs: Int
    /// Pairs whose chosen answer is the longer.
    let longer: Int
  }

  private(set) var equal = 0
  private(set) var longer = 0
  private(set) var shorter = 0
  private var chosenLength = 0
  private var rejectedLength = 0
  private var entries: [(ratio: Float, isLonger: Bool)] = []

  /// Takes a pair; one without texts is passed over.
  mutating func add(_ pair: PreferencePair) {
    let (chosen, rejected) = (pair.chosen.unicodeScalars.count, pair.rejected.unicodeScalars.count)
    guard chosen > 0, rejected > 0 else { return }
    chosenLength += chosen
    rejectedLength += rejected
    if chosen == rejected {
      equal += 1
      return
    }
    if chosen > rejected { longer += 1 } else { shorter += 1 }
    entries.append((Float(max(chosen, rejected)) / Float(min(chosen, rejected)), chosen > rejected))
  }

  /// How many pairs had texts.
  var pairs: Int { equal + longer + shorter }
  /// Pairs of different lengths.
  var unequal: Int { longer + shorter }
  var meanChosen: Double { pairs == 0 ? 0 : Double(chosenLength) / Double(pairs) }
  var meanRejected: Double { pairs == 0 ? 0 : Double(rejectedLength) / Double(pairs) }

  /// Pairs of different lengths in ten parts as equal as can be, the most alike first; parts without any are left out.
  var deciles: [Decile] {
    // Which of two equal ratios comes first must not depend on the order of the rows.
    let sorted = entries.sorted { $0.ratio != $1.ratio ? $0.ratio < $1.ratio : !$0.isLonger && $1.isLonger }
    return (0..<10).compactMap { number in
      let part = sorted[(sorted.count * number / 10)..<(sorted.count * (number + 1) / 10)]
      guard let first = part.first, let last = part.last else { return nil }
      return Decile(
        ratios: Double(first.ratio)...Double(last.ratio), pairs: part.count, longer: part.count { $0.isLonger })
    }
  }
}
