import FeedbackRules

/// Finds the code and the quotations of one message; one for each thread.
///
/// Fences run from three backticks to the next three, or to the end. The rest is read line by line: a line after `>` is
/// a quotation, as is what stands between quotation marks on one line; what stands between two backticks is code.
final class RegionFinder {
  private struct Region {
    let start: Int
    let end: Int
    let kind: TextRegions
  }

  private var regions: [Region] = []
  private var text = UnsafeRawBufferPointer(start: nil, count: 0)
  private var reach = 0..<0
  private var inlineCode: Int?
  private var quotation: (start: Int, mark: UInt32)?

  /// Finds the regions of a message that reach into its first `opening` bytes or behind `close`: all that any window
  /// shows, however long the message is.
  func find(in text: UnsafeRawBufferPointer, opening: Int, close: Int) {
    self.text = text
    reach = opening..<max(opening, close)
    regions.removeAll(keepingCapacity: true)
    var line = 0
    while line < text.count { line = readLine(from: line) }
  }

  /// The end of the furthest region of these kinds that holds a byte; nil where none does.
  func end(of kinds: TextRegions, at offset: Int) -> Int? {
    var end: Int?
    for region in regions where region.start <= offset && offset < region.end && kinds.contains(region.kind) {
      end = max(end ?? 0, region.end)
    }
    return end
  }

  private func add(_ start: Int, _ end: Int, _ kind: TextRegions) {
    if start < reach.lowerBound || end > reach.upperBound { regions.append(Region(start: start, end: end, kind: kind)) }
  }

  /// Reads to the end of the line, or of the fence in which it ends; the place behind.
  private func readLine(from start: Int) -> Int {
    forget()
    if isQuoted(lineAt: start) { add(start, endOfLine(from: start), .quote) }
    var place = start
    while place < text.count, text[place] != 0x0A {
      if let end = fenceEnd(at: place) {
        add(place, end, .code)
        forget()
        place = end
      } else {
        place += readCharacter(at: place, lineStart: start)
      }
    }
    return place + 1
  }

  private func forget() {
    inlineCode = nil
    quotation = nil
  }

  private func isQuoted(lineAt start: Int) -> Bool {
    var place = start
    while place < text.count, text[place] == 0x20 || text[place] == 0x09 { place += 1 }
    return place < text.count && text[place] == 0x3E
  }

  private func endOfLine(from start: Int) -> Int {
    var place = start
    while place < text.count, text[place] != 0x0A { place += 1 }
    return place
  }

  /// The end of the fence that begins here; nil where none does.
  private func fenceEnd(at place: Int) -> Int? {
    guard text[place] == 0x60, place + 2 < text.count, text[place + 1] == 0x60, text[place + 2] == 0x60 else {
      return nil
    }
    return UTF8Text.fence(in: text, from: place + 3).map { $0 + 3 } ?? text.count
  }

  /// Reads a character that may open or close something; its length in bytes.
  private func readCharacter(at place: Int, lineStart: Int) -> Int {
    let (value, length) = UTF8Text.scalar(in: text, at: place)
    if value == 0x60 {
      readBacktick(at: place, lineStart: lineStart)
    } else if let open = quotation {
      if Self.closes(value, open.mark) {
        add(open.start, place + length, .quote)
        quotation = nil
      }
    } else if Self.opens(value) {
      quotation = (place, value)
    }
    return length
  }

  private func readBacktick(at place: Int, lineStart: Int) {
    if let start = inlineCode {
      add(start, place + 1, .code)
      inlineCode = nil
    } else if place == lineStart
      || !CharacterClass.of(UTF8Text.scalarBefore(place, in: text).value).contains(.word)
    {
      inlineCode = place
    }
  }

  private static func opens(_ value: UInt32) -> Bool {
    switch value {
    case 0x22, 0x201C, 0x201E, 0xAB, 0x300C, 0x300E: true
    default: false
    }
  }

  private static func closes(_ value: UInt32, _ mark: UInt32) -> Bool {
    switch mark {
    case 0x22: value == 0x22
    case 0x201C, 0x201E: value == 0x201D || value == 0x201C
    case 0xAB: value == 0xBB
    case 0x300C: value == 0x300D
    default: value == 0x300F
    }
  }
}
