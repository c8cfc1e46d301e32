/// Writes the footer: the schema, where each column chunk lies, and what its values are.
///
/// Source: apache/parquet-format, parquet.thrift `FileMetaData`; README.md "File format" for what stands around it.
struct FooterWriter {
  /// What the footer says of one row group.
  struct RowGroup {
    let rows: Int
    let chunks: [ChunkDescription]
  }

  /// The format's numbers (`FieldRepetitionType`, `ConvertedType`, the members of `LogicalType`, `CompressionCodec`).
  private enum Number {
    static let optional = 1
    static let repeated = 2
    static let convertedText = 0
    static let convertedList = 3
    static let logicalText = 1
    static let logicalList = 3
    static let zstd = 6
  }

  static let magic = Array("PAR1".utf8)
  /// What pyarrow writes by default; parquet.thrift has readers take 1 and 2 for the same.
  private static let version = 2

  let schema: ParquetSchema
  let options: ParquetWriter.Options
  let rowGroups: [RowGroup]

  /// The footer, its length and the mark at the end.
  func bytes() -> ByteBuffer {
    let target = ByteBuffer()
    ThriftWriter.write(into: target) { footer in
      footer.int32(1, Self.version)
      footer.list(2, of: SchemaField.all(of: schema), Self.write)
      footer.int64(3, rowGroups.reduce(0) { $0 + $1.rows })
      footer.list(4, of: rowGroups, Self.write)
      if !options.metadata.isEmpty {
        footer.list(5, of: options.metadata) { entry, pair in
          entry.text(1, pair.key)
          entry.text(2, pair.value)
        }
      }
      footer.text(6, options.createdBy)
      // Each column is ordered as its type is; without this no reader may trust smallest and largest.
      footer.list(7, of: schema.columns.flatMap(\.leaves)) { order, _ in order.structure(1) }
    }
    target.append(UInt32(target.count))
    Self.magic.withUnsafeBytes { target.append($0) }
    return target
  }

  private static func write(_ element: inout ThriftWriter, _ field: SchemaField) {
    if let physical = field.physical { element.int32(1, physical.rawValue) }
    if !field.isRoot { element.int32(3, field.isRepeated ? Number.repeated : Number.optional) }
    element.text(4, field.name)
    if field.children > 0 { element.int32(5, field.children) }
    if field.isText { element.int32(6, Number.convertedText) }
    if field.isList { element.int32(6, Number.convertedList) }
    if field.isText { element.structure(10) { $0.structure(Number.logicalText) } }
    if field.isList { element.structure(10) { $0.structure(Number.logicalList) } }
  }

  private static func write(_ group: inout ThriftWriter, _ rowGroup: RowGroup) {
    group.list(1, of: rowGroup.chunks) { element, chunk in
      // Nothing stands outside the footer that this could lead to.
      element.int64(2, 0)
      element.structure(3) { write(&$0, chunk) }
    }
    group.int64(2, rowGroup.chunks.reduce(0) { $0 + $1.plainBytes })
    group.int64(3, rowGroup.rows)
    if let first = rowGroup.chunks.first { group.int64(5, first.dictionaryPage ?? first.firstDataPage) }
    group.int64(6, rowGroup.chunks.reduce(0) { $0 + $1.packedBytes })
  }

  private static func write(_ data: inout ThriftWriter, _ chunk: ChunkDescription) {
    let isDictionary = chunk.dictionaryPage != nil
    let encodings = [ChunkWriter.Encoding.plain, ChunkWriter.Encoding.hybrid]
    data.int32(1, chunk.leaf.physical.rawValue)
    data.list(2, ofInt32: encodings + (isDictionary ? [ChunkWriter.Encoding.dictionary] : []))
    data.list(3, ofTexts: chunk.leaf.path)
    data.int32(4, Number.zstd)
    data.int64(5, chunk.entries)
    data.int64(6, chunk.plainBytes)
    data.int64(7, chunk.packedBytes)
    data.int64(9, chunk.firstDataPage)
    if let page = chunk.dictionaryPage { data.int64(11, page) }
    data.structure(12) { write(&$0, chunk.statistics) }
    let dataEncoding = isDictionary ? ChunkWriter.Encoding.dictionary : ChunkWriter.Encoding.plain
    let dictionaryPages = (kind: ChunkWriter.PageKind.dictionary, encoding: ChunkWriter.Encoding.plain, count: 1)
    let dataPages = (kind: ChunkWriter.PageKind.data, encoding: dataEncoding, count: chunk.dataPages)
    data.list(13, of: (isDictionary ? [dictionaryPages] : []) + [dataPages]) { element, pages in
      element.int32(1, pages.kind.rawValue)
      element.int32(2, pages.encoding)
      element.int32(3, pages.count)
    }
  }

  private static func write(_ fields: inout ThriftWriter, _ statistics: ChunkStatistics) {
    fields.int64(3, statistics.nullCount)
    if let largest = statistics.largest, let smallest = statistics.smallest {
      fields.binary(5, largest)
      fields.binary(6, smallest)
      fields.flag(7, true)
      fields.flag(8, true)
    }
    if let notNumbers = statistics.notNumbers { fields.int64(9, notNumbers) }
  }
}

/// One element of the schema as the footer lists them: the tree's nodes, a parent before its children.
struct SchemaField {
  var name: String
  var physical: PhysicalType?
  var children = 0
  var isRepeated = false
  var isText = false
  var isList = false
  var isRoot = false

  static func all(of schema: ParquetSchema) -> [SchemaField] {
    [SchemaField(name: "schema", children: schema.columns.count, isRoot: true)] + schema.columns.flatMap(fields)
  }

  private static func fields(of column: ParquetSchema.Column) -> [SchemaField] {
    switch column.kind {
    case .string: [text(column.name)]
    case .int64: [SchemaField(name: column.name, physical: .int64)]
    case .float64: [SchemaField(name: column.name, physical: .double)]
    case .bool: [SchemaField(name: column.name, physical: .boolean)]
    case .strings: list(column.name) + [text("element")]
    case .messages:
      list(column.name) + [SchemaField(name: "element", children: 2), text("role"), text("content")]
    }
  }

  private static func text(_ name: String) -> SchemaField {
    SchemaField(name: name, physical: .byteArray, isText: true)
  }

  private static func list(_ name: String) -> [SchemaField] {
    [SchemaField(name: name, children: 1, isList: true), SchemaField(name: "list", children: 1, isRepeated: true)]
  }
}
