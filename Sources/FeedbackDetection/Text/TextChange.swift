public import Records

/// What one message has where another has something else: behind what both begin with and before what both end with, cut
/// where words begin and end. In bytes of UTF-8.
public struct TextChange: Hashable, Sendable {
  /// In the later message.
  public let changed: ByteSpan
  /// In the earlier one.
  public let replaced: ByteSpan

  public init(later: UnsafeRawBufferPointer, earlier: UnsafeRawBufferPointer) {
    let shorter = min(later.count, earlier.count)
    var prefix = 0
    while prefix < shorter, later[prefix] == earlier[prefix] { prefix += 1 }
    prefix = Self.wordStart(prefix, later, earlier)
    var suffix = 0
    while suffix < shorter - prefix, later[later.count - 1 - suffix] == earlier[earlier.count - 1 - suffix] {
      suffix += 1
    }
    suffix = Self.wordEnd(suffix, later, earlier)
    changed = ByteSpan(start: prefix, end: later.count - suffix)
    replaced = ByteSpan(start: prefix, end: earlier.count - suffix)
  }

  /// The last place at or before `place` where words begin in both texts, or characters of a script without spaces.
  private static func wordStart(
    _ place: Int, _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    var place = place
    while place > 0, !isBoundary(place, left) || !isBoundary(place, right) { place -= 1 }
    return place
  }

  private static func wordEnd(
    _ suffix: Int, _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer
  ) -> Int {
    var suffix = suffix
    while suffix > 0, !isBoundary(left.count - suffix, left) || !isBoundary(right.count - suffix, right) {
      suffix -= 1
    }
    return suffix
  }

  /// Whether no word, and no character, goes on across a place.
  private static func isBoundary(_ place: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    if place == 0 || place == text.count { return true }
    if text[place] & 0xC0 == 0x80 { return false }
    let before = UTF8Text.scalarBefore(place, in: text).value
    let behind = UTF8Text.scalar(in: text, at: place).value
    let (left, right) = (CharacterClass.of(before), CharacterClass.of(behind))
    if left.contains(.ideograph) || right.contains(.ideograph) { return true }
    return !(left.contains(.word) && (right.contains(.word) || right.contains(.mark)))
  }
}
