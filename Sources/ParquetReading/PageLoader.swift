/// A data page, unpacked: its levels and a decoder of its values.
struct LoadedPage {
  /// Values and nulls together.
  let valueCount: Int
  /// Nil where all levels are 0.
  var repetition: HybridDecoder?
  var definition: HybridDecoder?
  let values: any ValueDecoder
}

/// What unpacking needs and the columns of a reader share.
final class SharedScratch {
  let decompressor = PageDecompressor()
  let packed: PageBuffer

  init(_ held: HeldMemory) { packed = PageBuffer(held) }
}

/// Reads the pages of one column chunk after another: headers, checksums, dictionaries and levels.
final class PageLoader {
  private let column: SchemaNode
  private let physical: PhysicalType
  private let width: Int?
  private let stream: ChunkStream
  private let source: MeteredBytes
  private let limits: ParquetLimits
  private let shared: SharedScratch
  private let page: PageBuffer
  private let dictionary: ColumnDictionary
  private var hasDictionary = false
  private var codec = Codec.uncompressed
  /// The number of the page that was read last, and where it starts.
  private(set) var pageNumber = -1
  private(set) var pageOffset = 0

  init(
    _ column: SchemaNode, physical: PhysicalType, source: MeteredBytes, limits: ParquetLimits, held: HeldMemory,
    shared: SharedScratch
  ) {
    self.column = column
    self.physical = physical
    width = physical == .fixedLengthByteArray ? column.element.typeLength : physical.width
    self.source = source
    self.limits = limits
    self.shared = shared
    stream = ChunkStream(source, limits: limits, held: held)
    page = PageBuffer(held)
    dictionary = ColumnDictionary(held)
  }

  func begin(_ chunk: ColumnChunk) {
    stream.begin(chunk.range)
    codec = chunk.codec
    hasDictionary = false
    dictionary.clear()
    pageNumber = -1
    pageOffset = chunk.range.lowerBound
  }

  /// The next data page; what `LoadedPage` of the page before points to is lost.
  func next() throws(PageFault) -> LoadedPage {
    while true {
      guard !stream.isAtEnd else { throw .corrupt("a column chunk ends before its values do") }
      pageNumber += 1
      pageOffset = stream.offset
      let header = try stream.header()
      guard header.packedBytes <= limits.pageBytes, header.expandedBytes <= limits.pageBytes else {
        let size = max(header.packedBytes, header.expandedBytes)
        throw PageFault(.tooLarge, "a page has \(size) bytes, \(limits.pageBytes) are allowed")
      }
      switch header.kind {
      case .data(let data): return try load(data, header)
      case .dictionary(let valueCount, let encoding): try loadDictionary(header, valueCount, encoding)
      case .other: try stream.skip(header.packedBytes)
      }
    }
  }

  private func loadDictionary(_ header: PageHeader, _ valueCount: Int, _ encoding: Int) throws(PageFault) {
    guard !hasDictionary else { throw .corrupt("a column chunk has two dictionaries") }
    guard encoding == Encoding.plain.rawValue || encoding == Encoding.plainDictionary.rawValue else {
      throw .unsupported("a dictionary of encoding \(encoding)")
    }
    guard physical != .boolean else { throw .corrupt("a dictionary of booleans") }
    let buffer = try dictionary.room(header.expandedBytes)
    try fill(buffer, header, plainBytes: 0, isCompressed: true)
    try dictionary.load(UnsafeRawBufferPointer(buffer), valueCount: valueCount, width: width)
    hasDictionary = true
  }

  private func load(_ data: PageHeader.DataPage, _ header: PageHeader) throws(PageFault) -> LoadedPage {
    var levelBytes = 0
    if data.isVersion2 {
      guard data.repetitionBytes >= 0, data.definitionBytes >= 0, data.repetitionBytes <= header.packedBytes,
        data.definitionBytes <= header.packedBytes - data.repetitionBytes
      else { throw .corrupt("the levels are longer than their page") }
      levelBytes = data.repetitionBytes + data.definitionBytes
    }
    let buffer = try page.room(header.expandedBytes)
    try fill(buffer, header, plainBytes: levelBytes, isCompressed: data.isCompressed)
    var cursor = ByteCursor(UnsafeRawBufferPointer(buffer))
    var levels: (repetition: UnsafeRawBufferPointer?, definition: UnsafeRawBufferPointer?)
    if data.isVersion2 {
      levels = (try cursor.take(data.repetitionBytes), try cursor.take(data.definitionBytes))
    } else {
      levels.repetition = try levelsOfVersion1(column.repetitionLevel, data.levelEncodings.repetition, &cursor)
      levels.definition = try levelsOfVersion1(column.definitionLevel, data.levelEncodings.definition, &cursor)
    }
    return LoadedPage(
      valueCount: data.valueCount, repetition: try Self.decoder(levels.repetition, highest: column.repetitionLevel),
      definition: try Self.decoder(levels.definition, highest: column.definitionLevel),
      values: try values(cursor.rest, encoding: data.encoding))
  }

