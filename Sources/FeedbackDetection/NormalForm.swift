/// A message as it is compared with another: its letters and numbers in lower case, combining marks kept, and every run
/// of anything else as one space, with none at the ends. At most 4,000 bytes are read.
///
/// Scalars and words are found out when asked for. The memory is used again for the next message.
final class NormalForm {
  private let storage = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: capacity)
  private let wordStorage = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: capacity)
  /// The bytes that were read, so that the same message is known again.
  private let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: MessageWindows.openingBytes, alignment: 8)
  private var text = UnsafeRawBufferPointer(start: nil, count: 0)
  private var count: Int?
  private var wordCount: Int?
  private var hasManyIdeographs = false
  private var copied = 0

  // A scalar takes a byte or more, and a space stands for one or more.
  private static let capacity = MessageWindows.openingBytes + 1

  deinit {
    storage.deallocate()
    wordStorage.deallocate()
    copy.deallocate()
  }

  /// Takes a text, which must be valid until the next is taken. What is known is kept where the text is the same.
  func begin(_ text: UnsafeRawBufferPointer) {
    let isKnown = isRead(from: text)
    self.text = UTF8Text.slice(text, 0..<UTF8Text.floor(MessageWindows.openingBytes, in: text))
    if !isKnown { (count, wordCount) = (nil, nil) }
  }

  /// Whether the form was read from this text.
  func isRead(from text: UnsafeRawBufferPointer) -> Bool {
    let length = UTF8Text.floor(MessageWindows.openingBytes, in: text)
    return count != nil && length == copied && UTF8Text.slice(text, 0..<length).elementsEqual(copy[0..<copied])
  }

  /// The scalars, until another text is taken.
  var scalars: UnsafeBufferPointer<UInt32> {
    let count = count ?? read()
    return UnsafeBufferPointer(rebasing: storage[0..<count])
  }

  /// Hashes of the words, until another text is taken.
  var words: UnsafeBufferPointer<UInt64> {
    let scalars = scalars
    let count = wordCount ?? WordHashes.read(scalars, into: wordStorage)
    wordCount = count
    return UnsafeBufferPointer(rebasing: wordStorage[0..<count])
  }

  /// Whether most scalars are ideographs, so that pairs tell as much as triples do elsewhere.
  var isMostlyIdeographs: Bool {
    if count == nil { _ = read() }
    return hasManyIdeographs
  }

  private func read() -> Int {
    let (text, storage, tables) = (text, storage, CharacterTables.shared)
    var (written, ideographs, place) = (0, 0, 0)
    var gap = false
    while place < text.count {
      let (value, length) = UTF8Text.scalar(in: text, at: place)
      place += length
      let kind = tables.kind(of: value)
      if kind.contains(.word) {
        if gap, written > 0 {
          storage[written] = 0x20
          written += 1
        }
        gap = false
        storage[written] = tables.lowerCase(of: value)
        written += 1
        if kind.contains(.ideograph) { ideographs += 1 }
        if value == 0x130 {
          // İ is the one letter whose lower case is two scalars: i and a dot above.
          storage[written] = 0x307
          written += 1
        }
      } else if kind.contains(.mark), written > 0, !gap {
        storage[written] = value
        written += 1
      } else {
        gap = true
      }
    }
    hasManyIdeographs = ideographs * 2 > written
    count = written
    remember()
    return written
  }

  private func remember() {
    copied = text.count
    copy.copyMemory(from: text)
  }
}
