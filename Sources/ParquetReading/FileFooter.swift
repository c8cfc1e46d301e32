/// What the end of a Parquet file says of it (`FileMetaData` in parquet.thrift).
///
/// The row groups are read over once, to count rows, and in full only when their turn comes: a footer of 64 MiB can
/// list more column chunks than memory could hold as values.
final class FileFooter {
  /// Where a row group stands in the footer, and the rows it says it has.
  struct RowGroup {
    let offset: Int
    let rowCount: Int
  }

  private static let magic = Array("PAR1".utf8)
  private static let encryptedMagic = Array("PARE".utf8)
  /// Length and magic at the end of the file.
  private static let tailBytes = 8

  let schema: SchemaNode
  let leafCount: Int
  let rowGroups: [RowGroup]
  let rowCount: Int
  /// The program that wrote the file, as far as it tells.
  let writer: String?
  /// The offset in the file at which the footer starts and the pages end.
  let start: Int
  private let memory: PageBuffer
  private let bytes: UnsafeRawBufferPointer

  init(_ source: MeteredBytes, limits: ParquetLimits, held: HeldMemory) throws(PageFault) {
    let length = try Self.length(source, limits: limits)
    start = source.count - Self.tailBytes - length
    memory = PageBuffer(held)
    let buffer = try memory.room(length)
    try source.read(at: start, into: buffer)
    bytes = UnsafeRawBufferPointer(buffer)
    var parts = FooterParts(limits: limits)
    var reader = ThriftReader(bytes)
    do throws(PageFault) { try parts.read(from: &reader) } catch { throw Self.placed(error, at: start + reader.offset) }
    var builder = SchemaBuilder(parts.elements, depthAllowed: limits.depth)
    schema = try builder.root()
    leafCount = builder.leafCount
    rowGroups = parts.rowGroups
    rowCount = parts.rowCount
    writer = parts.writer
  }

  /// The column chunks of a row group for the wanted columns, in their order.
  func chunks(of group: RowGroup, for columns: [ColumnReader]) throws(PageFault) -> [ColumnChunk] {
    var reader = ThriftReader(UnsafeRawBufferPointer(rebasing: bytes[group.offset...]))
    do throws(PageFault) { return try readChunks(from: &reader, for: columns) } catch {
      throw Self.placed(error, at: start + group.offset + reader.offset)
    }
  }

  private func readChunks(
    from reader: inout ThriftReader, for columns: [ColumnReader]
  ) throws(PageFault) -> [ColumnChunk] {
    var chunks: [ColumnChunk] = []
    try reader.structure { reader, field throws(PageFault) in
      guard field.id == 1 else { return try reader.skip(field) }
      let count = try reader.listOfStructures(field)
      guard count == leafCount, chunks.isEmpty else {
        throw PageFault(.corruptFooter, "a row group has \(count) column chunks for \(leafCount) columns")
      }
      for index in 0..<count {
        if chunks.count < columns.count, columns[chunks.count].leafIndex == index {
          chunks.append(try ColumnChunk(from: &reader, physical: columns[chunks.count].physical, endsBefore: start))
        } else {
          try reader.skipStructure()
        }
      }
    }
    guard chunks.count == columns.count else { throw PageFault(.corruptFooter, "a row group lacks column chunks") }
    return chunks
  }

  /// The footer's length, once the file's marks have been seen.
  private static func length(_ source: MeteredBytes, limits: ParquetLimits) throws(PageFault) -> Int {
    guard source.count >= magic.count + tailBytes else { throw PageFault(.notParquet, "the file is too short") }
    let (head, tail) = try withUnsafeTemporaryAllocation(byteCount: 12, alignment: 8) {
      (memory) throws(PageFault) -> ([UInt8], [UInt8]) in
      try source.read(at: 0, into: UnsafeMutableRawBufferPointer(rebasing: memory[..<4]))
      try source.read(at: source.count - tailBytes, into: UnsafeMutableRawBufferPointer(rebasing: memory[4...]))
      return (Array(memory[..<4]), Array(memory[4...]))
    }
    let end = Array(tail[4...])
    guard end != encryptedMagic else { throw PageFault(.encrypted, "the footer is encrypted") }
    guard head == magic else { throw PageFault(.notParquet, "the file does not begin as Parquet") }
    guard end == magic else { throw PageFault(.notParquet, "the file does not end as Parquet: it may be cut") }
    let length = tail[..<4].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= source.count - magic.count - tailBytes else {
      throw PageFault(.corruptFooter, "the footer says it is longer than the file")
    }
    guard length <= limits.footerBytes else {
      throw PageFault(.tooLarge, "the footer has \(length) bytes, \(limits.footerBytes) are allowed")
    }
    return length
  }

  /// A fault of the footer, with its place.
  private static func placed(_ fault: PageFault, at byte: Int) -> PageFault {
    let code = fault.code == .corruptPage ? .corruptFooter : fault.code
    var placed = PageFault(code, engineCode: fault.engineCode, fault.detail)
    placed.place.byte = byte
    return placed
  }
}

/// What is gathered while the footer is read.
private struct FooterParts {
  let limits: ParquetLimits
  var elements: [SchemaElement] = []
  var rowGroups: [FileFooter.RowGroup] = []
  var rowCount = 0
  var writer: String?

  init(limits: ParquetLimits) { self.limits = limits }

  mutating func read(from reader: inout ThriftReader) throws(PageFault) {
    var parts = self
    var rowsClaimed: Int?
    try reader.structure { reader, field throws(PageFault) in
      switch field.id {
      case 2: try parts.readSchema(field, from: &reader)
      case 3: rowsClaimed = try reader.integer(field)
      case 4: try parts.readRowGroups(field, from: &reader)
      case 6: parts.writer = String(decoding: try reader.binary(field).prefix(256), as: UTF8.self)
      default: try reader.skip(field)
      }
    }
    guard rowsClaimed == parts.rowCount else {
      throw PageFault(
        .corruptFooter, "the footer says \(rowsClaimed ?? 0) rows, its row groups say \(parts.rowCount)")
    }
    self = parts
  }

  private mutating func readSchema(_ field: ThriftReader.Field, from reader: inout ThriftReader) throws(PageFault) {
    let count = try reader.listOfStructures(field)
    guard count <= limits.columns else {
      throw PageFault(.tooLarge, "the schema has \(count) elements, \(limits.columns) are allowed")
    }
    guard elements.isEmpty else { throw PageFault(.corruptFooter, "the footer has two schemas") }
    for _ in 0..<count { elements.append(try SchemaElement(from: &reader)) }
  }

  private mutating func readRowGroups(_ field: ThriftReader.Field, from reader: inout ThriftReader) throws(PageFault) {
    let count = try reader.listOfStructures(field)
    guard count <= limits.rowGroups else {
      throw PageFault(.tooLarge, "the file has \(count) row groups, \(limits.rowGroups) are allowed")
    }
    guard rowGroups.isEmpty else { throw PageFault(.corruptFooter, "the footer lists row groups twice") }
    for _ in 0..<count {
      let offset = reader.offset
      var rows = 0
      try reader.structure { reader, field throws(PageFault) in
        if field.id == 3 { rows = try reader.integer(field) } else { try reader.skip(field) }
      }
      let (sum, isTooMuch) = rowCount.addingReportingOverflow(rows)
      guard rows >= 0, !isTooMuch else { throw PageFault(.corruptFooter, "a row group has an absurd number of rows") }
      rowGroups.append(FileFooter.RowGroup(offset: offset, rowCount: rows))
      rowCount = sum
    }
  }
}
