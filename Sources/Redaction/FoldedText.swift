/// A text as the scanners see it: one byte for each character (`CharacterFold`), and where each comes from.
///
/// What reaches one character by an escape is folded, too: `\u0040` and `\u7535` of JSON, `%40` of URLs and `&#64;` of HTML.
/// Marks of direction and other unseen characters are left out.
struct FoldedText {
  let original: [UInt8]
  /// One byte for each character. Private, because a slice held elsewhere would make `take` copy all of it.
  private var bytes: [UInt8]
  /// Where each of `bytes` begins in `original`; empty where they are the same.
  private let starts: [UInt32]

  /// Folds UTF-8 text. In O(length).
  init(_ original: [UInt8]) {
    precondition(original.count < UInt32.max, "a text must be shorter than 4 GiB")
    self.original = original
    guard original.contains(where: Self.mayFold) else {
      (bytes, starts) = (original, [])
      return
    }
    var folding = Folding(original)
    folding.run()
    (bytes, starts) = (folding.bytes, folding.starts)
  }

  /// The number of folded characters.
  var count: Int { bytes.count }
  var isEmpty: Bool { bytes.isEmpty }

  /// The byte at a place; 0 outside of the text.
  subscript(place: Int) -> UInt8 { place >= 0 && place < bytes.count ? bytes[place] : 0 }

  /// Whether one of the bytes of a range is of a kind.
  func has(_ kind: (UInt8) -> Bool, in range: Range<Int>) -> Bool { bytes[range].contains(where: kind) }

  /// Whether all bytes of a range are of a kind.
  func isAll(_ kind: (UInt8) -> Bool, in range: Range<Int>) -> Bool { bytes[range].allSatisfy(kind) }

  /// Where a byte is first in a range.
  func first(_ byte: UInt8, in range: Range<Int>) -> Int? { bytes[range].firstIndex(of: byte) }

  /// Where a byte is last in a range.
  func last(_ byte: UInt8, in range: Range<Int>) -> Int? { bytes[range].lastIndex(of: byte) }

  /// The bytes of a range, which ought to be short.
  func copy(_ range: Range<Int>) -> [UInt8] { Array(bytes[range]) }

  /// The same in small letters, as text.
  func lowered(_ range: Range<Int>) -> String { String(decoding: bytes[range].lazy.map(\.lowered), as: UTF8.self) }

  /// The bytes of the original that some of the folded text comes from, without unseen characters around them.
  func originalRange(of range: Range<Int>) -> Range<Int> {
    if starts.isEmpty || range.isEmpty { return range }
    let last = Int(starts[range.upperBound - 1])
    return Int(starts[range.lowerBound])..<last + Folding.length(at: last, of: original)
  }

  /// Where a character begins in the original.
  func originalStart(of place: Int) -> Int {
    if starts.isEmpty { return place }
    return place < starts.count ? Int(starts[place]) : original.count
  }

  /// The character at a place as itself, not folded; of an escape what it stands for.
  func scalar(at place: Int) -> UInt32 { Folding.scalar(at: originalStart(of: place), of: original) }

  /// Closes some of the text to the scanners.
  mutating func take(_ range: Range<Int>) {
    for place in range { bytes[place] = .taken }
  }

  /// Whether a byte can be the first of something that is folded to other than itself.
  private static func mayFold(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == 0 || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "&")
  }
}

/// Folding under way.
private struct Folding {
  let original: [UInt8]
  var bytes: [UInt8] = []
  var starts: [UInt32] = []

  init(_ original: [UInt8]) {
    self.original = original
    bytes.reserveCapacity(original.count)
    starts.reserveCapacity(original.count)
  }

  mutating func run() {
    let table = CharacterFold.table
    var place = 0
    while place < original.count {
      let byte = original[place]
      if byte < 0x80, byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "%"), byte != UInt8(ascii: "&"), byte != 0 {
        bytes.append(byte)
        starts.append(UInt32(truncatingIfNeeded: place))
        place += 1
      } else {
        let value = Self.scalar(at: place, of: original)
        append(value < 0x1_0000 ? table[Int(value)] : CharacterFold.fold(value), value, at: place)
        place += Self.length(at: place, of: original)
      }
    }
  }

  private mutating func append(_ folded: UInt8, _ value: UInt32, at place: Int) {
    var folded = folded
    if let last = bytes.last, last.isDigit {
      // A long-vowel mark between digits is a dash; strokes through digits, and frames around them, are decoration.
      if value == 0x30FC { folded = UInt8(ascii: "-") }
      if (0x0300...0x036F).contains(value) { folded = CharacterFold.unseen }
    }
    if folded == CharacterFold.unseen { return }
    bytes.append(folded)
    starts.append(UInt32(truncatingIfNeeded: place))
  }

  /// The number of bytes of the character, or of the escape, that begins at a place.
  static func length(at place: Int, of original: [UInt8]) -> Int {
    switch original[place] {
    case UInt8(ascii: "\\"): escaped(at: place, of: original) == nil ? 1 : 6
    case UInt8(ascii: "%"): isText("%40", at: place, of: original) ? 3 : 1
    case UInt8(ascii: "&"): isText("&#64;", at: place, of: original) ? 5 : 1
    case 0..<0xC0: 1
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    default: 4
    }
  }

  /// The character that begins at a place, or that the escape there stands for.
  static func scalar(at place: Int, of original: [UInt8]) -> UInt32 {
    let byte = original[place]
    if byte >= 0x80 { return decoded(at: place, of: original) }
    let length = length(at: place, of: original)
    if length == 1 { return UInt32(byte) }
    return escaped(at: place, of: original) ?? 0x40
  }

  private static func decoded(at place: Int, of original: [UInt8]) -> UInt32 {
    let length = length(at: place, of: original)
    var value = UInt32(original[place]) & (0x7F >> UInt32(length))
    for offset in 1..<max(length, 1) { value = value << 6 | UInt32(original[place + offset] & 0x3F) }
    return value
  }

  /// The character that `\u` and four digits stand for. A backslash, a quotation mark and what is not printed stay
  /// escaped: they would change how the text around them reads.
  private static func escaped(at place: Int, of original: [UInt8]) -> UInt32? {
    guard place + 6 <= original.count, original[place + 1] == UInt8(ascii: "u") else { return nil }
    var value: UInt32 = 0
    for digit in original[place + 2..<place + 6] {
      guard digit.isHex else { return nil }
      value = value << 4 | UInt32(digit.hexValue)
    }
    return value < 0x20 || value == 0x5C || value == 0x22 ? nil : value
  }

  private static func isText(_ text: StaticString, at place: Int, of original: [UInt8]) -> Bool {
    guard place + text.utf8CodeUnitCount <= original.count else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(original[place..<place + $0.count]) }
  }
}
