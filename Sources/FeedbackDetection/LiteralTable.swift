import Patterns

/// All literals of a rule set, to be looked for at once. Immutable, shared by all threads.
///
/// Each literal is looked up by its rarest four bytes: at every place of the text four bytes are hashed and looked up in
/// a bitmap of 16 KiB, and only where that says so are literals compared. Literals of two and three bytes have a bitmap
/// of their own. (An automaton after Aho and Corasick was
/// tried first: its table of some megabytes made nearly every step wait for memory, at five times the cost.)
final class LiteralTable: @unchecked Sendable {
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

  /// One bit for each hash of four bytes.
  let keys: UnsafeMutablePointer<UInt64>
  /// One bit for each hash of three bytes, for literals that have no more.
  let shortKeys: UnsafeMutablePointer<UInt64>
  /// Where the entries of each bucket begin in `entries`; one more than there are buckets.
  let bucketStarts: UnsafeMutablePointer<UInt32>
  let entries: UnsafeMutableBufferPointer<Entry>
  /// Where the bits of each literal begin in `bits`; one more than there are literals.
  let bitStarts: [UInt32]
  /// The bits of `LiteralHits` that each literal sets.
  let bits: [UInt32]

  private static let hashBits: UInt32 = 17
  private static let bucketBits: UInt32 = 13
  private static let keyWords = 1 << Int(hashBits - 6)

  var literalCount: Int { bitStarts.count - 1 }

  /// Takes the literals with the bit that each of them sets; the same literal may come more than once.
  init(_ literals: [(bytes: [UInt8], bit: Int)]) {
    let grouped = Dictionary(grouping: literals, by: \.bytes).sorted { $0.key.lexicographicallyPrecedes($1.key) }
    let lists = grouped.map { Set($0.value.map { UInt32($0.bit) }).sorted() }
    bitStarts = lists.reduce(into: [0]) { $0.append($0[$0.count - 1] + UInt32($1.count)) }
    bits = lists.flatMap { $0 }
    keys = .allocate(capacity: Self.keyWords)
    keys.initialize(repeating: 0, count: Self.keyWords)
    shortKeys = .allocate(capacity: Self.keyWords)
    shortKeys.initialize(repeating: 0, count: Self.keyWords)
    var found: [(hash: UInt32, entry: Entry)] = []
    for (number, literal) in grouped.map(\.key).enumerated() {
      let entry = Self.entry(for: literal, number: number)
      let table = literal.count < 4 ? shortKeys : keys
      var buckets: Set<Int> = []
      for hash in Self.keys(of: literal, at: Int(entry.offset)).map(Self.hash) {
        table[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
        if buckets.insert(Self.bucket(hash)).inserted { found.append((hash, entry)) }
      }
    }
    let sorted = found.sorted { (Self.bucket($0.hash), $0.entry.literal) < (Self.bucket($1.hash), $1.entry.literal) }
    entries = .allocate(capacity: sorted.count)
    _ = entries.initialize(from: sorted.map(\.entry))
    bucketStarts = Self.starts(sorted.map { Self.bucket($0.hash) })
  }

  deinit {
    keys.deallocate()
    shortKeys.deallocate()
    bucketStarts.deallocate()
    entries.deallocate()
  }

  /// The hash of a key.
  @inline(__always)
  static func hash(_ key: UInt32) -> UInt32 { (key &* 0x9E37_79B1) >> (32 - hashBits) }

  @inline(__always)
  static func bucket(_ hash: UInt32) -> Int { Int(hash >> (hashBits - bucketBits)) }

  /// The keys by which a literal is found: its four bytes at an offset, or all it has, with each byte that may follow
  /// two.
  private static func keys(of literal: [UInt8], at offset: Int) -> [UInt32] {
    let key = literal[offset..<min(offset + 4, literal.count)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return literal.count == 2 ? (0...255).map { key | $0 << 16 } : [key]
  }

  private static func entry(for literal: [UInt8], number: Int) -> Entry {
    precondition((2...16).contains(literal.count), "a literal has 2 to 16 bytes")
    let padded = literal + Array(repeating: 0, count: 16 - literal.count)
    let mask = Array(repeating: UInt8(0xFF), count: literal.count) + Array(repeating: 0, count: 16 - literal.count)
    return Entry(
      low: word(padded[0..<8]), lowMask: word(mask[0..<8]), high: word(padded[8..<16]), highMask: word(mask[8..<16]),
      offset: Int32(literal.count < 4 ? 0 : rarestKey(in: literal)), literal: Int32(number))
  }

  /// Eight bytes as they are loaded from memory.
  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }.littleEndian
  }

  private static func starts(_ buckets: [Int]) -> UnsafeMutablePointer<UInt32> {
    let count = 1 << Int(bucketBits)
    let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: count + 1)
    starts.initialize(repeating: 0, count: count + 1)
    for bucket in buckets { starts[bucket + 1] += 1 }
    for bucket in 0..<count { starts[bucket + 1] += starts[bucket] }
    return starts
  }

  /// The offset of the four bytes that are likely to be rare in text.
  private static func rarestKey(in literal: [UInt8]) -> Int {
    let costs = (0...(literal.count - 4)).map { start in
      literal[start..<(start + 4)].reduce(0) { $0 + commonness(of: $1) }
    }
    return costs.indices.min { costs[$0] < costs[$1] } ?? 0
  }

  /// Folded letters from the most common on; what is not ASCII counts as middling.
  private static let common = Array(" ETAOINSRHLDUCMFPGWYBVK".utf8).map { UInt8(CaseFolding.table[Int($0)]) }

  private static func commonness(of byte: UInt8) -> Int {
    if byte >= 0x80 { return 8 }
    return common.firstIndex(of: byte).map { common.count - $0 } ?? 0
  }
}
