/// The values of one stored column for the row group that is being filled, in plain encoding (Encodings.md "Plain"):
/// so a text is copied once, and a page is a piece of this. Only truths take a byte each here, and a bit in a page.
final class LeafBuffer {
  let leaf: Leaf
  let values = ByteBuffer()
  private(set) var valueCount = 0
  private var kept = (bytes: 0, values: 0)

  init(_ leaf: Leaf) { self.leaf = leaf }

  @inline(__always)
  func append(text: UnsafeRawBufferPointer) {
    values.append(UInt32(truncatingIfNeeded: text.count))
    values.append(text)
    valueCount &+= 1
  }

  func append(number: UInt64) {
    values.append(number)
    valueCount += 1
  }

  func append(truth: Bool) {
    values.append(UInt8(truth ? 1 : 0))
    valueCount += 1
  }

  /// Makes what was appended stay.
  func keep() { kept = (values.count, valueCount) }

  /// Takes back what was appended since.
  func discard() {
    values.truncate(to: kept.bytes)
    valueCount = kept.values
  }

  func removeAll() {
    values.removeAll()
    valueCount = 0
    keep()
  }
}

/// The rows of one column of the schema for the row group that is being filled.
final class ColumnBuffer {
  let column: ParquetSchema.Column
  let leaves: [LeafBuffer]
  /// How many elements each row has, 4 bytes each; nil where the column is no list.
  let elementCounts: ByteBuffer?
  private var keptCounts = 0

  init(_ column: ParquetSchema.Column) {
    self.column = column
    leaves = column.leaves.map(LeafBuffer.init)
    elementCounts = leaves[0].leaf.isInList ? ByteBuffer() : nil
  }

  func keep() {
    for leaf in leaves { leaf.keep() }
    if let elementCounts { keptCounts = elementCounts.count }
  }

  func discard() {
    for leaf in leaves { leaf.discard() }
    elementCounts?.truncate(to: keptCounts)
  }

  func removeAll() {
    for leaf in leaves { leaf.removeAll() }
    elementCounts?.removeAll()
    keptCounts = 0
  }
}
