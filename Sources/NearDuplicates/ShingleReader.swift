internal import Foundation

/// The shingles of a text, as hashes: every three tokens in a row, each shingle once.
///
/// The text is put into Unicode normal form C and lower case. A token is what stands between white space, punctuation
/// and all: `3 + 4` and `3 - 4` are different requests. In scripts that write no spaces between words (Han, kana, Thai,
/// Lao, Khmer, Burmese) every character is a token, so that a shingle is three characters. A text of fewer tokens is
/// one shingle, the whole of it; an empty one has none.
struct ShingleReader {
  static let length = 3

  private var shingles: [UInt64] = []
  private var before: (UInt64, UInt64) = (0, 0)
  private var tokens = 0
  private var token = Self.basis
  private var tokenIsOpen = false

  private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hashes, ascending.
  static func shingles(of text: String) -> [UInt64] {
    var reader = ShingleReader()
    reader.read(text)
    return reader.finish()
  }

  private mutating func read(_ text: String) {
    var text = text
    let isASCII = text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
      for byte in bytes { take(ascii: byte) }
      return true
    }
    if isASCII { return }
    for scalar in text.lowercased().precomposedStringWithCanonicalMapping.unicodeScalars { take(scalar) }
  }

  private mutating func take(ascii byte: UInt8) {
    switch byte {
    case 0x20, 0x09...0x0D: closeToken()
    case 0x41...0x5A: extendToken(by: UInt32(byte | 0x20))
    default: extendToken(by: UInt32(byte))
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    if scalar.properties.isWhitespace { return closeToken() }
    guard Self.standsAlone(scalar) else { return extendToken(by: scalar.value) }
    closeToken()
    extendToken(by: scalar.value)
    closeToken()
  }

  /// Whether the scalar belongs to a script without spaces between words.
  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x0E00: false
    case 0x0E00...0x0EFF: true  // Thai, Lao
    case 0x1000...0x109F, 0x1780...0x17FF: true  // Burmese, Khmer
    case 0x3040...0x30FF, 0x31F0...0x31FF: true  // hiragana, katakana
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true  // Han
    default: false
    }
  }

  @inline(__always)
  private mutating func extendToken(by value: UInt32) {
    token = (token ^ UInt64(value)) &* 0x0000_0100_0000_01B3
    tokenIsOpen = true
  }

  private mutating func closeToken() {
    guard tokenIsOpen else { return }
    let hash = HashMixing.mixed(token)
    tokens += 1
    if tokens >= Self.length { shingles.append(Self.joined(before.0, before.1, hash)) }
    before = (before.1, hash)
    token = Self.basis
    tokenIsOpen = false
  }

  private mutating func finish() -> [UInt64] {
    closeToken()
    if tokens > 0, tokens < Self.length { shingles.append(Self.joined(UInt64(tokens), before.0, before.1)) }
    shingles.sort()
    return Self.unique(shingles)
  }

  private static func joined(_ one: UInt64, _ two: UInt64, _ three: UInt64) -> UInt64 {
    HashMixing.mixed(HashMixing.mixed(one &+ 0x9E37_79B9_7F4A_7C15 &* two) ^ three)
  }

  private static func unique(_ sorted: [UInt64]) -> [UInt64] {
    var kept: [UInt64] = []
    kept.reserveCapacity(sorted.count)
    for hash in sorted where hash != kept.last { kept.append(hash) }
    return kept
  }
}
