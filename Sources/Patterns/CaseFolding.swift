/// One spelling for characters that a caseless pattern, or the rule language, holds for the same.
///
/// A literal prefilter compares folded text with folded literals, so folding may join characters that a pattern tells
/// apart, but must never part two that a pattern takes for one. Joined are the cases of a letter, every kind of white
/// space (all become a space) and every kind of apostrophe (all become `'`).
public enum CaseFolding {
  /// Characters below this are folded by table: Latin, Greek, Cyrillic, Armenian, Georgian, general punctuation and
  /// the letter-like symbols that are a case of a Latin or Greek letter.
  public static let tableEnd: UInt32 = 0x2180

  /// The folded form of each character below `tableEnd`, itself below it.
  public static let table: [UInt16] = makeTable()

  /// U+3000, the white space of Chinese and Japanese: the only character above the table that is folded.
  public static let ideographicSpace: UInt32 = 0x3000

  /// The folded form of a character.
  public static func fold(_ scalar: UInt32) -> UInt32 {
    if scalar < tableEnd { return UInt32(table[Int(scalar)]) }
    return scalar == ideographicSpace ? 0x20 : scalar
  }

  /// Whether all characters that a caseless pattern holds for `scalar` have its folded form.
  ///
  /// False for letters whose other case lies above the table (Cherokee, Glagolitic, full-width Latin …).
  public static func isComplete(_ scalar: UInt32) -> Bool {
    scalar < 0x80 || !incomplete.contains { $0.contains(scalar) || $0.contains(fold(scalar)) }
  }

  /// Ranges that hold every letter of which a case lies outside of what the table joins, and some others. The tests hold
  /// them against Unicode's own data.
  private static let incomplete: [ClosedRange<UInt32>] = [
    0x19B...0x19B, 0x23A...0x240, 0x250...0x29E, 0x10A0...0x10CD, 0x13A0...0x13FF, 0x1C80...0x1C8F, 0x1D79...0x1D8E,
    0x2183...0x2184, 0x24B6...0x24E9, 0x2C00...0x2D2D, 0xA640...0xA69B, 0xA720...0xA7FF, 0xAB30...0xABBF,
    0xFF21...0xFF3A, 0xFF41...0xFF5A, 0x1_0400...0x1_EFFF,
  ]

  private static let spaces: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x1680...0x1680, 0x180E...0x180E, 0x2000...0x200A,
    0x2028...0x2029, 0x202F...0x202F, 0x205F...0x205F,
  ]
  /// The apostrophe and the forms that the rule language holds for it.
  private static let apostrophes: [UInt32] = [0x27, 0x60, 0xB4, 0x2BC, 0x2018, 0x2019]

  private static func makeTable() -> [UInt16] {
    var table = (0..<tableEnd).map { UInt16(smallestRelative(of: $0)) }
    for range in spaces { for scalar in range { table[Int(scalar)] = 0x20 } }
    for scalar in apostrophes { table[Int(scalar)] = 0x27 }
    return table
  }

  private static func smallestRelative(of scalar: UInt32) -> UInt32 {
    relatives(of: scalar).filter { $0 < tableEnd }.min() ?? scalar
  }

  /// The character and what is reached from it by one-to-one changes of case.
  static func relatives(of scalar: UInt32) -> Set<UInt32> {
    var found: Set<UInt32> = [scalar]
    var open = [scalar]
    while let next = open.popLast() {
      for other in oneToOneCases(of: next) where found.insert(other).inserted { open.append(other) }
    }
    return found
  }

  private static func oneToOneCases(of scalar: UInt32) -> [UInt32] {
    guard let properties = Unicode.Scalar(scalar)?.properties else { return [] }
    let mappings = [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping]
    let direct = mappings.compactMap { text in
      text.unicodeScalars.count == 1 ? text.unicodeScalars.first?.value : nil
    }
    return direct + (siblings[scalar] ?? [])
  }

  /// Cases that a change of case does not lead to from the letter itself: the second small or capital form of a letter
  /// (ſ, K, ς …). Unicode's CaseFolding.txt, status C and S, where two sources share a target.
  private static let siblings: [UInt32: [UInt32]] = {
    var result: [UInt32: [UInt32]] = [:]
    for scalar in (0x80..<tableEnd) {
      guard let properties = Unicode.Scalar(scalar)?.properties else { continue }
      for text in [properties.lowercaseMapping, properties.uppercaseMapping] where text.unicodeScalars.count == 1 {
        guard let target = text.unicodeScalars.first?.value, target != scalar else { continue }
        result[target, default: []].append(scalar)
      }
    }
    return result
  }()
}
