import FeedbackRules

/// Where the windows of the rule language lie in one message. All ends are ends of characters.
struct MessageWindows {
  /// The length that `min_bytes` and `max_bytes` are about: without white space at the ends.
  let trimmedLength: Int
  /// From the first letter or number on, at most 1,000 bytes.
  let start: Range<Int>
  /// From the first letter or number to the end; nil where that is more than 1,000 bytes.
  let whole: Range<Int>?
  let head: Range<Int>
  let tail: Range<Int>
  /// The first 4,000 bytes.
  let opening: Range<Int>
  /// The last 300 bytes, as far as they are not part of the opening.
  let close: Range<Int>

  static let startBytes = 1_000
  static let headBytes = 400
  static let tailBytes = 300
  static let openingBytes = 4_000

  init(_ text: UnsafeRawBufferPointer) {
    let trimmed = UTF8Text.trimmed(text)
    trimmedLength = trimmed.count
    let said = Self.startOfSaid(text)
    start = said..<UTF8Text.floor(said + Self.startBytes, in: text)
    whole = text.count - said <= Self.startBytes ? said..<text.count : nil
    head = said..<UTF8Text.floor(said + Self.headBytes, in: text)
    // Of white space alone nothing is left, and the tail is empty at the front.
    let end = trimmed.isEmpty ? 0 : trimmed.upperBound
    tail = UTF8Text.ceiling(end - Self.tailBytes, in: text)..<end
    opening = 0..<UTF8Text.floor(Self.openingBytes, in: text)
    let behind = UTF8Text.ceiling(max(opening.upperBound, text.count - Self.tailBytes), in: text)
    close = behind..<text.count
  }

  private static func startOfSaid(_ text: UnsafeRawBufferPointer) -> Int {
    var place = 0
    while place < text.count {
      let (value, length) = UTF8Text.scalar(in: text, at: place)
      if CharacterClass.of(value).contains(.word) { return place }
      place += length
    }
    return text.count
  }
}
