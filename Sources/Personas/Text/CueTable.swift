import Patterns

/// Folded literals that are looked for all at once, with the numbers that each stands for. Immutable; made once and
/// shared by all threads.
///
/// At every place of a text its next four bytes are hashed and looked up in a bitmap of 8 KiB; only where it says so
/// are literals compared. Most messages hold none, and then this is all that is done with them.
final class CueTable: @unchecked Sendable {
  // Unchecked because of the pointers: written in `init`, freed in `deinit`, only read in between.

  /// No cue is shorter: a key has so many bytes.
  static let shortest = 4
  static let longest = RequiredLiterals.longest

  private struct Entry {
    var low: UInt64
    var lowMask: UInt64
    var high: UInt64
    var highMask: UInt64
    /// Where the key begins in the cue.
    var offset: Int32
    /// The number that the cue stands for.
    var number: UInt32
  }

  private static let hashBits = 16
  private let bitmap: UnsafeMutablePointer<UInt64>
  /// Where the entries of each hash begin; one more than there are hashes.
  private let starts: UnsafeMutablePointer<UInt32>
  private let entries: UnsafeMutableBufferPointer<Entry>

  /// - Parameter cues: Folded (`FoldedPiece.folded`), each of `shortest` to `longest` bytes. The same one may come with
  ///   several numbers.
  init(_ cues: [(bytes: [UInt8], number: Int)]) {
    var found = cues.map { bytes, number in
      let offset = Self.rarestKey(in: bytes)
      return (hash: Self.hash(Self.key(bytes, offset)), entry: Self.entry(bytes, offset, number))
    }
    found.sort { ($0.hash, $0.entry.number) < ($1.hash, $1.entry.number) }
    bitmap = .allocate(capacity: 1 << (Self.hashBits - 6))
    bitmap.initialize(repeating: 0, count: 1 << (Self.hashBits - 6))
    starts = .allocate(capacity: 1 << Self.hashBits + 1)
    starts.initialize(repeating: 0, count: 1 << Self.hashBits + 1)
    for (hash, _) in found {
      bitmap[hash >> 6] |= 1 << UInt64(hash & 63)
      starts[hash + 1] += 1
    }
    for hash in 0..<(1 << Self.hashBits) { starts[hash + 1] += starts[hash] }
    entries = .allocate(capacity: found.count)
    _ = entries.initialize(from: found.map(\.entry))
  }

  deinit {
    bitmap.deallocate()
    starts.deallocate()
    entries.deallocate()
  }

  /// Calls `note` with the number of each cue at each place where it stands.
  @inline(__always)
  func look(in text: FoldedPiece, _ note: (Int) -> Void) {
    let (bitmap, end) = (bitmap, text.start + text.count)
    var place = text.start
    while place < end {
      let hash = Self.hash(UnsafeRawPointer(place).loadUnaligned(as: UInt32.self).littleEndian)
      if bitmap[hash >> 6] >> UInt64(hash & 63) & 1 != 0 { compare(hash, at: place, note) }
      place += 1
    }
  }

  @inline(__always)
  private func compare(_ hash: Int, at place: UnsafePointer<UInt8>, _ note: (Int) -> Void) {
    for number in Int(starts[hash])..<Int(starts[hash + 1]) {
      let entry = entries[number]
      let start = UnsafeRawPointer(place - Int(entry.offset))
      if start.loadUnaligned(as: UInt64.self) & entry.lowMask == entry.low,
        (start + 8).loadUnaligned(as: UInt64.self) & entry.highMask == entry.high
      {
        note(Int(entry.number))
      }
    }
  }

  @inline(__always)
  private static func hash(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B1) >> UInt32(32 - hashBits))
  }

  private static func key(_ cue: [UInt8], _ offset: Int) -> UInt32 {
    cue[offset..<offset + shortest].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func entry(_ cue: [UInt8], _ offset: Int, _ number: Int) -> Entry {
    precondition((shortest...longest).contains(cue.count), "a cue has 4 to 16 bytes")
    let padded = cue + Array(repeating: 0, count: longest - cue.count)
    let mask = Array(repeating: UInt8(0xFF), count: cue.count) + Array(repeating: 0, count: longest - cue.count)
    return Entry(
      low: word(padded[..<8]), lowMask: word(mask[..<8]), high: word(padded[8...]), highMask: word(mask[8...]),
      offset: Int32(offset), number: UInt32(number))
  }

  /// Eight bytes as they are loaded from memory.
  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }.littleEndian
  }

  /// The offset of the four bytes that are likely to be rarest in text: keys of common letters and spaces would let
  /// nearly every place through.
  private static func rarestKey(in cue: [UInt8]) -> Int {
    let common = Array(" ETAOINSRHLDUCM".utf8)
    let costs = (0...(cue.count - shortest)).map { start in
      cue[start..<(start + shortest)].reduce(0) { cost, byte in
        cost + (common.firstIndex(of: byte).map { common.count - $0 } ?? 0)
      }
    }
    return costs.indices.min { costs[$0] < costs[$1] } ?? 0
  }
}
