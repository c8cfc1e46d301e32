internal import Glibc

/// The distinct texts of a column chunk in the order of their first appearance, and for each value its text's number.
///
/// It is made once a row group is complete, in one pass that gives up early where texts do not repeat.
/// One dictionary serves one column chunk after another.
final class TextDictionary {
  /// After so many distinct texts, more than half of what was seen must have been repetitions.
  private static let distinctBeforeDoubt = 1024
  /// A search that passes so many strangers ends the dictionary: texts made to collide must not cost more than this.
  private static let probesAllowed = 64

  /// The distinct texts in plain encoding: the content of the dictionary page.
  let entries = ByteBuffer()
  /// The number of each value's text, 4 bytes each.
  let indices = ByteBuffer()
  private(set) var entryCount = 0

  private let bytesAllowed: Int
  /// Where each entry starts, and its hash.
  private var places: [(offset: Int, hash: UInt64)] = []
  /// The number of an entry plus one at the place that its hash leads to, 0 where there is none.
  private var table: [UInt32] = []

  init(bytesAllowed: Int) { self.bytesAllowed = bytesAllowed }

  /// How many bits an index takes; one at the least, as other writers have it.
  var bitWidth: Int { max(1, HybridEncoder.bitWidth(of: entryCount - 1)) }

  /// Takes the values of a column chunk; false where a dictionary would be too large or make the column no smaller.
  func take(_ values: UnsafeRawBufferPointer, count: Int) -> Bool {
    guard bytesAllowed > 0, count > 0 else { return false }
    begin()
    var offset = 0
    for seen in 0..<count {
      let length = Int(UInt32(littleEndian: values.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      let end = offset &+ 4 &+ length
      let value = UnsafeRawBufferPointer(rebasing: values[offset..<end])
      guard let index = index(of: value) else { return false }
      indices.append(index)
      offset = end
      if entries.count > bytesAllowed || (entryCount > Self.distinctBeforeDoubt && entryCount > seen / 2) {
        return false
      }
    }
    return entries.count + count * bitWidth / 8 < values.count
  }

  private func begin() {
    entries.removeAll()
    indices.removeAll()
    places.removeAll(keepingCapacity: true)
    entryCount = 0
    table = [UInt32](repeating: 0, count: 1024)
  }

  /// The number of a text that is given with its length in front; nil where it takes too long to find.
  private func index(of value: UnsafeRawBufferPointer) -> UInt32? {
    let hash = TextHash.hash(value)
    var slot = Int(truncatingIfNeeded: hash) & (table.count - 1)
    for _ in 0..<Self.probesAllowed {
      let found = table[slot]
      if found == 0 { return add(value, hash, at: slot) }
      if places[Int(found - 1)].hash == hash, isEntry(Int(found - 1), value) { return found - 1 }
      slot = (slot + 1) & (table.count - 1)
    }
    return nil
  }

  private func isEntry(_ index: Int, _ value: UnsafeRawBufferPointer) -> Bool {
    let offset = places[index].offset
    let end = index + 1 < entryCount ? places[index + 1].offset : entries.count
    guard end - offset == value.count, let start = value.baseAddress else { return false }
    return entries.part(offset..<end).baseAddress.map { memcmp($0, start, value.count) == 0 } ?? false
  }

  private func add(_ value: UnsafeRawBufferPointer, _ hash: UInt64, at slot: Int) -> UInt32 {
    let index = UInt32(entryCount)
    places.append((entries.count, hash))
    entries.append(value)
    entryCount += 1
    table[slot] = index + 1
    if entryCount * 2 > table.count { enlarge() }
    return index
  }

  private func enlarge() {
    let mask = table.count * 4 - 1
    var larger = [UInt32](repeating: 0, count: mask + 1)
    for (index, place) in places.enumerated() {
      var slot = Int(truncatingIfNeeded: place.hash) & mask
      while larger[slot] != 0 { slot = (slot + 1) & mask }
      larger[slot] = UInt32(index + 1)
    }
    table = larger
  }
}

/// A hash of bytes that is the same in every run: whether texts collide may end a dictionary, and so shows in the file.
enum TextHash {
  static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = seed ^ UInt64(bytes.count)
    var index = 0
    while index &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      state = folded(state ^ word)
      index &+= 8
    }
    var rest: UInt64 = 0
    while index < bytes.count {
      rest = rest << 8 | UInt64(bytes[index])
      index &+= 1
    }
    return folded(folded(state ^ rest))
  }

  /// Both halves of a product with an odd constant.
  @inline(__always)
  static func folded(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
