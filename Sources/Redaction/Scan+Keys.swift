/// Keys and tokens with a form of their own.
extension Scan {
  /// The key whose stem ends with the byte at a place.
  mutating func key(at place: Int) -> Int? {
    // Stems of one byte begin with a capital; the others have a letter or digit before their last.
    guard text[place].isCapital || text[place - 1].isAlphanumeric else { return nil }
    for form in KeyForm.byTrigger[Int(text[place])] {
      steps += 1
      let start = place + 1 - form.stem.utf8CodeUnitCount
      guard reads(form.stem, at: start), startsToken(start), reads(form.rest, at: place + 1) else { continue }
      if let end = keyEnd(form, from: place + 1 + form.rest.utf8CodeUnitCount) {
        takeSecretKeys(around: start..<end)
        return found(.key, start..<end)
      }
    }
    return nil
  }

  private mutating func keyEnd(_ form: KeyForm, from start: Int) -> Int? {
    var end = end(of: form.isBody, from: start, limit: form.lengths.upperBound + 1)
    // A point at the end is that of a sentence.
    if case .dotted = form.body { while text[end - 1] == UInt8(ascii: ".") { end -= 1 } }
    guard form.lengths.contains(end - start), !text[end].isWord else { return nil }
    let isWritten = !form.needsDigit || text.has(\.isDigit, in: start..<end)
    return isWritten && !isMadeUp(start..<end) ? end : nil
  }

  /// Whether a stretch is one character over and over, as in `sk-xxxxxxxx`.
  private func isMadeUp(_ range: Range<Int>) -> Bool {
    Set(text.copy(range)).count < 4
  }

  /// Keys whose stem has no rare byte, and JSON web tokens, by a capital.
  mutating func bareKey(at place: Int) -> Int? {
    if text[place] == UInt8(ascii: "J") { return webToken(at: place) }
    // All of these go on with a capital.
    return text[place + 1].isCapital ? key(at: place) : nil
  }

  /// `eyJ….eyJ….…`: two or three parts of base64 for URLs.
  private mutating func webToken(at place: Int) -> Int? {
    let start = place - 2
    guard reads("ey", at: start), startsToken(start) else { return nil }
    var end = end(of: \.isToken, from: start)
    guard end - start >= 10, text[end] == UInt8(ascii: "."), reads("eyJ", at: end + 1) || text[end + 1].isToken else {
      // One part only is JSON in base64; long ones are tokens of other kinds.
      return end - start >= 60 ? found(.key, start..<end) : nil
    }
    for _ in 0..<4 where text[end] == UInt8(ascii: ".") && (text[end + 1].isToken || text[end + 1] == UInt8(ascii: "."))
    {
      end = self.end(of: \.isToken, from: end + 1)
    }
    return end - start >= 30 ? found(.key, start..<end) : nil
  }

  // MARK: Amazon

  /// How far from an access key its secret is looked for.
  private static let secretKeyReach = 256

  /// Takes the words of 40 characters of base64 around an access key of Amazon: the secrets that belong to such keys.
  private mutating func takeSecretKeys(around key: Range<Int>) {
    guard reads("AKIA", at: key.lowerBound) || reads("ASIA", at: key.lowerBound) else { return }
    var place = max(0, key.lowerBound - Self.secretKeyReach)
    let last = min(text.count, key.upperBound + Self.secretKeyReach)
    while place < last {
      let end = end(of: \.isSecretKey, from: place, limit: 41)
      if end - place == 40, !text[place - 1].isSecretKey, !text[end].isSecretKey, isMixed(place..<end) {
        found(.key, place..<end)
      }
      place = max(end, place + 1)
    }
  }

  private func isMixed(_ range: Range<Int>) -> Bool {
    text.has(\.isDigit, in: range) && text.has(\.isCapital, in: range) && text.has(\.isSmall, in: range)
  }

  // MARK: Bots

  /// The token of a Telegram bot around a colon: `123456789:AA…`.
  mutating func botToken(at place: Int) -> Int? {
    guard text[place - 1].isDigit, text[place + 1] == UInt8(ascii: "A"), text[place + 2].isToken else { return nil }
    let start = start(of: \.isDigit, before: place, limit: 11)
    guard (8...10).contains(place - start), startsWord(start) || readsCaseless("bot", at: start - 3) else { return nil }
    let end = end(of: \.isToken, from: place + 1, limit: 36)
    return end - place == 36 ? found(.key, start..<end) : nil
  }

  /// The token of a Discord account around its first point: `M….….…`.
  mutating func chatToken(at place: Int) -> Int? {
    let first = start(of: \.isToken, before: place, limit: 29)
    let start = isEscapeLetter(first) ? first + 1 : first
    guard (23...28).contains(place - start), text[start].isOne(of: "MNO"), startsToken(start) else { return nil }
    let second = end(of: \.isToken, from: place + 1, limit: 8)
    guard (6...7).contains(second - place - 1), text[second] == UInt8(ascii: ".") else { return nil }
    let end = end(of: \.isToken, from: second + 1, limit: 41)
    return (27...40).contains(end - second - 1) ? found(.key, start..<end) : nil
  }

  // MARK: Bearers

  /// What follows `Bearer`, where it looks drawn by lot.
  mutating func bearer(at place: Int) -> Int? {
    guard readsCaseless("bearer ", at: place), startsWord(place) else { return nil }
    let start = place + 7
    let end = end(of: { $0.isBase64 || $0.isToken || $0.isOne(of: ".~") }, from: start, limit: 4096)
    guard end - start >= 16, text.has(\.isDigit, in: start..<end) else { return nil }
    return found(.key, start..<end)
  }
}

extension UInt8 {
  /// A character of the secret keys of Amazon.
  fileprivate var isSecretKey: Bool { isAlphanumeric || self == UInt8(ascii: "+") || self == UInt8(ascii: "/") }
}
