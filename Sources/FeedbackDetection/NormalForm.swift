/// A message as it is compared with another: its letters and numbers in lower case, combining marks kept, and every run
/// of anything else as one space, with none at the ends. At most 4,000 bytes are read. Its memory is used again.
final class NormalForm {
  private let storage = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: capacity)
  /// The number of scalars.
  private(set) var count = 0
  /// How many of the scalars are ideographs.
  private(set) var ideographs = 0

  // A scalar takes a byte or more, and a space stands for one or more.
  private static let capacity = MessageWindows.openingBytes + 1

  deinit { storage.deallocate() }

  var scalars: UnsafeMutableBufferPointer<UInt32>.SubSequence { storage[0..<count] }

  @inline(__always)
  subscript(place: Int) -> UInt32 { storage[place] }

  /// Whether most scalars are ideographs, so that pairs tell as much as triples do elsewhere.
  var isMostlyIdeographs: Bool { ideographs * 2 > count }

  func read(_ text: UnsafeRawBufferPointer) {
    let end = UTF8Text.floor(MessageWindows.openingBytes, in: text)
    var written = 0
    var gap = false
    var place = 0
    ideographs = 0
    while place < end {
      let (value, length) = UTF8Text.scalar(in: text, at: place)
      place += length
      let kind = CharacterClass.of(value)
      if kind.contains(.word) {
        if gap, written > 0 {
          storage[written] = 0x20
          written += 1
        }
        gap = false
        written += write(value, at: written)
        if kind.contains(.ideograph) { ideographs += 1 }
      } else if kind.contains(.mark), written > 0, !gap {
        storage[written] = value
        written += 1
      } else {
        gap = true
      }
    }
    count = written
  }

  /// Writes a scalar in lower case; the number of scalars that makes.
  @inline(__always)
  private func write(_ value: UInt32, at place: Int) -> Int {
    storage[place] = CharacterClass.lowerCase(value)
    // İ is the one letter whose lower case is two scalars: i and a dot above.
    guard value == 0x130 else { return 1 }
    storage[place + 1] = 0x307
    return 2
  }
}
