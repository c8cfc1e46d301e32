/// How values lie in a page (`Encoding` in parquet.thrift).
enum Encoding: Int, Sendable {
  case plain = 0
  case plainDictionary = 2
  case rle = 3
  case bitPacked = 4
  case deltaBinaryPacked = 5
  case deltaLengthByteArray = 6
  case deltaByteArray = 7
  case rleDictionary = 8
  case byteStreamSplit = 9
}

/// What stands before each page (`PageHeader` in parquet.thrift), held against what is possible.
struct PageHeader {
  enum Kind {
    case data(DataPage)
    case dictionary(valueCount: Int, encoding: Int)
    /// Of no use to this reader.
    case other
  }

  struct DataPage {
    /// Values and nulls together.
    var valueCount = -1
    var encoding = -1
    /// Version 1 only: how the levels are encoded.
    var levelEncodings = (definition: -1, repetition: -1)
    var isVersion2 = false
    /// Version 2 only: the bytes of the levels, which stand before the values and are not packed.
    var repetitionBytes = 0
    var definitionBytes = 0
    var isCompressed = true
  }

  let kind: Kind
  let expandedBytes: Int
  let packedBytes: Int
  let checksum: UInt32?

  init(from reader: inout ThriftReader) throws(PageFault) {
    var type = -1
    var sizes = (expanded: -1, packed: -1)
    var checksum: UInt32?
    var data: DataPage?
    var dictionary: Kind?
    try reader.structure { reader, field throws(PageFault) in
      switch field.id {
      case 1: type = try reader.integer(field)
      case 2: sizes.expanded = try reader.integer(field)
      case 3: sizes.packed = try reader.integer(field)
      case 4: checksum = UInt32(truncatingIfNeeded: try reader.integer(field))
      case 5, 8: data = try Self.dataPage(field, from: &reader)
      case 7: dictionary = try Self.dictionary(field, from: &reader)
      default: try reader.skip(field)
      }
    }
    guard sizes.expanded >= 0, sizes.packed >= 0 else { throw .corrupt("a page of an absurd length") }
    expandedBytes = sizes.expanded
    packedBytes = sizes.packed
    self.checksum = checksum
    switch (type, data, dictionary) {
    case (0, let page?, _) where !page.isVersion2: kind = .data(page)
    case (3, let page?, _) where page.isVersion2: kind = .data(page)
    case (2, _, let page?): kind = page
    case (0, _, _), (2, _, _), (3, _, _): throw .corrupt("a page is not described")
    default: kind = .other
    }
  }

  private static func dataPage(
    _ field: ThriftReader.Field, from reader: inout ThriftReader
  ) throws(PageFault) -> DataPage {
    var page = DataPage()
    page.isVersion2 = field.id == 8
    try reader.requireStructure(field)
    try reader.structure { reader, field throws(PageFault) in
      switch (page.isVersion2, field.id) {
      case (_, 1): page.valueCount = try reader.integer(field)
      case (false, 2), (true, 4): page.encoding = try reader.integer(field)
      case (false, 3): page.levelEncodings.definition = try reader.integer(field)
      case (false, 4): page.levelEncodings.repetition = try reader.integer(field)
      case (true, 5): page.definitionBytes = try reader.integer(field)
      case (true, 6): page.repetitionBytes = try reader.integer(field)
      case (true, 7): page.isCompressed = try reader.bool(field)
      default: try reader.skip(field)
      }
    }
    guard (0...Int(Int32.max)).contains(page.valueCount) else { throw .corrupt("a page with an absurd count") }
    return page
  }

  private static func dictionary(
    _ field: ThriftReader.Field, from reader: inout ThriftReader
  ) throws(PageFault) -> Kind {
    var valueCount = -1
    var encoding = -1
    try reader.requireStructure(field)
    try reader.structure { reader, field throws(PageFault) in
      switch field.id {
      case 1: valueCount = try reader.integer(field)
      case 2: encoding = try reader.integer(field)
      default: try reader.skip(field)
      }
    }
    guard (0...Int(Int32.max)).contains(valueCount) else { throw .corrupt("a dictionary with an absurd count") }
    return .dictionary(valueCount: valueCount, encoding: encoding)
  }
}
