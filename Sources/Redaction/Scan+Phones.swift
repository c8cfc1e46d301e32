/// Telephone numbers: nine digits or more, of a form that little else has.
extension Scan {
  /// The number that begins with the digits at hand.
  mutating func phone(at place: Int) -> Int? {
    let opening = opening(before: place)
    if let start = opening.plus { return international(from: start) }
    let start = opening.parenthesis ?? place
    let isCalled = isNamed(before: start, by: .phone)
    guard isCalled || startsFree(start), !digits.isDate else { return nil }
    if let groups = nationalForm(inParenthesis: opening.parenthesis != nil) {
      return groups == 1 && !isCalled && isInFormula ? nil : accept(groups, from: start)
    }
    guard isCalled, let groups = longest(9...15, by: [.space, .dash, .dot, .parenthesis]) else { return nil }
    return accept(groups, from: start)
  }

  /// Whether a `+` stands before the first digit.
  func followsPlus(_ place: Int) -> Bool { opening(before: place).plus != nil }

  /// A `+` before the first digit, a parenthesis around the first group, or both.
  private func opening(before place: Int) -> (plus: Int?, parenthesis: Int?) {
    let isEnclosed =
      text[place - 1] == UInt8(ascii: "(") && digits.count > 1 && text[digits.ranges[0].upperBound] == UInt8(ascii: ")")
    let first = isEnclosed ? place - 1 : place
    if text[first - 1] == UInt8(ascii: "+"), startsWord(first - 1) { return (first - 1, nil) }
    return (nil, isEnclosed ? first : nil)
  }

  /// Whether neither a currency nor a further part of something longer stands before a place: `10.1016/0020-…`, `$…`.
  private func startsFree(_ place: Int) -> Bool {
    switch text[place - 1] {
    case UInt8(ascii: "/"), UInt8(ascii: "*"): !text[place - 2].isAlphanumeric
    case UInt8(ascii: ":"): !text[place - 2].isDigit
    case UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "^"): false
    default: !followsCurrency(place)
    }
  }

  /// Whether a lone number is an operand, an argument or a member of a list of numbers.
  private var isInFormula: Bool {
    let range = digits.ranges[0]
    let before = text[range.lowerBound - 1]
    let behind = text[range.upperBound]
    if before.isOne(of: "-[") || (before == UInt8(ascii: "(") && text[range.lowerBound - 2].isWord) { return true }
    if behind.isOne(of: "*^"), text[range.upperBound + 1].isAlphanumeric || text[range.upperBound + 2].isDigit {
      return true
    }
    let place = before == UInt8(ascii: " ") ? range.lowerBound - 2 : range.lowerBound - 1
    if text[place].isOne(of: "+-*") {
      return place < range.lowerBound - 1 && text[place - 1] == UInt8(ascii: " ") && text[place - 2].isWord
    }
    return text[place] == UInt8(ascii: ",") && text[place - 1].isDigit && behind == UInt8(ascii: ",")
  }

  private func followsCurrency(_ place: Int) -> Bool {
    // Characters beyond ASCII are not told apart when folded.
    guard text[place - 1] == .otherCharacter else { return false }
    return [0x20AC, 0xA3, 0xA5, 0x20B9, 0x20BD, 0x20A9].contains(text.scalar(at: place - 1))
  }

  private mutating func accept(_ groups: Int, from start: Int) -> Int? {
    let end = digits.ranges[groups - 1].upperBound
    return endsNumber(end) && !(text[end] == UInt8(ascii: "/") && text[end + 1].isDigit)
      ? found(.phone, start..<end) : nil
  }

  /// The most groups whose digits are as many as `counts` says, with only these separators between them, behind which a
  /// number may end.
  func longest(_ counts: ClosedRange<Int>, by separators: DigitGroups.Separators) -> Int? {
    (1...digits.count).last { groups in
      counts.contains(digits.digitCount(groups)) && digits.areSeparated(groups, by: separators)
        && endsNumber(digits.ranges[groups - 1].upperBound)
    }
  }

  // MARK: International

  private mutating func international(from start: Int) -> Int? {
    guard CallingCodes.length(of: digits.values[...]) != nil, digits.values[0] != 1 || digits.values[1] > 1 else {
      return nil
    }
    let most = CallingCodes.fixedCount(of: digits.values[...])
    // A zero that is left out from abroad, in parentheses, comes on top.
    let counts = 9...(most.map { $0 + 1 } ?? 15)
    guard let groups = longest(counts, by: [.space, .dash, .dot, .slash, .parenthesis]) else { return nil }
    return accept(groups, from: start)
  }
}
