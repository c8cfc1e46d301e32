/// Tells what a user says in a message from what is pasted, quoted or code.
enum SaidText {
  /// So much is looked at from the beginning of a message, and from the end where it is longer.
  static let openingBytes = 1_200
  static let closingBytes = 400
  /// More text than this behind a line that ends in a colon is taken for pasted.
  static let pastedBytes = 300

  /// The parts of a message that are looked at; they begin and end at characters and don't overlap.
  ///
  /// Behind the first line that ends in a colon and has a long text behind it, only the last line is looked at, and
  /// only if it is short: what stands in between was pasted.
  static func windows(of text: UnsafeRawBufferPointer) -> (opening: Range<Int>, closing: Range<Int>) {
    let end = UTF8Bytes.floor(openingBytes, in: text)
    let said = startOfPasted(text, before: end) ?? end
    return (0..<said, said == text.count ? said..<said : lastLine(text, behind: said))
  }

  private static func startOfPasted(_ text: UnsafeRawBufferPointer, before end: Int) -> Int? {
    if text.count <= pastedBytes { return nil }
    var line = 0
    while let stop = UTF8Bytes.first(0x0A, in: text, line..<end) {
      if text.count - stop > pastedBytes, endsInColon(text, line..<stop) { return stop }
      line = stop + 1
    }
    return nil
  }

  private static func endsInColon(_ text: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
    var end = line.upperBound
    while end > line.lowerBound, text[end - 1] == 0x20 || text[end - 1] == 0x0D || text[end - 1] == 0x2A { end -= 1 }
    guard end > line.lowerBound else { return false }
    // A full-width colon is EF BC 9A.
    return text[end - 1] == 0x3A
      || (end - line.lowerBound >= 3 && text[end - 3] == 0xEF && text[end - 2] == 0xBC && text[end - 1] == 0x9A)
  }

  /// The last line, if it is short; empty otherwise.
  private static func lastLine(_ text: UnsafeRawBufferPointer, behind start: Int) -> Range<Int> {
    var end = text.count
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    let nothing = end..<end
    guard end > start, let newline = UTF8Bytes.last(0x0A, in: text, max(start, end - closingBytes)..<end) else {
      return nothing
    }
    return newline + 1..<end
  }

  /// Whether a place stands in code between backticks, in a quotation on one line, or in a line that begins with `>`.
  static func isQuoted(_ place: Int, in text: UnsafeRawBufferPointer) -> Bool {
    if isFenced(place, in: text) { return true }
    let line = UTF8Bytes.line(of: place, in: text)
    var start = line.lowerBound
    while start < place, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
    if start < line.upperBound, text[start] == 0x3E { return true }
    return isBetweenMarks(place, in: text, line)
  }

  /// Fences run from three backticks to the next three, or to the end.
  private static func isFenced(_ place: Int, in text: UnsafeRawBufferPointer) -> Bool {
    var isInside = false
    var from = 0
    while let tick = UTF8Bytes.first(0x60, in: text, from..<place) {
      if tick + 2 < text.count, text[tick + 1] == 0x60, text[tick + 2] == 0x60 {
        isInside.toggle()
        from = min(tick + 3, place)
      } else {
        from = tick + 1
      }
    }
    return isInside
  }

  /// Whether a mark is open at the place, and is closed behind it on the same line.
  private static func isBetweenMarks(_ place: Int, in text: UnsafeRawBufferPointer, _ line: Range<Int>) -> Bool {
    var open: UInt32?
    var at = line.lowerBound
    while at < line.upperBound {
      let (value, length) = UTF8Bytes.scalar(in: text, at: at)
      if let mark = open, closes(value, mark) {
        if at >= place { return true }
        open = nil
      } else if open == nil, at < place, opens(value) {
        open = value
      }
      at += length
      if at > place, open == nil { return false }
    }
    return false
  }

  private static func opens(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0x60, 0x201C, 0x201E, 0xAB, 0x300C, 0x300E: true
    default: false
    }
  }

  private static func closes(_ value: UInt32, _ mark: UInt32) -> Bool {
    switch mark {
    case 0x22, 0x60: value == mark
    case 0x201C, 0x201E: value == 0x201D || value == 0x201C
    case 0xAB: value == 0xBB
    case 0x300C: value == 0x300D
    default: value == 0x300F
    }
  }
}
