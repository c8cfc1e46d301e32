import Records

/// The elements of arrays, or documents one after the other, over as many lines as they like.
///
/// It knows strings and brackets and nothing else of JSON. Where the layout shows it, an element that is cut costs only
/// itself (`ElementLayout`). The elements need not be objects; what they are is the parser's to judge.
struct ValueSplitter: RecordSplitter {
  private enum State {
    /// Among white space and separators.
    case between
    /// Within brackets or a string.
    case value
    /// Within an element of an array that is neither: a number, a word, or rubbish.
    case bare
    /// Within what stands outside of all arrays and documents and is neither.
    case noise
  }

  var text: TextPlace
  private var state = State.between
  /// Whether an array is open whose elements are the records.
  private var isInArray = false
  /// Whether the last thing to end outside of arrays was an array.
  private var isBehindArray = false
  private var depth = 0
  private var isInString = false
  private var start: Int
  private var startLine = 1
  private var scanned: Int
  private var lost: LostRecord?
  private var layout = ElementLayout()
  private var escapes = EscapeScan()
  /// Where the next newline is, or up to where there is none.
  private var newline: Int
  /// Where the present line begins, while only white space has come since and it may matter.
  private var lineStart: Int?

  init(_ text: TextPlace, at start: Int) {
    self.text = text
    self.start = start
    scanned = start
    newline = start
    lineStart = start
  }

  var keepFrom: Int { state == .between ? min(lineStart ?? scanned, scanned) : start }

  mutating func scan(_ batch: RecordBatch) -> ScanResult { scan(batch, isLast: false, stopsWhenFull: true) }

  mutating func shift(by distance: Int) {
    start -= distance
    scanned -= distance
    newline -= distance
    lineStart = lineStart.map { $0 - distance }
    escapes.shift(by: distance)
    text.origin += distance
  }

  mutating func finish(_ batch: RecordBatch, broken: StreamBreak?) -> DropReason? {
    _ = scan(batch, isLast: true, stopsWhenFull: false)
    if state == .noise { endNoise(batch) }
    let isCut = state == .value || state == .bare
    let cut = isCut ? lost ?? text.lost(from: start, to: scanned, line: startLine, in: batch) : nil
    if let broken {
      text.end(broken.reason, broken.detail, code: broken.engineCode, lost: cut, to: batch)
      return broken.reason
    }
    guard isCut || isInArray else { return nil }
    let what = isCut ? "the text ends within a record" : "the array's end is missing"
    text.end(.incompleteJSON, what, lost: cut, to: batch)
    return .incompleteJSON
  }

  private mutating func scan(_ batch: RecordBatch, isLast: Bool, stopsWhenFull: Bool) -> ScanResult {
    while scanned < batch.filled {
      if stopsWhenFull, batch.isFull { return .batchIsFull }
      let goesOn =
        switch state {
        case .between: scanBetween(batch)
        case .value: scanValue(batch, isLast: isLast)
        case .bare: scanBare(batch)
        case .noise: scanNoise(batch)
        }
      guard goesOn else { break }
    }
    dropIfTooLong(batch)
    return batch.isFull ? .batchIsFull : .needsInput
  }
}

// MARK: Between values

extension ValueSplitter {
  private mutating func scanBetween(_ batch: RecordBatch) -> Bool {
    let base = batch.base
    while scanned < batch.filled, state == .between {
      let byte = base[scanned]
      switch byte {
      case JSONBytes.newline:
        text.line += 1
        lineStart = layout.isKnown ? nil : scanned + 1
        scanned += 1
      case JSONBytes.comma where isInArray || !isBehindArray: passSeparator()
      case JSONBytes.openBracket where !isInArray:
        isInArray = true
        passSeparator()
      case JSONBytes.closeBracket where isInArray:
        (isInArray, isBehindArray) = (false, true)
        passSeparator()
      case _ where JSONBytes.isSpace(byte): scanned += 1
      default: begin(with: byte, batch)
      }
    }
    // An indentation longer than this is none that anybody has set.
    if let lineStart, scanned - lineStart > 256 { self.lineStart = nil }
    return true
  }

  private mutating func passSeparator() {
    lineStart = nil
    scanned += 1
  }

  private mutating func begin(with byte: UInt8, _ batch: RecordBatch) {
    (start, startLine) = (scanned, text.line)
    if let lineStart { layout.learn(indentOf: lineStart..<scanned, in: batch.base) }
    lineStart = nil
    switch byte {
    case JSONBytes.openBrace, JSONBytes.openBracket:
      (state, depth) = (.value, 1)
      if !isInArray { isBehindArray = false }
    case JSONBytes.quote where isInArray:
      (state, depth, isInString) = (.value, 0, true)
      escapes.begin(at: scanned + 1)
    default: state = isInArray ? .bare : .noise
    }
    scanned += 1
  }
}

// MARK: Within values

