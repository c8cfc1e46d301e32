import Patterns

/// All literals of a rule set, to be looked for at once. Immutable, shared by all threads.
///
/// Each literal is looked up by a key: its rarest six bytes, or, where it is shorter, four, three or two. At every place
/// of the text the bytes there are hashed and looked up in one small bitmap for each length of keys, and only where one
/// says so are literals compared. (An automaton after Aho and Corasick was tried first: its table of some megabytes made
/// nearly every step wait for memory, at five times the cost. Keys of four bytes for all let three times as many places
/// through: common pieces of words such as `MENT`.)
final class LiteralTable: Sendable {
  let six: LiteralKeys
  let four: LiteralKeys
  let three: LiteralKeys
  let two: LiteralKeys
  /// Where the bits of each literal begin in `bits`; one more than there are literals.
  let bitStarts: [UInt32]
  /// The bits of `LiteralHits` that each literal sets.
  let bits: [UInt32]

  var literalCount: Int { bitStarts.count - 1 }

  /// Takes the literals with the bit that each of them sets; the same literal may come more than once.
  init(_ literals: [(bytes: [UInt8], bit: Int)]) {
    let grouped = Dictionary(grouping: literals, by: \.bytes).sorted { $0.key.lexicographicallyPrecedes($1.key) }
    let lists = grouped.map { Set($0.value.map { UInt32($0.bit) }).sorted() }
    bitStarts = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + UInt32($1.count)) }
    bits = lists.flatMap { $0 }
    let numbered = grouped.map(\.key).enumerated().map { (bytes: $0.element, number: $0.offset) }
    six = LiteralKeys(length: 6, of: numbered.filter { $0.bytes.count >= 6 })
    four = LiteralKeys(length: 4, of: numbered.filter { (4..<6).contains($0.bytes.count) })
    three = LiteralKeys(length: 3, of: numbered.filter { $0.bytes.count == 3 })
    two = LiteralKeys(length: 2, of: numbered.filter { $0.bytes.count == 2 })
  }
}

/// Literals that are looked up by keys of one length.
final class LiteralKeys: @unchecked Sendable {
  // Unchecked because of the pointers: written in `init`, freed in `deinit`, only read in between.

  /// One literal to compare, 16 bytes at most, with its key `offset` bytes behind its beginning.
  struct Entry {
    var low: UInt64
    var lowMask: UInt64
    var high: UInt64
    var highMask: UInt64
    var offset: Int32
    var literal: Int32

    /// Whether the literal stands in a text with its key at `key`.
    @inline(__always)
    func stands(at key: UnsafePointer<UInt8>) -> Bool {
      let start = UnsafeRawPointer(key - Int(offset))
      return start.loadUnaligned(as: UInt64.self) & lowMask == low
        && (start + 8).loadUnaligned(as: UInt64.self) & highMask == high
    }
  }

  /// What a machine word loaded from a text is cut to.
  private let mask: UInt64
  /// How many bits a hash has.
  private let hashBits: UInt64
  /// One bit for each hash.
  private let bitmap: UnsafeMutablePointer<UInt64>
  /// Where the entries of each bucket begin; one more than there are buckets.
  private let starts: UnsafeMutablePointer<UInt32>
  private let entries: UnsafeMutableBufferPointer<Entry>

  /// A bucket holds the entries of so many neighbouring hashes: 2 to the power of this.
  private static let bucketShift: UInt64 = 3

  /// A copy for a loop, which asks nobody whether it may still be read.
  struct Lookup {
    fileprivate let mask: UInt64
    fileprivate let shift: UInt64
    fileprivate let bitmap: UnsafePointer<UInt64>
    fileprivate let starts: UnsafePointer<UInt32>
    private let entries: UnsafePointer<Entry>?

    fileprivate init(_ keys: LiteralKeys) {
      mask = keys.mask
      shift = 64 - keys.hashBits
      bitmap = UnsafePointer(keys.bitmap)
      starts = UnsafePointer(keys.starts)
      entries = UnsafePointer(keys.entries.baseAddress)
    }

    /// The hash of the key in a word loaded from a text, where there may be a literal with it.
    @inline(__always)
    func hash(of word: UInt64) -> UInt64? {
      let hash = LiteralKeys.hash(word & mask, shift)
      return bitmap[Int(truncatingIfNeeded: hash >> 6)] >> (hash & 63) & 1 != 0 ? hash : nil
    }

