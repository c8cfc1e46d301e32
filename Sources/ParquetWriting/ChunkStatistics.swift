internal import Glibc

/// What the footer says of a column chunk's values, so that readers can pass over row groups.
///
/// Smallest and largest are what the column holds, never a bound made up for it: where one of them is longer than is
/// allowed both are left out, because some readers take a bound for a value. Text compares by its bytes, unsigned.
///
/// Source: apache/parquet-format, parquet.thrift `Statistics` and `ColumnOrder`.
struct ChunkStatistics {
  /// Places in a list that hold no value: empty lists. pyarrow and DuckDB count them as nulls too.
  let nullCount: Int
  /// In plain encoding, texts without their length; nil where there is none.
  var smallest: [UInt8]?
  var largest: [UInt8]?
  /// How many values are no number; nil where the column holds no floating point.
  var notNumbers: Int?

  init(nullCount: Int) { self.nullCount = nullCount }

  /// Looks at values of a fixed width, in plain encoding.
  mutating func look(at values: ByteBuffer, count: Int, _ physical: PhysicalType) {
    switch physical {
    case .int64:
      bound(Self.range((0..<count).lazy.map { values.number(at: $0 * 8, as: Int64.self) }))
    case .boolean:
      bound(Self.range(values.contents))
    case .double:
      let numbers = (0..<count).lazy.map { Double(bitPattern: values.number(at: $0 * 8, as: UInt64.self)) }
      notNumbers = numbers.reduce(0) { $0 + ($1.isNaN ? 1 : 0) }
      guard let range = Self.range(numbers.filter { !$0.isNaN }) else { return }
      // Zeros count as equal, so that either may stand for both: the format wants the outer one.
      smallest = Self.bytes((range.0 == 0 ? -0.0 : range.0).bitPattern)
      largest = Self.bytes((range.1 == 0 ? 0.0 : range.1).bitPattern)
    case .byteArray: preconditionFailure("texts have no fixed width")
    }
  }

  /// Looks at texts, each with its length in front. Of a dictionary the entries do.
  mutating func look(atTexts values: UnsafeRawBufferPointer, bytesAllowed: Int) {
    guard var least = Self.text(in: values, at: 0) else { return }
    var greatest = least
    var offset = 4 + least.count
    while let text = Self.text(in: values, at: offset) {
      if Self.precedes(text, least) { least = text }
      if Self.precedes(greatest, text) { greatest = text }
      offset += 4 + text.count
    }
    guard max(least.count, greatest.count) <= bytesAllowed else { return }
    smallest = Array(least)
    largest = Array(greatest)
  }

  private mutating func bound<Number: FixedWidthInteger>(_ range: (Number, Number)?) {
    guard let range else { return }
    smallest = Self.bytes(range.0)
    largest = Self.bytes(range.1)
  }

  private static func range<Number: Comparable>(_ numbers: some Sequence<Number>) -> (Number, Number)? {
    var range: (Number, Number)?
    for number in numbers {
      guard let (least, greatest) = range else {
        range = (number, number)
        continue
      }
      range = (min(least, number), max(greatest, number))
    }
    return range
  }

  private static func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  private static func text(in values: UnsafeRawBufferPointer, at offset: Int) -> UnsafeRawBufferPointer? {
    guard offset < values.count else { return nil }
    let length = Int(UInt32(littleEndian: values.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    return UnsafeRawBufferPointer(rebasing: values[offset + 4..<offset + 4 + length])
  }

  private static func precedes(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
    guard let first = one.baseAddress, let second = other.baseAddress else { return one.count < other.count }
    let order = memcmp(first, second, min(one.count, other.count))
    return order < 0 || (order == 0 && one.count < other.count)
  }
}
