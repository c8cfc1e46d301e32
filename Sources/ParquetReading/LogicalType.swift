/// How a value lies in a page (`Type` in parquet.thrift).
enum PhysicalType: Int, Sendable {
  case boolean, int32, int64, int96, float, double, byteArray, fixedLengthByteArray

  /// The bytes of one plain value, where they are the same for all.
  var width: Int? {
    switch self {
    case .int32, .float: 4
    case .int64, .double: 8
    case .int96: 12
    case .boolean, .byteArray, .fixedLengthByteArray: nil
    }
  }
}

/// What a value, or a group, means: the annotation of a schema element, old (`ConvertedType`) or new (`LogicalType`).
enum LogicalType: Hashable, Sendable {
  enum Unit: Int, Sendable {
    case milliseconds = 1, microseconds, nanoseconds

    var perSecond: Int64 {
      switch self {
      case .milliseconds: 1000
      case .microseconds: 1_000_000
      case .nanoseconds: 1_000_000_000
      }
    }
    var digits: Int { 3 * rawValue }
  }

  case string, json, uuid, float16, date
  case list, map
  case decimal(scale: Int)
  case time(Unit), timestamp(Unit)
  case integer(isSigned: Bool)
  /// One that changes nothing about how the value is shown here.
  case other

  init?(converted code: Int, scale: Int) {
    switch code {
    case 0, 4: self = .string
    case 1, 2: self = .map
    case 3: self = .list
    case 5: self = .decimal(scale: scale)
    case 6: self = .date
    case 7: self = .time(.milliseconds)
    case 8: self = .time(.microseconds)
    case 9: self = .timestamp(.milliseconds)
    case 10: self = .timestamp(.microseconds)
    case 11...14: self = .integer(isSigned: false)
    case 15...18: self = .integer(isSigned: true)
    case 19: self = .json
    default: self = .other
    }
  }

  /// Reads the union `LogicalType`.
  init(from reader: inout ThriftReader) throws(PageFault) {
    var found = LogicalType.other
    try reader.structure { reader, field throws(PageFault) in
      switch field.id {
      case 1, 4: found = .string
      case 2: found = .map
      case 3: found = .list
      case 6: found = .date
      case 12: found = .json
      case 14: found = .uuid
      case 15: found = .float16
      case 5, 7, 8, 10:
        found = try Self.withDetails(field, from: &reader)
        return
      default: break
      }
      try reader.skip(field)
    }
    self = found
  }

  private static func withDetails(
    _ kind: ThriftReader.Field, from reader: inout ThriftReader
  ) throws(PageFault) -> LogicalType {
    var scale = 0
    var unit = Unit.microseconds
    var isSigned = true
    try reader.requireStructure(kind)
    try reader.structure { reader, field throws(PageFault) in
      switch (kind.id, field.id) {
      case (5, 1): scale = try reader.integer(field)
      case (7, 2), (8, 2): unit = try Self.unit(field, from: &reader)
      case (10, 2): isSigned = try reader.bool(field)
      default: try reader.skip(field)
      }
    }
    switch kind.id {
    case 5: return .decimal(scale: scale)
    case 7: return .time(unit)
    case 8: return .timestamp(unit)
    default: return .integer(isSigned: isSigned)
    }
  }

  private static func unit(
    _ field: ThriftReader.Field, from reader: inout ThriftReader
  ) throws(PageFault) -> Unit {
    var found: Unit?
    try reader.requireStructure(field)
    try reader.structure { reader, field throws(PageFault) in
      found = Unit(rawValue: field.id)
      try reader.skip(field)
    }
    guard let found else { throw PageFault(.corruptFooter, "a time of an unknown unit") }
    return found
  }
}
