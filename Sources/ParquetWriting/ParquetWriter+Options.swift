extension ParquetWriter {
  /// How a file is laid out. The defaults suit training rows: texts of some kilobytes, read whole or in part.
  public struct Options: Sendable {
    /// A row group is written once its values have so many bytes before encoding; it is what memory holds. A text
    /// counts 4 bytes beside its own, a list 4 beside its elements, a number 8, a truth 1. Default: 32 MiB.
    public let rowGroupBytes: Int
    /// The most rows of a row group. Default: 122,880, DuckDB's own, which gives a thread of it a row group.
    public let rowGroupRows: Int
    /// A page ends with the row that brings its values to so many bytes. Default: 1 MiB, as pyarrow has it.
    public let pageBytes: Int
    /// The largest row, counted as for `rowGroupBytes`; a larger one is an error. Default: 64 MiB.
    public let rowBytes: Int
    /// The largest dictionary of a column chunk; 0 for none at all. Default: 1 MiB.
    public let dictionaryBytes: Int
    /// The longest text that stands in the footer as a column's smallest or largest. Default: 64.
    public let statisticsBytes: Int
    /// zstd's level, 1 (fast) to 19 (small). Default: 3, zstd's own.
    public let level: Int
    /// The program that writes, in the form `NAME version VERSION`, by which readers know the faults of old writers.
    public let createdBy: String
    /// What else the footer says, in this order, such as the features for `huggingface`.
    public let metadata: [(key: String, value: String)]

    public init(
      rowGroupBytes: Int = 32 << 20, rowGroupRows: Int = 122_880, pageBytes: Int = 1 << 20, rowBytes: Int = 64 << 20,
      dictionaryBytes: Int = 1 << 20, statisticsBytes: Int = 64, level: Int = 3,
      createdBy: String = "gleaner version 1", metadata: [(key: String, value: String)] = []
    ) {
      precondition(rowGroupBytes > 0 && rowGroupRows > 0 && pageBytes > 0 && rowBytes > 0, "limits must be positive")
      // A page has less than a row more than `pageBytes`, and less than as much again of levels: 2 GiB in all.
      precondition(max(pageBytes, rowBytes) <= 512 << 20, "pages and rows have at most 512 MiB")
      precondition(rowGroupRows <= 1 << 24, "a row group has at most 16,777,216 rows")
      precondition((0...64 << 20).contains(dictionaryBytes), "a dictionary has at most 64 MiB")
      precondition((0...65_536).contains(statisticsBytes), "texts in the footer have at most 64 KiB")
      precondition((1...19).contains(level), "zstd's levels are 1 to 19")
      self.rowGroupBytes = rowGroupBytes
      self.rowGroupRows = rowGroupRows
      self.pageBytes = pageBytes
      self.rowBytes = rowBytes
      self.dictionaryBytes = dictionaryBytes
      self.statisticsBytes = statisticsBytes
      self.level = level
      self.createdBy = createdBy
      self.metadata = metadata
    }
  }
}
