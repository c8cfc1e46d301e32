/// Finds the end of a JSON object or array by counting brackets outside of strings.
enum BalancedScan {
  enum Result: Equatable {
    /// The place behind the bracket that closes.
    case closed(Int)
    /// The text ends before.
    case open
    /// More brackets are open at once than a reply needs.
    case tooDeep
  }

  /// Looks from the opening bracket at `start`. Brackets of both kinds count alike: whether they match is the parser's to
  /// say.
  static func scan(_ bytes: [UInt8], from start: Int) -> Result {
    var depth = 0
    var isInString = false
    var place = start
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "\\") where isInString: place += 1
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "{") where !isInString, UInt8(ascii: "[") where !isInString:
        depth += 1
        if depth > JSONValue.deepest { return .tooDeep }
      case UInt8(ascii: "}") where !isInString, UInt8(ascii: "]") where !isInString:
        depth -= 1
        if depth == 0 { return .closed(place + 1) }
      default: break
      }
      place += 1
    }
    return .open
  }
}
