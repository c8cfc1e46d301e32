/// Punctuation and characters of one message that tell how it is meant.
struct MessageMarks {
  private(set) var newlines = 0
  private(set) var hasQuestionMark = false
  private(set) var hasExclamationMark = false
  private(set) var hasQuotationMark = false
  private(set) var hasColon = false
  private(set) var hasEllipsis = false
  /// Decimal digits and capitals of ASCII among the first bytes, and how many bytes those are.
  private(set) var digits = 0
  private(set) var capitals = 0
  private(set) var lookedAt = 0

  /// Bytes of a message that are looked at.
  private static let reach = 4_000
  /// Bytes in which quotation marks, colons, digits and capitals are looked for.
  private static let opening = 400

  init(_ text: UnsafeRawBufferPointer) {
    let end = UTF8Text.floor(Self.reach, in: text)
    lookedAt = min(end, Self.opening)
    var place = 0
    while place < end {
      // Most of it, which tells nothing.
      if (0x61...0x7A).contains(text[place]) || text[place] == 0x20 {
        place += 1
        continue
      }
      let (value, length) = UTF8Text.scalar(in: text, at: place)
      take(value, isOpening: place < Self.opening, at: place, in: text)
      place += length
    }
  }

  private mutating func take(_ value: UInt32, isOpening: Bool, at place: Int, in text: UnsafeRawBufferPointer) {
    switch value {
    case 0x0A: newlines += 1
    case 0x3F, 0xFF1F, 0x61F: hasQuestionMark = true
    case 0x21, 0xFF01: hasExclamationMark = true
    case 0x22, 0x201C, 0x201D, 0xAB, 0x300C: hasQuotationMark = hasQuotationMark || isOpening
    case 0x3A, 0xFF1A: hasColon = hasColon || isOpening
    case 0x2026: hasEllipsis = true
    case 0x2E:
      if place + 2 < text.count, text[place + 1] == 0x2E, text[place + 2] == 0x2E { hasEllipsis = true }
    case 0x30...0x39: digits += isOpening ? 1 : 0
    case 0x41...0x5A: capitals += isOpening ? 1 : 0
    default: break
    }
  }
}

/// The script that most of a text is written in.
enum WritingScript {
  case latin, cyrillic, eastAsian, other, none

  /// Scalars of a text that are looked at.
  private static let reach = 400

  /// Of a normal form.
  init(_ scalars: UnsafeBufferPointer<UInt32>) {
    var (latin, cyrillic, eastAsian, other) = (0, 0, 0, 0)
    for place in 0..<min(scalars.count, Self.reach) {
      let scalar = scalars[place]
      if scalar < 0x250 {
        latin += scalar == 0x20 ? 0 : 1
        continue
      }
      switch scalar {
      case 0x400..<0x530: cyrillic += 1
      // One of these stands for several letters.
      case 0x2E80..<0xA000, 0xAC00..<0xD7B0, 0xF900..<0xFB00, 0x2_0000..<0x4_0000: eastAsian += 2
      default: other += 1
      }
    }
    let most = max(latin, cyrillic, eastAsian, other)
    self =
      most == 0
      ? .none : most == latin ? .latin : most == cyrillic ? .cyrillic : most == eastAsian ? .eastAsian : .other
  }
}
