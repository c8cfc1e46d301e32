/// How the records stand in a text.
enum TextLayout: Hashable {
  /// One on each line.
  case lines
  /// Anything else: the elements of arrays, or documents over several lines.
  case values
  /// Nothing but white space.
  case empty
  case noLog
  /// It cannot be told yet: the first line has not come to its end.
  case undecided

  /// Tells from the start of the text; `isWhole` says that nothing comes behind it.
  init(head: UnsafeRawBufferPointer, isWhole: Bool) {
    guard let first = head.firstIndex(where: { !JSONBytes.isSpace($0) }) else {
      self = isWhole ? .empty : .noLog
      return
    }
    let text = UnsafeRawBufferPointer(rebasing: head[first...])
    switch text[0] {
    case JSONBytes.openBrace: self = Self.ofObjects(text, isWhole: isWhole)
    case JSONBytes.openBracket where Self.opensArray(text): self = .values
    default: self = Self.hasObjectLine(head) ? .lines : .noLog
    }
  }

  /// Lines if the first line is one value, or broken with a line behind it that begins anew.
  private static func ofObjects(_ text: UnsafeRawBufferPointer, isWhole: Bool) -> TextLayout {
    let newline = text.firstIndex(of: JSONBytes.newline)
    if newline == nil, !isWhole { return .undecided }
    let line = UnsafeRawBufferPointer(rebasing: text[..<(newline ?? text.count)])
    let balance = JSONBalance(of: line)
    if balance.isOneValue { return .lines }
    guard balance.values == 0, let newline, newline + 1 < text.count else { return .values }
    return text[newline + 1] == JSONBytes.openBrace ? .lines : .values
  }

  /// Whether a `[` begins an array of JSON and not, say, the line of a server's log.
  private static func opensArray(_ text: UnsafeRawBufferPointer) -> Bool {
    let rest = text.dropFirst().drop(while: JSONBytes.isSpace)
    guard let first = rest.first else { return true }
    return "{[]\"".utf8.contains(first)
      || ["null", "true", "false"].contains { word in
        let tail = rest.dropFirst(word.utf8.count)
        return rest.starts(with: word.utf8) && tail.first.map { ", ]\r\n".utf8.contains($0) } ?? true
      }
  }

  /// Whether some line looks like a record, in a text that begins with something else.
  private static func hasObjectLine(_ head: UnsafeRawBufferPointer) -> Bool {
    var rest = head[...].prefix(PeekedSource.headBytes)
    while let newline = rest.firstIndex(of: JSONBytes.newline) {
      rest = rest[(newline + 1)...]
      if rest.starts(with: "{\"".utf8) { return true }
    }
    return false
  }
}

/// The bytes that matter in JSON.
enum JSONBytes {
  static let newline = UInt8(ascii: "\n")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")

  static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
}

/// How many bracketed values some bytes hold, by strings and brackets alone.
struct JSONBalance {
  /// How many values have come to their end.
  private(set) var values = 0
  /// Whether a value has not, or something stands outside of all values.
  private(set) var isBroken = false

  init(of bytes: UnsafeRawBufferPointer) {
    var depth = 0
    var place = 0
    while place < bytes.count {
      switch bytes[place] {
      case JSONBytes.openBrace, JSONBytes.openBracket: depth += 1
      case JSONBytes.closeBrace, JSONBytes.closeBracket:
        depth -= 1
        if depth == 0 { values += 1 }
      case JSONBytes.quote where depth > 0: place = Self.stringEnd(in: bytes, from: place + 1)
      case let byte where depth == 0 && !JSONBytes.isSpace(byte): isBroken = true
      default: break
      }
      if depth < 0 { break }
      place += 1
    }
    isBroken = isBroken || depth != 0
  }

  var isOneValue: Bool { values == 1 && !isBroken }

  /// The place of the closing quote, or the end.
  private static func stringEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var place = start
    while place < bytes.count, bytes[place] != JSONBytes.quote { place += bytes[place] == JSONBytes.backslash ? 2 : 1 }
    return place
  }
}
