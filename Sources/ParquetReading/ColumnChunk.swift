/// How pages are packed (`CompressionCodec` in parquet.thrift).
enum Codec: Int, Sendable {
  case uncompressed, snappy, gzip, lzo, brotli, lz4, zstd, lz4Raw
}

/// Where the pages of one column in one row group lie (`ColumnChunk` and `ColumnMetaData` in parquet.thrift).
struct ColumnChunk {
  let codec: Codec
  /// Values and nulls together.
  let valueCount: Int
  /// The bytes of the file that hold the pages.
  let range: Range<Int>

  /// Reads a chunk and holds it against its column's type and the end of the pages in the file.
  init(from reader: inout ThriftReader, physical: PhysicalType, endsBefore end: Int) throws(PageFault) {
    var metadata: Metadata?
    try reader.structure { reader, field throws(PageFault) in
      switch field.id {
      case 1:
        guard try reader.binary(field).isEmpty else {
          throw PageFault(.unsupported, "a column chunk lies in another file")
        }
      case 3:
        try reader.requireStructure(field)
        metadata = try Metadata(from: &reader)
      case 8, 9: throw PageFault(.encrypted, "a column chunk is encrypted")
      default: try reader.skip(field)
      }
    }
    guard let metadata else { throw PageFault(.corruptFooter, "a column chunk is not described") }
    guard metadata.type == physical.rawValue else {
      throw PageFault(.corruptFooter, "a column chunk has another type than its column")
    }
    guard let codec = Codec(rawValue: metadata.codec) else { throw PageFault(.unsupported, "an unknown codec") }
    guard metadata.valueCount >= 0 else { throw PageFault(.corruptFooter, "a column chunk has an absurd count") }
    self.codec = codec
    valueCount = metadata.valueCount
    range = try metadata.range(endsBefore: end)
  }

  private struct Metadata {
    var type = -1
    var codec = -1
    var valueCount = -1
    var byteCount = -1
    var dataOffset = -1
    var dictionaryOffset: Int?

    init(from reader: inout ThriftReader) throws(PageFault) {
      var found = self
      try reader.structure { reader, field throws(PageFault) in
        switch field.id {
        case 1: found.type = try reader.integer(field)
        case 4: found.codec = try reader.integer(field)
        case 5: found.valueCount = try reader.integer(field)
        case 7: found.byteCount = try reader.integer(field)
        case 9: found.dataOffset = try reader.integer(field)
        case 11: found.dictionaryOffset = try reader.integer(field)
        default: try reader.skip(field)
        }
      }
      self = found
    }

    /// Some writers set a dictionary's offset where there is none, to 0.
    func range(endsBefore end: Int) throws(PageFault) -> Range<Int> {
      let hasDictionary = dictionaryOffset.map { $0 > 0 && $0 < dataOffset } ?? false
      let start = hasDictionary ? dictionaryOffset ?? dataOffset : dataOffset
      guard start >= 4, start <= end, byteCount >= 0, byteCount <= end - start else {
        throw PageFault(.corruptFooter, "a column chunk lies outside the file")
      }
      return start..<start + byteCount
    }
  }
}
