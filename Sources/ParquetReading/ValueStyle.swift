/// How the values of a column are shown in JSON.
///
/// | column | JSON |
/// |---|---|
/// | string, enum, byte array without a meaning | a string |
/// | JSON | what it says; a string where it is no valid JSON |
/// | boolean; whole and floating numbers | as they are; what JSON can't say (NaN, infinities) is null |
/// | decimal | a number with as many digits behind the point as its scale |
/// | timestamp, INT96 | `"2024-05-01T12:00:00Z"`, with a fraction if there is one; without a zone taken as UTC |
/// | date, time | `"2024-05-01"`, `"12:00:00"` with a fraction where there is one |
/// | UUID | `"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"` |
/// | other fixed-length bytes | a string of hexadecimal digits |
///
/// Source: apache/parquet-format, LogicalTypes.md.
enum ValueStyle: Hashable, Sendable {
  case text, json
  case boolean, int32, int64, uint32, uint64, float, double, float16
  case decimal32(scale: Int), decimal64(scale: Int), decimalBytes(scale: Int)
  case date
  case time32(LogicalType.Unit), time64(LogicalType.Unit)
  case timestamp(LogicalType.Unit), int96
  case uuid, hexadecimal

  init(_ element: SchemaElement, _ physical: PhysicalType, readsText: Bool) throws(PageFault) {
    if case .decimal(let scale) = element.logical {
      guard (0...38).contains(scale) else { throw PageFault(.corruptSchema, "a decimal of an absurd scale") }
    }
    self =
      switch physical {
      case .boolean: .boolean
      case .int32: Self.ofInt32(element.logical)
      case .int64: Self.ofInt64(element.logical)
      case .int96: .int96
      case .float: .float
      case .double: .double
      case .byteArray: Self.ofBytes(element.logical, readsText: readsText)
      case .fixedLengthByteArray: Self.ofFixed(element)
      }
  }

  private static func ofInt32(_ logical: LogicalType?) -> ValueStyle {
    switch logical {
    case .date: .date
    case .time(let unit): .time32(unit)
    case .decimal(let scale): .decimal32(scale: scale)
    case .integer(isSigned: false): .uint32
    default: .int32
    }
  }

  private static func ofInt64(_ logical: LogicalType?) -> ValueStyle {
    switch logical {
    case .time(let unit): .time64(unit)
    case .timestamp(let unit): .timestamp(unit)
    case .decimal(let scale): .decimal64(scale: scale)
    case .integer(isSigned: false): .uint64
    default: .int64
    }
  }

  private static func ofBytes(_ logical: LogicalType?, readsText: Bool) -> ValueStyle {
    switch logical {
    case .decimal(let scale): .decimalBytes(scale: scale)
    case .json: .json
    default: readsText ? .json : .text
    }
  }

  private static func ofFixed(_ element: SchemaElement) -> ValueStyle {
    switch element.logical {
    case .decimal(let scale): .decimalBytes(scale: scale)
    case .uuid where element.typeLength == 16: .uuid
    case .float16 where element.typeLength == 2: .float16
    default: .hexadecimal
    }
  }
}
