/// A message as it is compared with another: its letters and numbers in lower case, combining marks kept, and every run
/// of anything else as one space, with none at the ends. At most `limit` bytes are read.
///
/// Scalars and words are found out when asked for. The memory is used again for the next message.
final class NormalForm {
  private let limit: Int
  private let storage: UnsafeMutablePointer<UInt32>
  private let wordStorage: UnsafeMutablePointer<UInt64>
  /// The bytes that were read, so that the same message is known again.
  private let copy: UnsafeMutableRawBufferPointer
  private var text = UnsafeRawBufferPointer(start: nil, count: 0)
  private var count: Int?
  private var wordCount: Int?
  private let gramSets = (HashedSet(), HashedSet())
  private var hasGrams = (false, false)
  private let wordSet = HashedSet()
  private let distinctStorage: UnsafeMutablePointer<UInt64>
  private var distinctCount: Int?
  private var hasManyIdeographs = false
  private var knownScript: WritingScript?
  private var copied = 0
  /// The whole of what was given, and whether it holds code, where that is known.
  private var whole = UnsafeRawBufferPointer(start: nil, count: 0)
  private var knownCode: Bool?

  /// The bytes that are read of a message.
  static let messageBytes = 4_000

  init(limit: Int = NormalForm.messageBytes) {
    self.limit = limit
    // A scalar takes a byte or more, and a space stands for one or more.
    storage = .allocate(capacity: limit + 1)
    wordStorage = .allocate(capacity: limit + 1)
    distinctStorage = .allocate(capacity: limit + 1)
    copy = .allocate(byteCount: limit, alignment: 8)
  }

  deinit {
    storage.deallocate()
    wordStorage.deallocate()
    distinctStorage.deallocate()
    copy.deallocate()
  }

  /// Takes a text, which must be valid until the next is taken. What is known is kept where the text is the same.
  func begin(_ text: UnsafeRawBufferPointer) {
    let isKnown = isRead(from: text)
    // Code may stand behind what is read.
    if !isKnown || text.count > limit || whole.count > limit { knownCode = nil }
    whole = text
    self.text = UTF8Text.slice(text, 0..<UTF8Text.floor(limit, in: text))
    if isKnown { return }
    (count, wordCount, distinctCount, knownScript) = (nil, nil, nil, nil)
    hasGrams = (false, false)
  }

  /// Whether the form was read from this text.
  func isRead(from text: UnsafeRawBufferPointer) -> Bool {
    let length = UTF8Text.floor(limit, in: text)
    return count != nil && length == copied
      && UTF8Text.areEqual(UTF8Text.slice(text, 0..<length), UnsafeRawBufferPointer(rebasing: copy[0..<copied]))
  }

  /// The scalars, until another text is taken.
  var scalars: UnsafeBufferPointer<UInt32> {
    let count = count ?? read()
    return UnsafeBufferPointer(start: storage, count: count)
  }

  /// Hashes of the words, until another text is taken.
  var words: UnsafeBufferPointer<UInt64> {
    let scalars = scalars
    let count = wordCount ?? WordHashes.read(scalars, into: wordStorage)
    wordCount = count
    return UnsafeBufferPointer(start: wordStorage, count: count)
  }

  /// The different words and the set of them, until another text is taken.
  var vocabulary: (distinct: UnsafeBufferPointer<UInt64>, set: HashedSet) {
    let words = words
    let count = distinctCount ?? readVocabulary(of: words)
    return (UnsafeBufferPointer(start: distinctStorage, count: count), wordSet)
  }

  private func readVocabulary(of words: UnsafeBufferPointer<UInt64>) -> Int {
    wordSet.removeAll()
    var filling = wordSet.begin()
    let distinct = distinctStorage
    for word in words {
      // Written in any case; a word that is not new is written over.
      distinct[filling.count] = word
      filling.insert(word)
    }
    wordSet.end(filling)
    distinctCount = filling.count
    return filling.count
  }

