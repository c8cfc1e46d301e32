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

  private let bits: UInt64
  private let seen: UnsafeMutablePointer<UInt64>
  private var scalars: [UInt32] = []
  private var tokens: [UInt64] = []

  /// Scalars of the beginning and of the end that are read.
  private static let headScalars = 300
  private static let tailScalars = 100

  /// - Parameter bits: An n-gram has one of 2 to the power of so many places.
  init(bits: Int) {
    self.bits = UInt64(bits)
    seen = .allocate(capacity: max(1, 1 << (bits - 6)))
    seen.initialize(repeating: 0, count: max(1, 1 << (bits - 6)))
  }

  deinit { seen.deallocate() }

  func read(_ text: UnsafeRawBufferPointer) {
    for group in Group.allCases { places[group.rawValue].removeAll(keepingCapacity: true) }
    let said = UTF8Text.slice(text, UTF8Text.trimmed(text))
    let tail = Self.tailStart(of: said)
    readPiece(UTF8Text.slice(said, 0..<min(tail.head, said.count)), isHead: true)
    if tail.start < said.count { readPiece(UTF8Text.slice(said, tail.start..<said.count), isHead: false) }
    for group in Group.allCases { for place in places[group.rawValue] { seen[Int(place >> 6)] = 0 } }
  }

  /// Where the beginning ends and where the end begins: behind the text where all of it is beginning.
  private static func tailStart(of text: UnsafeRawBufferPointer) -> (head: Int, start: Int) {
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

  private func readPiece(_ text: UnsafeRawBufferPointer, isHead: Bool) {
    fold(text)
    addCharacters()
    readTokens()
    addWords()
    if isHead { addHead() }
  }

  // MARK: Characters

  private func fold(_ text: UnsafeRawBufferPointer) {
    let folding = NGramFolding.shared
    scalars.removeAll(keepingCapacity: true)
    scalars.append(0x20)
    var place = 0
    while place < text.count {
      let (value, length) = UTF8Text.scalar(in: text, at: place)
      place += length
      let folded = folding.folded(value)
      if folded != 0x20 || scalars[scalars.count - 1] != 0x20 { scalars.append(folded) }
    }
    if scalars[scalars.count - 1] != 0x20 { scalars.append(0x20) }
  }

  private func addCharacters() {
    scalars.withUnsafeBufferPointer { scalars in
      for start in 0..<scalars.count {
        var hash = Self.mixed(Self.seed, 1)
        let end = min(start + 4, scalars.count)
        for place in start..<end {
          hash = Self.mixed(hash, UInt64(scalars[place]))
          if place - start >= 2 { add(hash, to: .characters) }
        }
      }
    }
  }

  // MARK: Words

  /// Hashes of the words of the folded text.
  private func readTokens() {
    tokens.removeAll(keepingCapacity: true)
    let folding = NGramFolding.shared
    var place = 1
    while place < scalars.count {
      let scalar = scalars[place]
      if scalar == 0x20 {
        place += 1
      } else if folding.isLetter(scalar) {
        var hash = Self.seed
        while place < scalars.count, isInWord(at: place, folding) {
          hash = Self.mixed(hash, UInt64(scalars[place]))
          place += 1
        }
        tokens.append(hash)
      } else {
        tokens.append(Self.mixed(Self.seed, UInt64(scalar)))
        place += 1
      }
    }
  }

  /// A letter, or an apostrophe with a letter behind it.
  private func isInWord(at place: Int, _ folding: NGramFolding) -> Bool {
    if folding.isLetter(scalars[place]) { return true }
    return scalars[place] == 0x27 && place + 1 < scalars.count && folding.isLetter(scalars[place + 1])
  }

  private func addWords() {
    var before: UInt64?
    for token in tokens {
      let word = Self.mixed(token, 2)
      add(word, to: .words)
      if let before { add(Self.mixed(before &+ 1, word), to: .words) }
      before = word
    }
  }

  private func addHead() {
    var hash = Self.mixed(Self.seed, 5)
    for token in tokens.prefix(3) {
      hash = Self.mixed(hash, token)
      add(hash, to: .head)
    }
    if !tokens.isEmpty, tokens.count <= 3 { add(Self.mixed(hash, 6), to: .head) }
  }

  // MARK: Hashes

  private func add(_ hash: UInt64, to group: Group) {
    // A place is taken once in all of a follow-up; which group has it depends on the order of reading alone.
    let place = hash >> (64 - bits)
    let word = Int(truncatingIfNeeded: place >> 6)
    let bit: UInt64 = 1 << (place & 63)
    if seen[word] & bit != 0 { return }
    seen[word] |= bit
    places[group.rawValue].append(UInt32(truncatingIfNeeded: place))
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  private static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    let product = (hash ^ value) &* 0x9FB2_1C65_1E98_DF25
    return product ^ product >> 32
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
