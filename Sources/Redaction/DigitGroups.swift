/// Groups of digits with short separators between them, as numbers are written for people: `+49 (0) 170 / 123-4567`.
struct DigitGroups {
  /// What stands between two groups.
  struct Separators: OptionSet {
    let rawValue: UInt8
    static let space = Separators(rawValue: 1)
    static let dash = Separators(rawValue: 2)
    static let dot = Separators(rawValue: 4)
    static let slash = Separators(rawValue: 8)
    static let parenthesis = Separators(rawValue: 16)
  }

  /// The places of each group in the folded text.
  private(set) var ranges: [Range<Int>] = []
  /// What stands behind each group but the last.
  private(set) var separators: [Separators] = []
  /// How many digits each group and those before it have.
  private var counts: [Int] = []
  /// All digits, as numbers.
  private(set) var values: [UInt8] = []

  private static let groupLimit = 10
  private static let digitLimit = 40
  private static let separatorLimit = 3

  /// Reads the groups from the digit at `start` on; gives the number of bytes that were looked at.
  mutating func read(_ text: FoldedText, from start: Int) -> Int {
    ranges.removeAll(keepingCapacity: true)
    separators.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    var place = start
    while true {
      let group = place
      while text[place].isDigit, values.count < Self.digitLimit {
        values.append(text[place] &- 0x30)
        place += 1
      }
      ranges.append(group..<place)
      counts.append(values.count)
      guard ranges.count < Self.groupLimit, let (separator, next) = separator(text, from: place) else { break }
      separators.append(separator)
      place = next
    }
    return place - start + Self.separatorLimit
  }

  private func separator(_ text: FoldedText, from start: Int) -> (Separators, Int)? {
    var kinds: Separators = []
    var place = start
    while place - start <= Self.separatorLimit {
      switch text[place] {
      case UInt8(ascii: " "): kinds.insert(.space)
      case UInt8(ascii: "-"): kinds.insert(.dash)
      case UInt8(ascii: "."): kinds.insert(.dot)
      case UInt8(ascii: "/"): kinds.insert(.slash)
      case UInt8(ascii: "("), UInt8(ascii: ")"): kinds.insert(.parenthesis)
      case let byte: return byte.isDigit && place > start ? (kinds, place) : nil
      }
      place += 1
    }
    return nil
  }

  /// The number of groups.
  var count: Int { ranges.count }

  /// How many digits the first groups have together.
  func digitCount(_ groups: Int) -> Int { counts[groups - 1] }

  /// Whether the first groups have these lengths.
  func begin(_ lengths: Int...) -> Bool {
    count >= lengths.count && zip(ranges, lengths).allSatisfy { $0.count == $1 }
  }

  /// Whether only these separators stand between the first groups.
  func areSeparated(_ groups: Int, by allowed: Separators) -> Bool {
    separators[..<(groups - 1)].allSatisfy { allowed.isSuperset(of: $0) }
  }

  /// Whether the first groups are a date, as `31.12.2023` or `2023-12-31`.
  var isDate: Bool {
    guard count >= 3 else { return false }
    let lengths = ranges[..<3].map(\.count)
    return (lengths[0] <= 2 && lengths[1] <= 2 && lengths[2] == 4)
      || (lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2)
  }
}