  private func levelsOfVersion1(
    _ highest: Int, _ encoding: Int, _ cursor: inout ByteCursor
  ) throws(PageFault) -> UnsafeRawBufferPointer? {
    guard highest > 0 else { return nil }
    guard encoding == Encoding.rle.rawValue else { throw .unsupported("levels of encoding \(encoding)") }
    return try cursor.prefixed()
  }

  private static func decoder(
    _ bytes: UnsafeRawBufferPointer?, highest: Int
  ) throws(PageFault) -> HybridDecoder? {
    guard highest > 0, let bytes else { return nil }
    return try HybridDecoder(bytes, bitWidth: Int.bitWidth - highest.leadingZeroBitCount)
  }

  /// Reads the page's bytes, checks them and unpacks all but the first `plainBytes` into the buffer.
  private func fill(
    _ buffer: UnsafeMutableRawBufferPointer, _ header: PageHeader, plainBytes: Int, isCompressed: Bool
  ) throws(PageFault) {
    guard plainBytes <= buffer.count else { throw .corrupt("the levels are longer than their page") }
    let packed: UnsafeMutableRawBufferPointer
    let isPacked = isCompressed && codec != .uncompressed
    if isPacked {
      packed = try shared.packed.room(header.packedBytes)
    } else {
      guard header.packedBytes == buffer.count else { throw PageDecompressor.otherLength }
      packed = buffer
    }
    try stream.read(into: packed)
    if let checksum = header.checksum, PageChecksum.of(UnsafeRawBufferPointer(packed)) != checksum {
      throw PageFault(.wrongChecksum, "the page's checksum is wrong")
    }
    try source.gave(buffer.count)
    guard isPacked else { return }
    let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[plainBytes...])
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: packed[..<plainBytes]))
    // Where there are no values, some writers leave nothing to unpack.
    if rest.isEmpty, packed.count == plainBytes { return }
    try shared.decompressor.expand(UnsafeRawBufferPointer(rebasing: packed[plainBytes...]), by: codec, into: rest)
  }

  private func values(_ bytes: UnsafeRawBufferPointer, encoding: Int) throws(PageFault) -> any ValueDecoder {
    // A page of nothing but nulls may have no bytes at all, whatever its encoding.
    if bytes.isEmpty { return PlainBytesDecoder(bytes) }
    switch (Encoding(rawValue: encoding), physical) {
    case (.plainDictionary, _), (.rleDictionary, _):
      guard hasDictionary else { throw .corrupt("a page needs a dictionary, and there is none") }
      return try DictionaryDecoder(bytes, dictionary)
    case (.plain, .boolean): return PlainBooleanDecoder(bytes)
    case (.rle, .boolean): return try RunBooleanDecoder(bytes)
    case (.plain, .byteArray): return PlainBytesDecoder(bytes)
    case (.plain, _): return PlainFixedDecoder(bytes, width: width ?? 0)
    case (.deltaBinaryPacked, .int32), (.deltaBinaryPacked, .int64): return try DeltaDecoder(bytes, width: width ?? 8)
    case (.deltaLengthByteArray, .byteArray): return try DeltaLengthDecoder(bytes)
    case (.deltaByteArray, .byteArray), (.deltaByteArray, .fixedLengthByteArray):
      return try DeltaBytesDecoder(bytes, width: width)
    case (.byteStreamSplit, .int32), (.byteStreamSplit, .int64), (.byteStreamSplit, .float),
      (.byteStreamSplit, .double), (.byteStreamSplit, .fixedLengthByteArray):
      return try SplitStreamDecoder(bytes, width: width ?? 1)
    default: throw .unsupported("values of type \(physical) in encoding \(encoding)")
    }
  }
}
