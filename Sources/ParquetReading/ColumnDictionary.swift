/// The values that the pages of a column chunk refer to by number.
final class ColumnDictionary {
  private let page: PageBuffer
  private let table: PageBuffer
  private var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Where each byte array starts, its length of four bytes included; empty for values of one width.
  private var starts = UnsafeMutableBufferPointer<UInt32>(start: nil, count: 0)
  private var width: Int?
  private(set) var count = 0

  init(_ held: HeldMemory) {
    page = PageBuffer(held)
    table = PageBuffer(held)
  }

  /// Memory for the page that `load` will be called for.
  func room(_ count: Int) throws(PageFault) -> UnsafeMutableRawBufferPointer {
    clear()
    return try page.room(count)
  }

  func clear() {
    bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    starts = UnsafeMutableBufferPointer(start: nil, count: 0)
    count = 0
  }

  /// Takes the plain values in the page; `width` is nil for byte arrays.
  func load(_ bytes: UnsafeRawBufferPointer, valueCount: Int, width: Int?) throws(PageFault) {
    clear()
    guard valueCount <= bytes.count / (width ?? 4) else { throw .corrupt("a dictionary is shorter than it says") }
    if width == nil {
      let starts = try table.room(valueCount * 4).bindMemory(to: UInt32.self)
      var cursor = ByteCursor(bytes)
      for index in 0..<valueCount {
        starts[index] = UInt32(cursor.offset)
        _ = try cursor.prefixed()
      }
      self.starts = starts
    }
    self.bytes = bytes
    self.width = width
    count = valueCount
  }

  /// The value with a number below `count`.
  @inline(__always)
  func value(_ index: Int) -> UnsafeRawBufferPointer {
    if let width { return UnsafeRawBufferPointer(rebasing: bytes[index * width..<(index + 1) * width]) }
    let start = Int(starts[index])
    let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)))
    return UnsafeRawBufferPointer(rebasing: bytes[start + 4..<start + 4 + length])
  }
}

/// `RLE_DICTIONARY` and `PLAIN_DICTIONARY`: the width of the numbers in a byte, then runs of numbers.
final class DictionaryDecoder: ValueDecoder {
  private static let batch = 256

  private let dictionary: ColumnDictionary
  private var runs: HybridDecoder
  private let numbers: UnsafeMutableBufferPointer<UInt32>
  private var filled = 0
  private var index = 0

  init(_ bytes: UnsafeRawBufferPointer, _ dictionary: ColumnDictionary) throws(PageFault) {
    self.dictionary = dictionary
    var cursor = ByteCursor(bytes)
    let bitWidth = Int(try cursor.byte())
    runs = try HybridDecoder(cursor.rest, bitWidth: bitWidth)
    numbers = .allocate(capacity: Self.batch)
    numbers.initialize(repeating: 0)
  }

  deinit { numbers.deallocate() }

  func next() throws(PageFault) -> UnsafeRawBufferPointer {
    if index == filled {
      filled = try runs.decode(into: numbers)
      index = 0
      guard filled > 0 else { throw ByteCursor.tooShort }
    }
    let number = Int(numbers[index])
    index += 1
    guard number < dictionary.count else { throw .corrupt("a number beyond the dictionary") }
    return dictionary.value(number)
  }
}