extension ValueSplitter {
  /// Goes to the end of the value or of the line; false if more must come first.
  private mutating func scanValue(_ batch: RecordBatch, isLast: Bool) -> Bool {
    let base = batch.base
    let end = lineEnd(batch)
    if scanValue(base, to: end) {
      layout.endElement()
      endRecord(at: scanned, batch)
      return true
    }
    guard end < batch.filled else { return true }
    guard isLast || end + layout.bytesNeeded < batch.filled else { return false }
    if layout.beginsAnew(behind: end, to: batch.filled, isInString: isInString, since: start, in: base) {
      // The newline itself is left to the state between records.
      isInString = false
      endRecord(at: end, batch)
    } else {
      text.line += 1
      scanned = end + 1
    }
    return true
  }

  /// Goes through one line; true if the value ended at `scanned`, else `scanned` is `end`.
  private mutating func scanValue(_ base: UnsafeMutableRawPointer, to end: Int) -> Bool {
    var place = scanned
    var depth = depth
    var isInString = isInString
    defer { (scanned, self.depth, self.isInString) = (place, depth, isInString) }
    while place < end {
      if isInString {
        place = escapes.closingQuote(in: base, from: place, to: end)
        guard place < end else { return false }
        isInString = false
        place += 1
        if depth == 0 { return true }
        continue
      }
      switch base[place] {
      case JSONBytes.quote:
        isInString = true
        escapes.begin(at: place + 1)
      case JSONBytes.openBrace, JSONBytes.openBracket: depth += 1
      case JSONBytes.closeBrace, JSONBytes.closeBracket: depth -= 1
      default: break
      }
      place += 1
      if depth == 0 { return true }
    }
    return false
  }

  /// A bare element ends at a separator, at a bracket, or with the line.
  private mutating func scanBare(_ batch: RecordBatch) -> Bool {
    while scanned < batch.filled {
      switch batch.base[scanned] {
      case JSONBytes.comma, JSONBytes.closeBracket, JSONBytes.newline, JSONBytes.openBrace, JSONBytes.openBracket:
        endRecord(at: scanned, batch)
        return true
      default: scanned += 1
      }
    }
    return true
  }

  /// Noise ends with a line behind which a bracket opens.
  private mutating func scanNoise(_ batch: RecordBatch) -> Bool {
    let base = batch.base
    let end = lineEnd(batch)
    guard end < batch.filled else {
      scanned = batch.filled
      return true
    }
    scanned = end
    var next = end + 1
    while next < batch.filled, base[next] == 32 || base[next] == 9, next < end + 256 { next += 1 }
    guard next < batch.filled else { return false }
    if base[next] == JSONBytes.openBrace || base[next] == JSONBytes.openBracket {
      endNoise(batch)
    } else {
      text.line += 1
      scanned = end + 1
    }
    return true
  }

  /// The place of the next newline, or the end of what has come. The search goes over every byte once.
  private mutating func lineEnd(_ batch: RecordBatch) -> Int {
    newline = max(newline, scanned)
    if newline < batch.filled, batch.base[newline] != JSONBytes.newline {
      newline = batch.base.firstPlace(of: JSONBytes.newline, from: newline, to: batch.filled)
    }
    return newline
  }
}

// MARK: Ends

extension ValueSplitter {
  /// Hands on `start ..< end` without the white space at its end, whole or cut.
  private mutating func endRecord(at place: Int, _ batch: RecordBatch) {
    state = .between
    var end = place
    while end > start, JSONBytes.isSpace(batch.base[end - 1]) { end -= 1 }
    if let lost {
      reject(lost, bytes: text.origin + end - lost.byte, to: batch)
    } else if end - start > text.recordBytes {
      reject(text.lost(from: start, to: end, line: startLine, in: batch), bytes: end - start, to: batch)
    } else {
      text.emit(start..<end, line: startLine, to: batch)
    }
  }

  private mutating func reject(_ lost: LostRecord, bytes: Int, to batch: RecordBatch) {
    text.reject(lost, .recordTooLarge, "\(bytes) bytes, over the limit of \(text.recordBytes)", to: batch)
    self.lost = nil
  }

  private mutating func endNoise(_ batch: RecordBatch) {
    state = .between
    let lost = lost ?? text.lost(from: start, to: scanned, line: startLine, in: batch)
    let bytes = text.origin + scanned - lost.byte
    text.reject(lost, .invalidJSON, "\(bytes) bytes stand outside of all records", to: batch)
    self.lost = nil
  }

  /// Gives up the bytes of a record that is over the limit before its end was seen, and of long noise.
  private mutating func dropIfTooLong(_ batch: RecordBatch) {
    guard state != .between else { return }
    if lost == nil, scanned - start > (state == .noise ? ReadingFault.headBytes : text.recordBytes) {
      lost = text.lost(from: start, to: scanned, line: startLine, in: batch)
    }
    guard lost != nil, scanned > start else { return }
    if isInString { escapes.forget(before: scanned, in: batch.base) }
    start = scanned
  }
}
