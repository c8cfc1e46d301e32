/// Why Parquet could not be read, how much that cost, and where. All of it is safe to show and to log: no chat text.
public struct ParquetError: Error, Hashable, Sendable {
  /// What is wrong; more codes may come.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The bytes could not be had from the source.
    public static let unreadable = Code(rawValue: "unreadable")
    /// The file has not the marks of Parquet at its start and its end.
    public static let notParquet = Code(rawValue: "not_parquet")
    /// The footer, or a column of this file, is encrypted.
    public static let encrypted = Code(rawValue: "encrypted")
    /// The footer is not what the format allows, or contradicts itself or the file.
    public static let corruptFooter = Code(rawValue: "corrupt_footer")
    /// The columns form no tree, or one that is absurd.
    public static let corruptSchema = Code(rawValue: "corrupt_schema")
    /// A page, its header or a value in it is not what the format allows, or columns contradict each other.
    public static let corruptPage = Code(rawValue: "corrupt_page")
    /// A page's bytes are not those that its checksum was made of.
    public static let wrongChecksum = Code(rawValue: "wrong_checksum")
    /// A codec, an encoding, or a type that this reader does not know.
    public static let unsupported = Code(rawValue: "unsupported")
    /// The file has none of the columns that were asked for.
    public static let nothingWanted = Code(rawValue: "nothing_wanted")
    /// Something is larger than `ParquetLimits` allows.
    public static let tooLarge = Code(rawValue: "too_large")
    /// More came out than an honest file holds: a decompression bomb.
    public static let expandsTooMuch = Code(rawValue: "expands_too_much")
    /// A text is not UTF-8.
    public static let invalidUTF8 = Code(rawValue: "invalid_utf8")
  }

  /// What the fault cost; reading may go on behind a row and behind a row group.
  public enum Scope: String, Hashable, Sendable {
    case row
    /// What was left of one row group.
    case rowGroup = "row_group"
    /// What was left of the file.
    case file
  }

  /// Where it happened, as far as it is known.
  public struct Place: Hashable, Sendable {
    /// The offset in the file of the page, or of the part of the footer.
    public var byte: Int?
    /// The row group's number, from 0.
    public var rowGroup: Int?
    /// The row's number in the file, from 0: the one that is lost, or the first of them.
    public var row: Int?
    /// The column's path in the file's schema, joined with dots; control characters are replaced.
    public var column: String?
    /// The page's number in its column chunk, from 0; dictionaries count.
    public var page: Int?

    public init(
      byte: Int? = nil, rowGroup: Int? = nil, row: Int? = nil, column: String? = nil, page: Int? = nil
    ) {
      self.byte = byte
      self.rowGroup = rowGroup
      self.row = row
      self.column = column
      self.page = page
    }
  }

  public let code: Code
  public var scope: Scope
  public var place: Place
  /// How many rows it cost, by the footer's count; 0 where the footer itself could not be read.
  public var rowsLost: Int
  /// The number that the operating system or a library gave for it.
  public let engineCode: Int?
  /// What happened, in words without a full stop.
  public let detail: String

  public init(
    _ code: Code, scope: Scope = .file, place: Place = Place(), rowsLost: Int = 0, engineCode: Int? = nil,
    detail: String
  ) {
    self.code = code
    self.scope = scope
    self.place = place
    self.rowsLost = rowsLost
    self.engineCode = engineCode
    self.detail = detail
  }
}

extension ParquetError: CustomStringConvertible {
  public var description: String {
    let numbers = [("row group", place.rowGroup), ("row", place.row), ("page", place.page), ("byte", place.byte)]
    let parts =
      numbers.compactMap { name, value in value.map { "\(name) \($0)" } }
      + (place.column.map { ["column \($0)"] } ?? [])
    return "\(code.rawValue): \(detail)" + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
  }
}

/// A fault on its way up, which learns its place from whoever knows it.
struct PageFault: Error {
  let code: ParquetError.Code
  let engineCode: Int?
  let detail: String
  /// Whether it spoils one row and no more.
  let isOfRow: Bool
  var place = ParquetError.Place()

  init(_ code: ParquetError.Code, engineCode: Int? = nil, isOfRow: Bool = false, _ detail: String) {
    self.code = code
    self.engineCode = engineCode
    self.detail = detail
    self.isOfRow = isOfRow
  }

  init(_ error: ParquetError) {
    self.init(error.code, engineCode: error.engineCode, error.detail)
    place = error.place
  }

  static func corrupt(_ detail: String) -> PageFault { PageFault(.corruptPage, detail) }
  static func unsupported(_ detail: String) -> PageFault { PageFault(.unsupported, detail) }

  /// The error for users of the room.
  func error(scope: ParquetError.Scope, rowsLost: Int = 0) -> ParquetError {
    ParquetError(code, scope: scope, place: place, rowsLost: rowsLost, engineCode: engineCode, detail: detail)
  }
}
