import Glibc

/// Steps through valid UTF-8, and cuts it where characters begin.
enum UTF8Text {
  /// The scalar that begins at `offset` and the number of its bytes.
  @inline(__always)
  static func scalar(in text: UnsafeRawBufferPointer, at offset: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(text[offset])
    if first < 0x80 { return (first, 1) }
    let second = UInt32(text[offset + 1] & 0x3F)
    if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
    let third = UInt32(text[offset + 2] & 0x3F)
    if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
    return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(text[offset + 3] & 0x3F), 4)
  }

  /// The scalar that ends before `offset` and the number of its bytes.
  static func scalarBefore(_ offset: Int, in text: UnsafeRawBufferPointer) -> (value: UInt32, length: Int) {
    var start = offset - 1
    while start > 0, isContinuation(text[start]) { start -= 1 }
    return scalar(in: text, at: start)
  }

  /// The last place at or before `offset` where a character begins; the end for offsets behind it.
  static func floor(_ offset: Int, in text: UnsafeRawBufferPointer) -> Int {
    if offset >= text.count { return text.count }
    var place = max(0, offset)
    while place > 0, isContinuation(text[place]) { place -= 1 }
    return place
  }

  /// The first place at or behind `offset` where a character begins.
  static func ceiling(_ offset: Int, in text: UnsafeRawBufferPointer) -> Int {
    var place = max(0, offset)
    while place < text.count, isContinuation(text[place]) { place += 1 }
    return min(place, text.count)
  }

  /// A piece of a text.
  @inline(__always)
  static func slice(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: text[range])
  }

  /// The text without white space at its ends, as a range.
  static func trimmed(_ text: UnsafeRawBufferPointer) -> Range<Int> {
    var start = 0
    while start < text.count {
      let (value, length) = scalar(in: text, at: start)
      guard CharacterClass.of(value).contains(.space) else { break }
      start += length
    }
    return start..<max(start, endWithoutSpace(text, from: start))
  }

  private static func endWithoutSpace(_ text: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = text.count
    while end > start {
      let (value, length) = scalarBefore(end, in: text)
      guard CharacterClass.of(value).contains(.space) else { break }
      end -= length
    }
    return end
  }

  /// Whether the last character is one of these.
  static func ends(_ text: UnsafeRawBufferPointer, in scalars: [UInt32]) -> Bool {
    !text.isEmpty && scalars.contains(scalarBefore(text.count, in: text).value)
  }

  /// The first place of three backticks at or behind `offset`; nil where there is none.
  static func fence(in text: UnsafeRawBufferPointer, from offset: Int = 0) -> Int? {
    var place = offset
    while let start = first(0x60, in: text, from: place), start + 2 < text.count {
      if text[start + 1] == 0x60, text[start + 2] == 0x60 { return start }
      place = start + 1
    }
    return nil
  }

  /// The first place of a byte at or behind `offset`; nil where there is none.
  static func first(_ byte: UInt8, in text: UnsafeRawBufferPointer, from offset: Int) -> Int? {
    guard offset < text.count, let base = text.baseAddress else { return nil }
    return memchr(base + offset, Int32(byte), text.count - offset).map { UnsafeRawPointer($0) - base }
  }

  /// Whether two texts are the same bytes.
  static func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    var place = 0
    while place + 8 <= left.count {
      let words = (
        left.loadUnaligned(fromByteOffset: place, as: UInt64.self),
        right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      )
      if words.0 != words.1 { return false }
      place += 8
    }
    while place < left.count {
      if left[place] != right[place] { return false }
      place += 1
    }
    return true
  }

  private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
