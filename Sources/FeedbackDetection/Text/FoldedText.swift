import Patterns

/// A piece of text, folded (`CaseFolding`) and with every run of white space as one space, with zeros around it. One
/// for each thread; its memory is used again.
final class FoldedText {
  /// The most that is folded at a time.
  static let capacity = MessageWindows.openingBytes
  /// Zeros before and behind the text, so that whole machine words can be read at every place of it.
  static let padding = 32

  private let memory: UnsafeMutablePointer<UInt8>
  private let folded: UnsafeMutablePointer<UInt16>
  /// The length of the folded text.
  private(set) var count = 0
  private var endsInSpace = false

  init() {
    let size = Self.padding + Self.capacity + Self.padding
    memory = .allocate(capacity: size)
    memory.initialize(repeating: 0, count: size)
    folded = .allocate(capacity: CaseFolding.table.count)
    folded.initialize(from: CaseFolding.table, count: CaseFolding.table.count)
  }

  deinit {
    memory.deallocate()
    folded.deallocate()
  }

  /// The first byte of the text.
  var start: UnsafePointer<UInt8> { UnsafePointer(memory + Self.padding) }

  /// Begins with nothing.
  func clear() {
    count = 0
    endsInSpace = false
  }

  /// Adds text, which together must not be more than `capacity`. Folding makes nothing longer.
  func append(_ text: UnsafeRawBufferPointer) {
    precondition(count + text.count <= Self.capacity, "more text than is scanned at a time")
    var writer = Writer(target: memory + Self.padding + count, endsInSpace: endsInSpace)
    let folded = folded
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte < 0x80 {
        writer.put(UInt8(truncatingIfNeeded: folded[Int(byte)]))
        place += 1
      } else {
        let (value, length) = UTF8Text.scalar(in: text, at: place)
        Self.fold(value, of: text, at: place, length, folded, &writer)
        place += length
      }
    }
    count = writer.target - memory - Self.padding
    endsInSpace = writer.endsInSpace
    for offset in 0..<Self.padding { memory[Self.padding + count + offset] = 0 }
  }

  /// Folds one character beyond ASCII.
  @inline(__always)
  private static func fold(
    _ value: UInt32, of text: UnsafeRawBufferPointer, at place: Int, _ length: Int,
    _ folded: UnsafeMutablePointer<UInt16>, _ writer: inout Writer
  ) {
    if value == CaseFolding.ideographicSpace { return writer.put(0x20) }
    guard value < CaseFolding.tableEnd else {
      for offset in 0..<length { writer.put(text[place + offset]) }
      return
    }
    let scalar = folded[Int(value)]
    if scalar < 0x80 { return writer.put(UInt8(truncatingIfNeeded: scalar)) }
    if scalar < 0x800 {
      writer.put(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
    } else {
      writer.put(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      writer.put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
    }
    writer.put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
  }

  /// Writes bytes one by one and joins white space.
  private struct Writer {
    var target: UnsafeMutablePointer<UInt8>
    var endsInSpace: Bool

    @inline(__always)
    mutating func put(_ byte: UInt8) {
      let isSpace = byte == 0x20
      target.pointee = byte
      // Written in any case; a second space is written over.
      target += isSpace && endsInSpace ? 0 : 1
      endsInSpace = isSpace
    }
  }
}
