/// Telephone numbers as they are written within one country.
extension Scan {
  /// How many groups make a number of a form that needs no word before it.
  func nationalForm(inParenthesis: Bool) -> Int? {
    northAmerican(inParenthesis: inParenthesis) ?? chinese() ?? russian() ?? brazilian(inParenthesis: inParenthesis)
      ?? abroad() ?? trunk(inParenthesis: inParenthesis)
  }

  /// `(415) 555-2671`, `415-555-2671`, `1-800-555-1234`; not with spaces only, which tables of numbers have.
  private func northAmerican(inParenthesis: Bool) -> Int? {
    let hasPrefix = digits.begin(1, 3, 3, 4) && digits.values[0] == 1
    guard hasPrefix || digits.begin(3, 3, 4) else { return nil }
    let area = hasPrefix ? 1 : 0
    let groups = area + 3
    guard digits.values[area] >= 2, digits.values[area + 3] >= 2, !digits.areSeparated(groups, by: .space) else {
      return nil
    }
    let first = digits.separators[area]
    let last = digits.separators[area + 1]
    if inParenthesis || first.contains(.parenthesis) {
      return first.isSubset(of: [.parenthesis, .space, .dash]) && last.isSubset(of: [.dash, .dot, .space])
        ? groups : nil
    }
    let isEven = digits.areSeparated(groups, by: .dash) || digits.areSeparated(groups, by: .dot)
    return isEven || (first == .space && last == .dash) ? groups : nil
  }

  /// `13812345678`, `138 1234 5678`.
  private func chinese() -> Int? {
    guard digits.values[0] == 1, digits.values[1] >= 3 else { return nil }
    if digits.begin(11) { return isChineseMobile ? 1 : nil }
    guard digits.begin(3, 4, 4) else { return nil }
    return digits.areSeparated(3, by: .space) || digits.areSeparated(3, by: .dash) ? 3 : nil
  }

  /// Whether the first digits are of a network, and the last not all zero, as those of round numbers.
  private var isChineseMobile: Bool {
    let network = digits.values[1] * 10 + digits.values[2]
    let unused: Set<UInt8> = [42, 43, 54, 60, 61, 63, 64, 68, 69, 79, 94]
    return !unused.contains(network) && digits.values[7...10].contains { $0 != 0 }
  }

  /// `8 (912) 345-67-89`, `8 912 345 67 89`.
  private func russian() -> Int? {
    guard digits.values[0] == 8, digits.ranges[0].count == 1 else { return nil }
    if digits.begin(1, 3, 3, 2, 2), digits.areSeparated(5, by: [.space, .dash, .parenthesis]) { return 5 }
    guard digits.begin(1, 3, 3, 4) || digits.begin(1, 3, 7) else { return nil }
    return digits.separators[..<2].contains { $0.contains(.parenthesis) }
      ? longest(11...11, by: [.space, .dash, .parenthesis]) : nil
  }

  /// `(11) 91234-5678`, `11 91234-5678`.
  private func brazilian(inParenthesis: Bool) -> Int? {
    guard digits.begin(2, 5, 4) || (inParenthesis && digits.begin(2, 4, 4)), digits.separators[1] == .dash else {
      return nil
    }
    let isMobile = digits.ranges[1].count == 5 && digits.values[2] == 9
    return inParenthesis || (isMobile && digits.separators[0] == .space) ? 3 : nil
  }

  /// `0049 170 1234567`.
  private func abroad() -> Int? {
    guard digits.values[0] == 0, digits.values[1] == 0, (3...5).contains(digits.ranges[0].count), digits.count > 1,
      CallingCodes.length(of: digits.values[2...]) != nil,
      digits.ranges[1].count == 1 || text[digits.ranges[1].lowerBound] != UInt8(ascii: "0")
    else { return nil }
    return longest(11...17, by: [.space, .dash, .slash, .parenthesis])
  }

  /// `0170 1234567`, `030/12345678`, `(020) 7946 0958`, `01 23 45 67 89`, `010-1234-5678`: a zero, then the area.
  private func trunk(inParenthesis: Bool) -> Int? {
    guard digits.values[0] == 0, digits.values[1] != 0, (2...5).contains(digits.ranges[0].count), digits.count > 1,
      let groups = longest(9...12, by: [.space, .dash, .dot, .slash, .parenthesis]), groups > 1
    else { return nil }
    let parts = digits.ranges[..<groups]
    guard parts.allSatisfy({ $0.count > 1 }), digits.digitCount(groups) - parts[0].count >= 6, !isCounted(groups),
      !isFraction(groups), !hasStraySlash(groups)
    else { return nil }
    let isSpaced = digits.areSeparated(groups, by: .space) && !inParenthesis
    if isSpaced, digits.digitCount(groups) < 10 { return nil }
    // Numbers in pairs are French, and ten digits long.
    if parts.allSatisfy({ $0.count == 2 }) { return digits.begin(2, 2, 2, 2, 2) && !isAmongPairs ? 5 : nil }
    return groups
  }

  /// Whether points are those of fractions and outlines: one only, some among other separators, or before two zeros.
  private func isFraction(_ groups: Int) -> Bool {
    let points = digits.separators[..<(groups - 1)].count { $0.contains(.dot) }
    if points == 0 { return false }
    return points < max(2, groups - 1) || digits.ranges[..<groups].contains { reads("00", at: $0.lowerBound) }
  }

  /// Whether a slash stands elsewhere than behind the area, as it does in dates.
  private func hasStraySlash(_ groups: Int) -> Bool {
    let separators = digits.separators[..<(groups - 1)]
    if separators.dropFirst().contains(where: { $0.contains(.slash) }) { return true }
    return separators[0].contains(.slash) && digits.ranges[1].count < 5 && separators[0] != [.slash, .space]
  }

  /// Whether pairs of hexadecimal go on around five pairs: bytes of a dump.
  private var isAmongPairs: Bool {
    let start = digits.ranges[0].lowerBound
    let end = digits.ranges[4].upperBound
    let before = text[start - 1].isSpace && text[start - 2].isHex && text[start - 3].isHex && !text[start - 4].isWord
    let behind = text[end].isSpace && text[end + 1].isHex && text[end + 2].isHex && !text[end + 3].isWord
    return before || behind
  }

  /// Whether the groups are a column that counts, as `01 02 03 04 05`, or one padded with zeros.
  private func isCounted(_ groups: Int) -> Bool {
    var values: [Int] = []
    var offset = 0
    for range in digits.ranges[..<groups] {
      values.append(digits.values[offset..<offset + range.count].reduce(0) { $0 * 10 + Int($1) })
      offset += range.count
    }
    let steps = zip(values.dropFirst(), values).map { $0 - $1 }
    if let step = steps.first, steps.count > 1, abs(step) <= 10, steps.allSatisfy({ $0 == step }) { return true }
    return groups > 1 && digits.ranges[1..<groups].allSatisfy { text[$0.lowerBound] == UInt8(ascii: "0") }
  }
}
