/// The n-grams of a follow-up, hashed, for the embedded model. One for each thread.
///
/// Texts are folded first: lower case, full width to ASCII, every digit `0`, quotation marks and apostrophes of one kind,
/// white space as one space. Of a long text the beginning and the end are read.
final class NGramReader {
  /// Which n-grams a group holds; each group has a share of its own in a score.
  enum Group: Int, CaseIterable {
    /// Three or four characters in a row, spaces at both ends included.
    case characters
    /// Words and pairs of words; punctuation marks and ideographs are words of their own.
    case words
    /// The first one to three words together, and a whole message of at most three.
    case head
  }

  /// The places of the n-grams of the last follow-up, each place once in its group.
  private(set) var places: [[UInt32]] = Group.allCases.map { _ in [] }

  private var collector: PlaceCollector
  private let scalars: UnsafeMutablePointer<UInt32>
  private let tokens: UnsafeMutablePointer<UInt64>
  private var scalarCount = 0
  private var tokenCount = 0

  /// Scalars of the beginning and of the end that are read.
  private static let headScalars = 300
  private static let tailScalars = 100
  /// Of one piece, with a space on each side.
  private static let mostScalars = headScalars + tailScalars + 2

  /// - Parameter bits: An n-gram has one of 2 to the power of so many places.
  init(bits: Int) {
    // Two for each scalar of the beginning and of the end, and those of the head.
    collector = PlaceCollector(bits: bits, most: 4 * Self.mostScalars)
    scalars = .allocate(capacity: Self.mostScalars)
    tokens = .allocate(capacity: Self.mostScalars)
  }

  deinit {
    collector.deallocate()
    scalars.deallocate()
    tokens.deallocate()
  }

  func read(_ text: UnsafeRawBufferPointer) {
    let said = UTF8Text.slice(text, UTF8Text.trimmed(text))
    let tail = Self.tailStart(of: said)
    // A copy, so that its numbers may stay in registers while memory is written to.
    var collector = collector
    readPiece(UTF8Text.slice(said, 0..<min(tail.head, said.count)), isHead: true, into: &collector)
    if tail.start < said.count {
      readPiece(UTF8Text.slice(said, tail.start..<said.count), isHead: false, into: &collector)
    }
    for group in Group.allCases {
      places[group.rawValue].removeAll(keepingCapacity: true)
      places[group.rawValue].append(contentsOf: collector.places(of: group))
    }
    collector.removeAll()
  }

  /// Where the beginning ends and where the end begins: behind the text where all of it is beginning.
  private static func tailStart(of text: UnsafeRawBufferPointer) -> (head: Int, start: Int) {
    // Not more bytes than scalars that are read.
    if text.count <= headScalars { return (text.count, text.count) }
    var (place, count) = (0, 0)
    while place < text.count, count < headScalars {
      place += UTF8Text.scalar(in: text, at: place).length
      count += 1
    }
    var (start, left) = (text.count, 0)
    while start > place, left < tailScalars {
      start -= UTF8Text.scalarBefore(start, in: text).length
      left += 1
    }
    // A piece in between that is not there: both are one.
    return start <= place ? (text.count, text.count) : (place, start)
  }

  private func readPiece(_ text: UnsafeRawBufferPointer, isHead: Bool, into collector: inout PlaceCollector) {
    fold(text)
    addCharacters(to: &collector)
    readTokens()
    addWords(to: &collector)
    if isHead { addHead(to: &collector) }
  }

  // MARK: Characters

  private func fold(_ text: UnsafeRawBufferPointer) {
    let folding = NGramFolding.shared
    let scalars = scalars
    scalars[0] = 0x20
    var (count, endsInSpace, place) = (1, true, 0)
    while place < text.count {
      let (value, length) = UTF8Text.scalar(in: text, at: place)
      place += length
      let folded = folding.folded(value)
      scalars[count] = folded
      // A second space is written over.
      count += folded == 0x20 && endsInSpace ? 0 : 1
      endsInSpace = folded == 0x20
    }
    if !endsInSpace {
      scalars[count] = 0x20
      count += 1
    }
    scalarCount = count
  }

  private func addCharacters(to collector: inout PlaceCollector) {
    let (scalars, count) = (scalars, scalarCount)
    let begun = NGramHash.mixed(NGramHash.seed, 1)
    var start = 0
    while start + 2 < count {
      let two = NGramHash.mixed(NGramHash.mixed(begun, UInt64(scalars[start])), UInt64(scalars[start + 1]))
      let three = NGramHash.mixed(two, UInt64(scalars[start + 2]))
      collector.add(three, to: .characters)
      if start + 3 < count { collector.add(NGramHash.mixed(three, UInt64(scalars[start + 3])), to: .characters) }
      start += 1
    }
  }

  // MARK: Words

  /// Hashes of the words of the folded text.
  private func readTokens() {
    let folding = NGramFolding.shared
    let (scalars, tokens, end) = (scalars, tokens, scalarCount)
    var (place, count) = (1, 0)
    while place < end {
      let scalar = scalars[place]
      if scalar == 0x20 {
        place += 1
        continue
      }
      var hash = NGramHash.seed
      if folding.isLetter(scalar) {
        while place < end, isInWord(at: place, folding) {
          hash = NGramHash.mixed(hash, UInt64(scalars[place]))
          place += 1
        }
      } else {
        hash = NGramHash.mixed(hash, UInt64(scalar))
        place += 1
      }
      tokens[count] = hash
      count += 1
    }
    tokenCount = count
  }

