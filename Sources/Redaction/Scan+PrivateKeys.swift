/// Private keys in the form of PEM.
extension Scan {
  /// A longer block than this is not a key.
  private static let blockLimit = 16_384
  /// What makes a word of base64 one of a key, not of prose.
  private static let wordLength = 16

  /// The block of a private key whose first dash is at a place, with the lines that open and close it.
  ///
  /// The search for the end goes to the next five dashes, so that blocks that never end share nothing.
  mutating func privateKey(at place: Int) -> Int? {
    guard reads("-----BEGIN ", at: place) else { return nil }
    let title = titleEnd(from: place + 11)
    guard reads("PRIVATE KEY", at: title - 11) || reads("PRIVATE KEY BLOCK", at: title - 17), reads("-----", at: title)
    else { return nil }
    let body = title + 5
    var dashes = body
    while dashes < text.count, !reads("-----", at: dashes) { dashes += 1 }
    steps += dashes - body
    if reads("-----END ", at: dashes), dashes - body <= Self.blockLimit {
      guard text.copy(body..<dashes).count(where: \.isBase64) >= Self.wordLength else { return nil }
      let end = titleEnd(from: dashes + 9)
      return found(.key, place..<(reads("-----", at: end) ? end + 5 : end))
    }
    let end = cutBlockEnd(from: body)
    return end > body ? found(.key, place..<end) : nil
  }

  private mutating func titleEnd(from place: Int) -> Int {
    end(of: { $0.isCapital || $0.isDigit || $0 == UInt8(ascii: " ") }, from: place, limit: 40)
  }

  /// The end of a key that is not closed: of the last long word of base64.
  private mutating func cutBlockEnd(from body: Int) -> Int {
    var keyEnd = body
    while true {
      var word = end(of: \.isSpace, from: keyEnd, limit: 8)
      while text[word] == UInt8(ascii: "\\"), isEscapeLetter(word + 1) { word += 2 }
      let wordEnd = end(of: \.isBase64, from: word)
      if wordEnd - word < Self.wordLength { return keyEnd }
      keyEnd = wordEnd
    }
  }
}
