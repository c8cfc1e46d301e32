/// Addresses of the Internet Protocol.
extension Scan {
  // MARK: Four numbers

  /// The IPv4 address that begins at a place; not a version, the mask of a network or this machine itself.
  mutating func address(at place: Int) -> Int? {
    guard let (end, parts) = fourNumbers(from: place) else { return nil }
    steps += end - place
    let next = text[end]
    guard !next.isWord, next != .spacedLetter, !(next == UInt8(ascii: ".") && text[end + 1].isDigit),
      !(next == UInt8(ascii: "-") && text[end + 1].isLetter), !followsProduct(place), isHost(parts),
      !isNamed(before: place, by: .version)
    else { return nil }
    return found(.address, place..<end)
  }

  private func fourNumbers(from start: Int) -> (end: Int, parts: [Int])? {
    var parts: [Int] = []
    var place = start
    while true {
      let first = place
      var value = 0
      while text[place].isDigit, place - first < 4 {
        value = value * 10 + text[place].digitValue
        place += 1
      }
      let isPadded = place - first > 1 && text[first] == UInt8(ascii: "0")
      guard place > first, value <= 255, !isPadded else { return nil }
      parts.append(value)
      if parts.count == 4 { return (place, parts) }
      guard text[place] == UInt8(ascii: ".") else { return nil }
      place += 1
    }
  }

  /// `Chrome/114.0.0.0`, `mysql.8.0.35.1`, against `http://192.0.2.1`.
  private func followsProduct(_ place: Int) -> Bool {
    text[place - 1].isOne(of: "/.") && text[place - 2].isWord
  }

  /// Four numbers of one digit each are the number of a section far more often than a machine.
  private func isHost(_ parts: [Int]) -> Bool {
    parts[0] != 0 && parts[0] != 127 && parts[0] != 255 && parts.contains { $0 > 9 }
  }

  // MARK: Eight groups

  /// The IPv6 address whose first colon is at a place.
  mutating func longAddress(at place: Int) -> Int? {
    guard text[place - 1] != UInt8(ascii: ":") else { return nil }
    let start = start(of: \.isHex, before: place, limit: 5)
    guard place - start <= 4, start < place, startsWord(start), text[start - 1] != UInt8(ascii: ":") else { return nil }
    var end = end(of: { $0.isHex || $0 == UInt8(ascii: ":") }, from: start, limit: 45)
    while end > start, text[end - 1] == UInt8(ascii: ":"), text[end - 2] != UInt8(ascii: ":") { end -= 1 }
    guard !text[end].isWord, text[end] != UInt8(ascii: ":"), isLongAddress(start..<end) else { return nil }
    return found(.address, start..<end)
  }

  private func isLongAddress(_ range: Range<Int>) -> Bool {
    let groups = text.copy(range).split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.count <= 4 }) else { return false }
    let gaps = groups.indices.filter { groups[$0].isEmpty }
    // Without a gap, groups of two digits each are a fingerprint or a time.
    if gaps.isEmpty { return groups.count == 8 && groups.contains { $0.count > 2 } }
    let isAtEnd = gaps == [groups.count - 2, groups.count - 1]
    guard gaps.count == 1 || isAtEnd, groups.count <= 8 else { return false }
    // `std::vector`, `a[1::2]`: an address in use begins with 2 or 3, or with f.
    return groups[0].count >= 3 && groups[0].first?.isOne(of: "23fF") == true
      && text.has(\.isDigit, in: range)
  }
}
