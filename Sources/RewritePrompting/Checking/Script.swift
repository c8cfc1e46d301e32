/// Which script the letters of a text are in.
enum Script: Hashable {
  case latin, cyrillic, han, japanese, hangul, arabic, hebrew, greek, devanagari, thai, other

  private static let fewestLetters = 20
  private static let dominantShare = 0.6
  /// This share of kana makes Han characters Japanese.
  private static let kanaShare = 0.1

  /// The script that most letters of a text are in; nil where they are few, or of no one script.
  ///
  /// Code is left out by whoever asks: it is Latin in all languages.
  static func dominant(in text: String) -> Script? {
    var counts: [Script: Int] = [:]
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      counts[Script(scalar), default: 0] += 1
    }
    let kana = counts.removeValue(forKey: .japanese) ?? 0
    let east = kana + (counts.removeValue(forKey: .han) ?? 0)
    let isJapanese = Double(kana) >= kanaShare * Double(max(1, east))
    // Of these scripts a few characters are a sentence.
    if east > 0 { counts[isJapanese ? .japanese : .han] = 3 * east }
    let letters = counts.values.reduce(0, +)
    guard letters >= fewestLetters, let (script, count) = counts.max(by: { $0.value < $1.value }) else { return nil }
    return Double(count) >= dominantShare * Double(letters) ? script : nil
  }

  /// Whether a text has letters of the script, and not only in passing. Latin ones are nothing by themselves where
  /// another script stands too: names, units and code are written in it in all languages.
  func stands(in text: String) -> Bool {
    if self == .latin { return Self.dominant(in: text) == self }
    if self == .han, Self.dominant(in: text) == .japanese { return false }
    let scripts: Set<Script> = [.han, .japanese].contains(self) ? [.han, .japanese] : [self]
    var letters = 0
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic && scripts.contains(Script(scalar)) {
      letters += 1
      if letters == 2 { return true }
    }
    return false
  }

  private init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x41...0x24F, 0x1E00...0x1EFF: self = .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
    case 0x400...0x52F: self = .cyrillic
    case 0x590...0x5FF: self = .hebrew
    case 0x600...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF: self = .arabic
    case 0x900...0x97F: self = .devanagari
    case 0xE00...0xE7F: self = .thai
    case 0x3040...0x30FF: self = .japanese
    case 0x1100...0x11FF, 0xAC00...0xD7AF: self = .hangul
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: self = .han
    default: self = .other
    }
  }
}
