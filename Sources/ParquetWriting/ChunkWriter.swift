/// What the footer says of one column chunk.
struct ChunkDescription {
  let leaf: Leaf
  /// Where the dictionary page begins in the file; nil where there is none.
  var dictionaryPage: Int?
  var firstDataPage = 0
  var dataPages = 0
  /// Values and the places of empty lists.
  var entries = 0
  /// Bytes of all pages with their heads, as they are and as they would be without compression.
  var packedBytes = 0
  var plainBytes = 0
  var statistics: ChunkStatistics
}

/// Writes column chunks page by page: a dictionary page where texts repeat, and data pages of version 1.
///
/// Version 1, because every reader knows it. A page holds whole rows, and is closed once it has enough bytes.
///
/// Sources: apache/parquet-format, README.md "Data Pages", Encodings.md, parquet.thrift `PageHeader`.
final class ChunkWriter {
  /// The format's numbers (`Encoding` and `PageType` in parquet.thrift).
  enum Encoding {
    static let plain = 0
    static let hybrid = 3
    static let dictionary = 8
  }
  enum PageKind: Int {
    case data = 0
    case dictionary = 2

    /// The field of the page's head that tells of this kind.
    var field: Int { self == .data ? 5 : 7 }
  }

  private let options: ParquetWriter.Options
  private let output: FileOutput
  private let compressor: PageCompressor
  private let dictionary: TextDictionary
  private let page = ByteBuffer()
  private let head = ByteBuffer()

  init(_ options: ParquetWriter.Options, to output: FileOutput) {
    self.options = options
    self.output = output
    compressor = PageCompressor(level: options.level)
    dictionary = TextDictionary(bytesAllowed: options.dictionaryBytes)
  }

  /// Writes one stored column of a row group.
  ///
  /// - Parameter elementCounts: How many elements each row has, 4 bytes each; nil where the column is no list.
  /// - Throws: `ParquetWriteError` with `sinkFailed` or `compressorFailed`.
  func write(
    _ column: LeafBuffer, elementCounts: ByteBuffer?, rows: Int
  ) throws(ParquetWriteError) -> ChunkDescription {
    let isDictionary =
      column.leaf.physical == .byteArray && dictionary.take(column.values.contents, count: column.valueCount)
    var pages = PageCutter(column, elementCounts: elementCounts, rows: rows, isDictionary: isDictionary)
    var chunk = ChunkDescription(leaf: column.leaf, statistics: statistics(of: column, elementCounts, isDictionary))
    if isDictionary {
      chunk.dictionaryPage = output.bytesWritten
      try write(.dictionary, dictionary.entries.contents, of: &chunk) { [dictionary] header in
        header.int32(1, dictionary.entryCount)
        header.int32(2, Encoding.plain)
      }
    }
    chunk.firstDataPage = output.bytesWritten
    while let piece = pages.next(bytes: options.pageBytes) {
      try writeData(piece, of: column, elementCounts, isDictionary, &chunk)
    }
    return chunk
  }

  private func statistics(
    of column: LeafBuffer, _ elementCounts: ByteBuffer?, _ isDictionary: Bool
  ) -> ChunkStatistics {
    var emptyLists = 0
    if let elementCounts {
      for row in 0..<elementCounts.count / 4 where elementCounts.number(at: row * 4, as: UInt32.self) == 0 {
        emptyLists += 1
      }
    }
    var statistics = ChunkStatistics(nullCount: emptyLists)
    if column.leaf.physical == .byteArray {
      statistics.look(
        atTexts: isDictionary ? dictionary.entries.contents : column.values.contents,
        bytesAllowed: options.statisticsBytes)
    } else {
      statistics.look(at: column.values, count: column.valueCount, column.leaf.physical)
    }
    return statistics
  }

  private func writeData(
    _ piece: PageCutter.Piece, of column: LeafBuffer, _ elementCounts: ByteBuffer?, _ isDictionary: Bool,
    _ chunk: inout ChunkDescription
  ) throws(ParquetWriteError) {
    page.removeAll()
    let levels = LevelWriter(into: page, column.leaf)
    let entries = levels.write(piece.rows, elementCounts)
    if isDictionary {
      page.append(UInt8(dictionary.bitWidth))
      var encoder = HybridEncoder(into: page, bitWidth: dictionary.bitWidth)
      for value in piece.values { encoder.append(dictionary.indices.number(at: value * 4, as: UInt32.self)) }
      encoder.finish()
    } else if column.leaf.physical == .boolean {
      appendBits(column.values.part(piece.bytes))
    } else {
      page.append(column.values.part(piece.bytes))
    }
    try write(.data, page.contents, of: &chunk) { header in
      header.int32(1, entries)
      header.int32(2, isDictionary ? Encoding.dictionary : Encoding.plain)
      header.int32(3, Encoding.hybrid)
      header.int32(4, Encoding.hybrid)
    }
    chunk.entries += entries
    chunk.dataPages += 1
  }

  /// Truths, the first in the lowest bit.
  private func appendBits(_ truths: UnsafeRawBufferPointer) {
    for start in stride(from: 0, to: truths.count, by: 8) {
      var bits: UInt8 = 0
      for place in start..<min(start + 8, truths.count) { bits |= truths[place] << UInt8(place - start) }
      page.append(bits)
    }
  }

  /// Writes one page: its head, whose last field is the kind's own, and its content, compressed.
  private func write(
    _ kind: PageKind, _ content: UnsafeRawBufferPointer, of chunk: inout ChunkDescription,
    _ fields: (inout ThriftWriter) -> Void
  ) throws(ParquetWriteError) {
    let packed = try compressor.compress(content)
    head.removeAll()
    ThriftWriter.write(into: head) { header in
      header.int32(1, kind.rawValue)
      header.int32(2, content.count)
      header.int32(3, packed.count)
      header.structure(kind.field, fields)
    }
    try output.write(head)
    try output.write(packed)
    chunk.packedBytes += head.count + packed.count
    chunk.plainBytes += head.count + content.count
  }
}