    /// Calls `found` with the number of each literal whose key stands at `place`.
    @inline(__always)
    func compare(_ hash: UInt64, at place: UnsafePointer<UInt8>, _ found: (Int) -> Void) {
      guard let entries else { return }
      let bucket = Int(truncatingIfNeeded: hash >> LiteralKeys.bucketShift)
      var entry = entries + Int(starts[bucket])
      let end = entries + Int(starts[bucket + 1])
      while entry < end {
        if entry.pointee.stands(at: place) { found(Int(entry.pointee.literal)) }
        entry += 1
      }
    }
  }

  var lookup: Lookup { Lookup(self) }

  var isEmpty: Bool { entries.isEmpty }

  fileprivate init(length: Int, of literals: [(bytes: [UInt8], number: Int)]) {
    mask = UInt64.max >> UInt64(64 - 8 * length)
    hashBits = Self.hashBits(for: literals.count)
    let shift = 64 - hashBits
    bitmap = .allocate(capacity: 1 << Int(hashBits - 6))
    bitmap.initialize(repeating: 0, count: 1 << Int(hashBits - 6))
    var found: [(hash: UInt64, entry: Entry)] = []
    for (bytes, number) in literals {
      let entry = Self.entry(for: bytes, keyLength: length, number: number)
      let offset = Int(entry.offset)
      let hash = Self.hash(Self.word(bytes[offset..<offset + length]), shift)
      bitmap[Int(hash >> 6)] |= 1 << (hash & 63)
      found.append((hash, entry))
    }
    found.sort { ($0.hash, $0.entry.literal) < ($1.hash, $1.entry.literal) }
    entries = .allocate(capacity: found.count)
    _ = entries.initialize(from: found.map(\.entry))
    starts = Self.starts(found.map { Int($0.hash >> Self.bucketShift) }, count: 1 << Int(hashBits - Self.bucketShift))
  }

  deinit {
    bitmap.deallocate()
    starts.deallocate()
    entries.deallocate()
  }

  /// So many that about one bit in forty is set, and at most 18: 32 KiB.
  private static func hashBits(for count: Int) -> UInt64 {
    var bits: UInt64 = 9
    while bits < 18, 1 << bits < 40 * count { bits += 1 }
    return bits
  }

  @inline(__always)
  private static func hash(_ key: UInt64, _ shift: UInt64) -> UInt64 { (key &* 0x9E37_79B9_7F4A_7C15) >> shift }

  private static func entry(for literal: [UInt8], keyLength: Int, number: Int) -> Entry {
    precondition(literal.count <= 16, "a literal has 16 bytes at most")
    let padded = literal + Array(repeating: 0, count: 16 - literal.count)
    let mask = Array(repeating: UInt8(0xFF), count: literal.count) + Array(repeating: 0, count: 16 - literal.count)
    return Entry(
      low: word(padded[0..<8]), lowMask: word(mask[0..<8]), high: word(padded[8..<16]), highMask: word(mask[8..<16]),
      offset: Int32(rarestKey(in: literal, length: keyLength)), literal: Int32(number))
  }

  /// Up to eight bytes as they are loaded from memory, with zeros behind.
  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }.littleEndian
  }

  private static func starts(_ buckets: [Int], count: Int) -> UnsafeMutablePointer<UInt32> {
    let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: count + 1)
    starts.initialize(repeating: 0, count: count + 1)
    for bucket in buckets { starts[bucket + 1] += 1 }
    for bucket in 0..<count { starts[bucket + 1] += starts[bucket] }
    return starts
  }

  /// The offset of the bytes that are likely to be rare in text.
  private static func rarestKey(in literal: [UInt8], length: Int) -> Int {
    let costs = (0...(literal.count - length)).map { start in
      literal[start..<(start + length)].reduce(0) { $0 + commonness[Int($1)] }
    }
    return costs.indices.min { costs[$0] < costs[$1] } ?? 0
  }

  /// Of each byte of folded text; what is not ASCII counts as middling.
  private static let commonness: [Int] = {
    // From the most common letter on.
    let common = Array(" ETAOINSRHLDUCMFPGWYBVK".utf8).map { Int(CaseFolding.table[Int($0)]) }
    var result = Array(repeating: 0, count: 0x80) + Array(repeating: 8, count: 0x80)
    for (rank, byte) in common.enumerated() { result[byte] = common.count - rank }
    return result
  }()
}
