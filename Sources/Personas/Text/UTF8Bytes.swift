import Glibc

/// Steps through valid UTF-8, and cuts it where characters begin.
enum UTF8Bytes {
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

  /// The last place at or before `offset` where a character begins; the end for offsets behind it.
  static func floor(_ offset: Int, in text: UnsafeRawBufferPointer) -> Int {
    if offset >= text.count { return text.count }
    var place = max(0, offset)
    while place > 0, text[place] & 0xC0 == 0x80 { place -= 1 }
    return place
  }

  /// The first place of a byte in a range; nil where there is none.
  static func first(_ byte: UInt8, in text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, let base = text.baseAddress else { return nil }
    return memchr(base + range.lowerBound, Int32(byte), range.count).map { UnsafeRawPointer($0) - base }
  }

  /// The last place of a byte in a range; nil where there is none.
  static func last(_ byte: UInt8, in text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    var place = range.upperBound
    while place > range.lowerBound {
      place -= 1
      if text[place] == byte { return place }
    }
    return nil
  }

  /// The line that holds a byte, without its line break.
  static func line(of place: Int, in text: UnsafeRawBufferPointer) -> Range<Int> {
    let start = last(0x0A, in: text, 0..<place).map { $0 + 1 } ?? 0
    return start..<(first(0x0A, in: text, place..<text.count) ?? text.count)
  }

  static func slice(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: text[range])
  }

  static func string(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }
}
