/// The character n-grams of a normal form, as hashes: pairs where a character is an ideograph, kana or Hangul, else
/// triples, with a space at both ends.
enum CharacterGrams {
  /// Ascending, each once.
  static func hashes(of normal: String) -> [UInt64] {
    let scalars = (" " + normal + " ").unicodeScalars.map { UInt64($0.value) }
    var grams: Set<UInt64> = []
    for place in scalars.indices.dropLast() {
      let pair = scalars[place] << 21 | scalars[place + 1]
      if isDense(scalars[place]) || isDense(scalars[place + 1]) {
        grams.insert(pair)
      } else if place + 2 < scalars.count, !isDense(scalars[place + 2]) {
        grams.insert(1 << 63 | pair << 21 | scalars[place + 2])
      }
    }
    return grams.sorted()
  }

  /// The Dice coefficient of the sets of two normal forms, 0 to 1.
  static func similarity(_ one: String, _ other: String) -> Double {
    let (mine, others) = (hashes(of: one), Set(hashes(of: other)))
    let both = mine.count { others.contains($0) }
    return mine.isEmpty && others.isEmpty ? 1 : 2 * Double(both) / Double(mine.count + others.count)
  }

  private static func isDense(_ scalar: UInt64) -> Bool {
    (0x2E80...0xD7FF).contains(scalar) || (0xF900...0xFAFF).contains(scalar) || scalar >= 0x20000
  }
}
