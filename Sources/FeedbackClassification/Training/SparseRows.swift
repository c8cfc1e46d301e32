/// Rows of a training set: for each row the columns that are not zero, with their values.
struct SparseRows {
  private(set) var columns: [Int32] = []
  private(set) var values: [Float] = []
  /// Where each row begins; one more than there are rows.
  private(set) var starts: [Int] = [0]

  var count: Int { starts.count - 1 }

  mutating func append(column: Int, value: Float) {
    columns.append(Int32(column))
    values.append(value)
  }

  /// Ends the row that was appended to.
  mutating func endRow() { starts.append(columns.count) }

  func range(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }
}
