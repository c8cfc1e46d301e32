/// A message as it is compared with another: its letters and numbers in lower case, combining marks kept, and every run
/// of anything else as one space, with none at the ends. At most 4,000 bytes are read. Its memory is used again.
final class NormalForm {
  private let storage = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: capacity)
  private var count = 0
  /// Whether most scalars are ideographs, so that pairs tell as much as triples do elsewhere.
  private(set) var isMostlyIdeographs = false

  // A scalar takes a byte or more, and a space stands for one or more.
  private static let capacity = MessageWindows.openingBytes + 1

  deinit { storage.deallocate() }

  /// The scalars, until the next text is read.
  var scalars: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(rebasing: storage[0..<count]) }

  func read(_ text: UnsafeRawBufferPointer) {
    let text = UTF8Text.slice(text, 0..<UTF8Text.floor(MessageWindows.openingBytes, in: text))
    let tables = CharacterTables.shared
    let storage = storage
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
    count = written
    isMostlyIdeographs = ideographs * 2 > written
  }
}
