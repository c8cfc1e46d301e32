import Patterns

/// A piece of text, folded (`CaseFolding`) and with every run of white space as one space, between two spaces and with
/// zeros behind. One for each thread; its memory is used again.
final class FoldedPiece {
  /// The most bytes that are folded at a time.
  static let capacity = 2_048
  /// Zeros behind the text, so that the longest cue can be compared at its last byte.
  private static let padding = 16

  private let memory: UnsafeMutablePointer<UInt8>
  private let folded: UnsafeMutablePointer<UInt16>
  /// The length of the folded text, with the spaces around it.
  private(set) var count = 0

  init() {
    // Folding makes nothing longer.
    let size = Self.padding + Self.capacity + 2 + Self.padding
    memory = .allocate(capacity: size)
    memory.initialize(repeating: 0, count: size)
    folded = .allocate(capacity: CaseFolding.table.count)
    folded.initialize(from: CaseFolding.table, count: CaseFolding.table.count)
  }

  deinit {
    memory.deallocate()
    folded.deallocate()
  }

  /// The first byte, with as many readable bytes before it as behind the last.
  var start: UnsafePointer<UInt8> { UnsafePointer(memory + Self.padding) }

  /// Takes a text of at most `capacity` bytes in the place of the one before.
  func fold(_ text: UnsafeRawBufferPointer) {
    precondition(text.count <= Self.capacity, "more text than is folded at a time")
    let first = memory + Self.padding
    var writer = Writer(target: first)
    writer.put(0x20)
    let folded = folded
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte < 0x80 {
        writer.put(UInt8(truncatingIfNeeded: folded[Int(byte)]))
        place += 1
        continue
      }
      let (value, length) = UTF8Bytes.scalar(in: text, at: place)
      if value < CaseFolding.tableEnd {
        writer.put(scalar: folded[Int(value)])
      } else if value == CaseFolding.ideographicSpace {
        writer.put(0x20)
      } else {
        for offset in 0..<length { writer.put(text[place + offset]) }
      }
      place += length
    }
    writer.put(0x20)
    count = writer.target - first
    for offset in 0..<Self.padding { writer.target[offset] = 0 }
  }

  /// The text as it would be folded, for literals and keys.
  static func folded(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard let value = Unicode.Scalar(CaseFolding.fold(scalar.value)) else { continue }
      if value == " ", bytes.last == 0x20 { continue }
      bytes += UTF8.encode(value) ?? UTF8.encodedReplacementCharacter
    }
    return bytes
  }

  /// Writes bytes one by one and joins white space.
  private struct Writer {
    var target: UnsafeMutablePointer<UInt8>
    private var endsInSpace = false

    init(target: UnsafeMutablePointer<UInt8>) { self.target = target }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
      let isSpace = byte == 0x20
      target.pointee = byte
      // Written in any case; a second space is written over.
      target += isSpace && endsInSpace ? 0 : 1
      endsInSpace = isSpace
    }

    /// A scalar below U+3000.
    @inline(__always)
    mutating func put(scalar: UInt16) {
      if scalar < 0x80 { return put(UInt8(truncatingIfNeeded: scalar)) }
      if scalar < 0x800 {
        put(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      } else {
        put(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
        put(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      }
      put(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }
}
