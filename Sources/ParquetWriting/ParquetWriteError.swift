/// Why Parquet could not be written, and where. Its description is safe to show and to log: no chat text.
public struct ParquetWriteError: Error, Sendable {
  /// What is wrong; more codes may come.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The columns make no schema: there are none, or two of one name, or one without a name.
    public static let invalidSchema = Code(rawValue: "invalid_schema")
    /// A value was given for another column than the one whose turn it is.
    public static let wrongColumn = Code(rawValue: "wrong_column")
    /// A value is not of its column's kind.
    public static let wrongKind = Code(rawValue: "wrong_kind")
    /// A row was ended, or the file, before each column had its value.
    public static let missingValue = Code(rawValue: "missing_value")
    /// Bytes that were given as text are not UTF-8.
    public static let invalidUTF8 = Code(rawValue: "invalid_utf8")
    /// A row has more bytes than `ParquetWriter.Options.rowBytes`.
    public static let tooLarge = Code(rawValue: "too_large")
    /// The sink did not take the bytes; `cause` is what it threw.
    public static let sinkFailed = Code(rawValue: "sink_failed")
    /// zstd could not compress a page; `engineCode` is its number.
    public static let compressorFailed = Code(rawValue: "compressor_failed")
    /// The writer was finished before, or has failed.
    public static let closed = Code(rawValue: "closed")
  }

  /// What the fault costs.
  public enum Scope: String, Hashable, Sendable {
    /// The row that was begun; nothing of it is written, and the next field begins a new one.
    case row
    /// The file: nothing more can be written to it.
    case file
  }

  public let code: Code
  public let scope: Scope
  /// The row's number in the file, from 0; nil where the fault is of no row.
  public let row: Int?
  /// The column's name in the schema.
  public let column: String?
  /// The number that a library gave for it.
  public let engineCode: Int?
  /// What the sink threw. It is the caller's own, and not part of the description.
  public let cause: (any Error)?
  /// What happened and what to do, in words without a full stop.
  public let detail: String

  init(
    _ code: Code, scope: Scope = .file, row: Int? = nil, column: String? = nil, engineCode: Int? = nil,
    cause: (any Error)? = nil, detail: String
  ) {
    self.code = code
    self.scope = scope
    self.row = row
    self.column = column
    self.engineCode = engineCode
    self.cause = cause
    self.detail = detail
  }
}

extension ParquetWriteError: CustomStringConvertible {
  public var description: String {
    let parts =
      (row.map { ["row \($0)"] } ?? []) + (column.map { ["column \($0)"] } ?? [])
      + (engineCode.map { ["zstd \($0)"] } ?? [])
    return "\(code.rawValue): \(detail)" + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
  }
}