  /// A letter, or an apostrophe with a letter behind it.
  @inline(__always)
  private func isInWord(at place: Int, _ folding: NGramFolding) -> Bool {
    if folding.isLetter(scalars[place]) { return true }
    return scalars[place] == 0x27 && place + 1 < scalarCount && folding.isLetter(scalars[place + 1])
  }

  private func addWords(to collector: inout PlaceCollector) {
    var before: UInt64?
    for token in 0..<tokenCount {
      let word = NGramHash.mixed(tokens[token], 2)
      collector.add(word, to: .words)
      if let before { collector.add(NGramHash.mixed(before &+ 1, word), to: .words) }
      before = word
    }
  }

  private func addHead(to collector: inout PlaceCollector) {
    var hash = NGramHash.mixed(NGramHash.seed, 5)
    for token in 0..<min(3, tokenCount) {
      hash = NGramHash.mixed(hash, tokens[token])
      collector.add(hash, to: .head)
    }
    if (1...3).contains(tokenCount) { collector.add(NGramHash.mixed(hash, 6), to: .head) }
  }
}

/// How scalars and words become the hashes of n-grams.
private enum NGramHash {
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    let product = (hash ^ value) &* 0x9FB2_1C65_1E98_DF25
    return product ^ product >> 32
  }
}

/// The places of hashes, each taken once in all of a follow-up; which group has it depends on the order of reading alone.
private struct PlaceCollector {
  private let shift: UInt64
  /// One bit for each place.
  private let seen: UnsafeMutablePointer<UInt64>
  /// For each group room for the most places that it can have.
  private let places: UnsafeMutablePointer<UInt32>
  private let most: Int
  private var counts = SIMD4<Int>.zero

  init(bits: Int, most: Int) {
    self.most = most
    shift = UInt64(64 - bits)
    seen = .allocate(capacity: max(1, 1 << (bits - 6)))
    seen.initialize(repeating: 0, count: max(1, 1 << (bits - 6)))
    places = .allocate(capacity: NGramReader.Group.allCases.count * most)
  }

  func deallocate() {
    seen.deallocate()
    places.deallocate()
  }

  @inline(__always)
  mutating func add(_ hash: UInt64, to group: NGramReader.Group) {
    let place = hash >> shift
    let word = seen + Int(truncatingIfNeeded: place >> 6)
    let bits = word.pointee
    // Written in any case; what was there before is written over.
    places[group.rawValue * most + counts[group.rawValue]] = UInt32(truncatingIfNeeded: place)
    counts[group.rawValue] += Int(truncatingIfNeeded: ~bits >> (place & 63) & 1)
    word.pointee = bits | 1 << (place & 63)
  }

  func places(of group: NGramReader.Group) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: places + group.rawValue * most, count: counts[group.rawValue])
  }

  func removeAll() {
    for group in NGramReader.Group.allCases { for place in places(of: group) { seen[Int(place >> 6)] = 0 } }
  }
}

/// How characters are folded for n-grams: by table below U+10000, else as they are.
private struct NGramFolding: @unchecked Sendable {
  // Unchecked because of the pointers: what they point to is written in `init` and only read afterwards.
  private let foldings: UnsafePointer<UInt16>
  private let letters: UnsafePointer<Bool>

  static let shared = NGramFolding()

  private static let count = 0x1_0000

  private init() {
    let foldings = UnsafeMutablePointer<UInt16>.allocate(capacity: Self.count)
    let letters = UnsafeMutablePointer<Bool>.allocate(capacity: Self.count)
    for value in 0..<UInt32(Self.count) {
      foldings[Int(value)] = UInt16(truncatingIfNeeded: Self.computed(value))
      let kind = CharacterClass.of(value)
      letters[Int(value)] = (kind.contains(.word) || kind.contains(.mark)) && !kind.contains(.ideograph)
    }
    self.foldings = UnsafePointer(foldings)
    self.letters = UnsafePointer(letters)
  }

  @inline(__always)
  func folded(_ value: UInt32) -> UInt32 { value < Self.count ? UInt32(foldings[Int(value)]) : value }

  /// A letter, number or mark of a script that puts spaces between words.
  @inline(__always)
  func isLetter(_ value: UInt32) -> Bool { value < Self.count && letters[Int(value)] }

  private static func computed(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x2018, 0x2019, 0x60, 0xB4, 0x2BC: return 0x27
    case 0x201C, 0x201D, 0x201E, 0xAB, 0xBB: return 0x22
    case 0x3002: return 0x2E
    case 0x3001: return 0x2C
    case 0x2026: return 0x2E
    default: break
    }
    let narrow = (0xFF01...0xFF5E).contains(value) ? value - 0xFEE0 : value
    let kind = CharacterClass.of(narrow)
    if kind.contains(.space) || narrow < 0x20 { return 0x20 }
    if kind.contains(.digit) { return 0x30 }
    return CharacterTables.shared.lowerCase(of: narrow)
  }
}
