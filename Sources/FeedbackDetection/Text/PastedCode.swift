/// Tells whether a message holds code, or reads like it.
enum PastedCode {
  private static let ends = ["{", "}", ";", "):", "*/", "/>"].map { Array($0.utf8) }
  private static let beginnings = [
    "<", "}", "#include", "//", "/*", "import ", "from ", "def ", "at ", "File \"", "@", "public ", "private ",
    "return ", "const ", "let ", "var ",
  ].map { Array($0.utf8) }

  /// Bytes of a message that are looked at line by line.
  private static let reach = 4_000

  /// Whether a fence is in the message, or of its lines, blank ones left out, at least three and three in ten look like
  /// a program's.
  static func isHeld(by text: UnsafeRawBufferPointer) -> Bool {
    if UTF8Text.fence(in: text) != nil { return true }
    let end = UTF8Text.floor(reach, in: text)
    var lines = 0
    var codeLines = 0
    var start = 0
    while start < end {
      let stop = min(end, UTF8Text.first(0x0A, in: text, from: start) ?? end)
      let line = trimmed(UTF8Text.slice(text, start..<stop))
      if !line.isEmpty { lines += 1 }
      if isCode(line) { codeLines += 1 }
      start = stop + 1
    }
    return codeLines >= 3 && codeLines * 10 >= lines * 3
  }

  /// A line without spaces, tabs and carriage returns at its ends.
  private static func trimmed(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    var (start, end) = (0, line.count)
    while start < end, isBlank(line[start]) { start += 1 }
    while end > start, isBlank(line[end - 1]) { end -= 1 }
    return UTF8Text.slice(line, start..<end)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private static func isCode(_ line: UnsafeRawBufferPointer) -> Bool {
    guard !line.isEmpty else { return false }
    return ends.contains { end in
      line.count >= end.count && UTF8Text.slice(line, (line.count - end.count)..<line.count).elementsEqual(end)
    } || beginnings.contains { line.starts(with: $0) }
  }
}