  /// The pairs of neighbouring scalars, with a space on each side of the text, until another text is taken.
  var pairs: HashedSet {
    let scalars = scalars
    if !hasGrams.0 {
      Self.readGrams(of: scalars, length: 2, into: gramSets.0)
      hasGrams.0 = true
    }
    return gramSets.0
  }

  /// The triples of neighbouring scalars, with a space on each side of the text, until another text is taken.
  var triples: HashedSet {
    let scalars = scalars
    if !hasGrams.1 {
      Self.readGrams(of: scalars, length: 3, into: gramSets.1)
      hasGrams.1 = true
    }
    return gramSets.1
  }

  private static func readGrams(of scalars: UnsafeBufferPointer<UInt32>, length: Int, into set: HashedSet) {
    set.removeAll()
    var filling = set.begin()
    // A scalar takes 21 bits.
    let mask: UInt64 = (1 << UInt64(21 * length)) - 1
    var gram: UInt64 = 0x20
    // The first of three lacks one.
    var isWhole = length == 2
    for scalar in scalars {
      gram = (gram << 21 | UInt64(scalar)) & mask
      if isWhole { filling.insert(gram) }
      isWhole = true
    }
    filling.insert((gram << 21 | 0x20) & mask)
    set.end(filling)
  }

  /// Whether most scalars are ideographs, so that pairs tell as much as triples do elsewhere.
  var isMostlyIdeographs: Bool {
    if count == nil { _ = read() }
    return hasManyIdeographs
  }

  /// The script of the scalars.
  var script: WritingScript {
    let script = knownScript ?? WritingScript(scalars)
    knownScript = script
    return script
  }

  /// Whether the message holds code, or reads like it, all of it looked at.
  var holdsCode: Bool {
    let holdsCode = knownCode ?? PastedCode.isHeld(by: whole)
    knownCode = holdsCode
    return holdsCode
  }

  /// Whether the words of another form stand here one after the other.
  func holdsPhrase(_ phrase: NormalForm) -> Bool {
    let (words, wanted) = (scalars, phrase.scalars)
    guard !wanted.isEmpty, wanted.count <= words.count else { return false }
    for start in 0...(words.count - wanted.count) where words[start] == wanted[0] {
      let end = start + wanted.count
      let isWhole = (start == 0 || words[start - 1] == 0x20) && (end == words.count || words[end] == 0x20)
      if isWhole, wanted.indices.allSatisfy({ words[start + $0] == wanted[$0] }) { return true }
    }
    return false
  }

  /// False where it can be told from the bytes that both forms begin and end with different scalars.
  func mayShareAnEnd(with other: NormalForm) -> Bool {
    guard let (first, last) = asciiEnds, let (otherFirst, otherLast) = other.asciiEnds else { return true }
    return first == otherFirst || last == otherLast
  }

  /// The first and the last scalar of the form, where they and all before and behind them are ASCII.
  private var asciiEnds: (first: UInt32, last: UInt32)? {
    let tables = CharacterTables.shared
    func normal(_ byte: UInt8) -> UInt32 { byte < 0x80 ? tables.normalASCII(byte) : 0 }
    guard let first = text.first(where: { normal($0) != 0x20 }), let last = text.last(where: { normal($0) != 0x20 }),
      first < 0x80, last < 0x80
    else { return nil }
    return (normal(first), normal(last))
  }

  private func read() -> Int {
    let text = text
    var writer = FormWriter(target: storage)
    var place = 0
    while place < text.count {
      let byte = text[place]
      if byte < 0x80 {
        writer.put(ascii: byte)
        place += 1
      } else {
        let (value, length) = UTF8Text.scalar(in: text, at: place)
        writer.put(value)
        place += length
      }
    }
    let written = writer.finish()
    hasManyIdeographs = writer.ideographs * 2 > written
    count = written
    remember()
    return written
  }

  private func remember() {
    copied = text.count
    copy.copyMemory(from: text)
  }
}
