/// Finds what stands for removed names and numbers: `NAME_1`, `[EMAIL_2]`, `<PRESIDIO_ANONYMIZED_PERSON>`.
enum PlaceholderScan {
  /// Whether the word is a placeholder, but for punctuation around it and an ending behind it.
  static func isPlaceholder(_ word: Substring) -> Bool {
    let core = word.utf8.drop { !isCapital($0) }
    let name = core.prefix { isCapital($0) || $0 == UInt8(ascii: "_") }
    guard name.count >= 4, name.contains(UInt8(ascii: "_")) else { return false }
    if String(decoding: name, as: UTF8.self).hasPrefix("PRESIDIO_ANONYMIZED_") { return true }
    // `MAX_VALUE` is a name in a program; a placeholder ends in a number.
    guard name.last == UInt8(ascii: "_"), let digit = core.dropFirst(name.count).first else { return false }
    return (0x30...0x39).contains(digit)
  }

  static func hasPlaceholder(_ text: String) -> Bool {
    text.split(whereSeparator: \.isWhitespace).contains { isPlaceholder($0) }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
