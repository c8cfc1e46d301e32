/// Wallets of crypto-currencies.
extension Scan {
  /// The address or private key that has its first digit at a place: `0x…`, `bc1…`, `1…`, `3…`.
  mutating func wallet(at place: Int) -> Int? {
    if text[place] == UInt8(ascii: "0"), text[place + 1] | 0x20 == UInt8(ascii: "x") {
      return hexadecimalWallet(at: place)
    }
    if text[place] == UInt8(ascii: "1"), readsCaseless("bc", at: place - 2) { return segregatedWallet(at: place - 2) }
    if text[place].isOne(of: "13"), text[place + 1].isAlphanumeric { return numberedWallet(at: place) }
    return nil
  }

  /// Ethereum and its kin: 40 digits are an address, 64 a private key, or the hash of something public.
  private mutating func hexadecimalWallet(at place: Int) -> Int? {
    guard startsWord(place) else { return nil }
    let end = end(of: \.isHex, from: place + 2, limit: 65)
    guard end - place == 42 || end - place == 66, !text[end].isWord else { return nil }
    // One digit over and over is made up, or an address that belongs to nobody.
    let isVaried = text.has({ $0 != text[place + 2] }, in: place + 2..<end - 1)
    return isVaried ? found(.wallet, place..<end) : nil
  }

  private mutating func segregatedWallet(at start: Int) -> Int? {
    guard startsWord(start) else { return nil }
    let end = end(of: { $0.isAlphanumeric && !$0.isOne(of: "1bioBIO") }, from: start + 3, limit: 60)
    guard (42...62).contains(end - start), !text[end].isWord else { return nil }
    return found(.wallet, start..<end)
  }

  /// Bitcoin's first form: base58, so that capitals, small letters and digits are mixed.
  private mutating func numberedWallet(at start: Int) -> Int? {
    guard startsToken(start) else { return nil }
    let end = end(of: { $0.isAlphanumeric && !$0.isOne(of: "0OIl") }, from: start, limit: 36)
    guard (26...35).contains(end - start), !text[end].isToken else { return nil }
    let address = text.copy(start..<end)
    guard address.contains(where: \.isCapital),
      address.contains(where: \.isSmall), address.filter(\.isDigit).count > 2
    else { return nil }
    return found(.wallet, start..<end)
  }
}
