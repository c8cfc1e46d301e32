/// Writes the Thrift compact protocol, as far as the tests need it.
struct ThriftWriter {
  private(set) var bytes: [UInt8] = []
  private var last = [0]

  mutating func integer(_ id: Int, _ value: Int) {
    head(id, 6)
    zigzag(value)
  }

  mutating func binary(_ id: Int, _ value: [UInt8]) {
    head(id, 8)
    varint(UInt64(value.count))
    bytes += value
  }

  mutating func flag(_ id: Int, _ value: Bool) { head(id, value ? 1 : 2) }

  mutating func structure(_ id: Int, _ body: (inout ThriftWriter) -> Void) {
    head(id, 12)
    fields(body)
  }

  /// `claimed` is the count that is written, whatever is there.
  mutating func list(_ id: Int, claimed: Int? = nil, _ elements: [(inout ThriftWriter) -> Void]) {
    head(id, 9)
    bytes.append(0xFC)
    varint(UInt64(claimed ?? elements.count))
    for element in elements { fields(element) }
  }

  /// The fields of one structure, and its end.
  mutating func fields(_ body: (inout ThriftWriter) -> Void) {
    last.append(0)
    body(&self)
    last.removeLast()
    bytes.append(0)
  }

  private mutating func head(_ id: Int, _ kind: UInt8) {
    bytes.append(kind)
    zigzag(id)
    last[last.count - 1] = id
  }

  private mutating func zigzag(_ value: Int) { varint(UInt64(bitPattern: Int64(value << 1) ^ Int64(value >> 63))) }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// A Parquet file as no careful writer would make it: every count and length can lie.
struct HandMadeFile {
  struct Element {
    var name: String
    /// 1 int32, 2 int64, 6 byte array, …; nil for a group.
    var type: Int?
    /// 0 required, 1 optional, 2 repeated.
    var repetition: Int? = 0
    var children: Int?
    /// 0 string, 1 map, 3 list, …
    var converted: Int?
    var length: Int?
  }

  struct Chunk {
    var pages: [[UInt8]]
    var type = 6
    var codec = 0
    var values: Int
    /// What the footer says of the chunk's length and place, where that is not the truth.
    var byteCount: Int?
    var offset: Int?
  }

  var schema: [Element] = []
  var groups: [(rows: Int, chunks: [Chunk])] = []
  var rowsClaimed: Int?
  var elementsClaimed: Int?

  /// A file of one column, one page and one row group.
  static func of(_ element: Element, page: [UInt8], rows: Int, values: Int? = nil) -> HandMadeFile {
    HandMadeFile(
      schema: [Element(name: "root", repetition: nil, children: 1), element],
      groups: [(rows, [Chunk(pages: [page], type: element.type ?? 6, values: values ?? rows)])])
  }

  var bytes: [UInt8] {
    var file = Array("PAR1".utf8)
    var rowGroups: [(inout ThriftWriter) -> Void] = []
    for group in groups {
      var chunks: [(inout ThriftWriter) -> Void] = []
      for chunk in group.chunks {
        let start = file.count
        file += chunk.pages.joined()
        chunks.append(Self.description(of: chunk, start: start, end: file.count))
      }
      rowGroups.append { writer in
        writer.list(1, chunks)
        writer.integer(3, group.rows)
      }
    }
    var footer = ThriftWriter()
    footer.fields { writer in
      writer.integer(1, 1)
      writer.list(2, claimed: elementsClaimed, schema.map(Self.description))
      writer.integer(3, rowsClaimed ?? groups.reduce(0) { $0 + $1.rows })
      writer.list(4, rowGroups)
    }
    return Self.closed(file, footer: footer.bytes)
  }

  /// The pages with a footer behind them.
  static func closed(_ file: [UInt8], footer: [UInt8]) -> [UInt8] {
    file + footer + little(footer.count) + Array("PAR1".utf8)
  }

  static func little(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

  private static func description(of element: Element) -> (inout ThriftWriter) -> Void {
    { writer in
      if let type = element.type { writer.integer(1, type) }
      if let length = element.length { writer.integer(2, length) }
      if let repetition = element.repetition { writer.integer(3, repetition) }
      writer.binary(4, Array(element.name.utf8))
      if let children = element.children { writer.integer(5, children) }
      if let converted = element.converted { writer.integer(6, converted) }
    }
  }

  private static func description(of chunk: Chunk, start: Int, end: Int) -> (inout ThriftWriter) -> Void {
    { writer in
      writer.structure(3) { writer in
        writer.integer(1, chunk.type)
        writer.integer(4, chunk.codec)
        writer.integer(5, chunk.values)
        writer.integer(7, chunk.byteCount ?? end - start)
        writer.integer(9, chunk.offset ?? start)
      }
    }
  }

  /// A data page of version 1 that is not packed.
  static func page(
    values: Int, encoding: Int = 0, _ body: [UInt8], expanded: Int? = nil, packed: Int? = nil, checksum: Int? = nil
  ) -> [UInt8] {
    var header = ThriftWriter()
    header.fields { writer in
      writer.integer(1, 0)
      writer.integer(2, expanded ?? body.count)
      writer.integer(3, packed ?? body.count)
      if let checksum { writer.integer(4, checksum) }
      writer.structure(5) { writer in
        writer.integer(1, values)
        writer.integer(2, encoding)
        writer.integer(3, 3)
        writer.integer(4, 3)
      }
    }
    return header.bytes + body
  }

  static func dictionary(values: Int, _ body: [UInt8]) -> [UInt8] {
    var header = ThriftWriter()
    header.fields { writer in
      writer.integer(1, 2)
      writer.integer(2, body.count)
      writer.integer(3, body.count)
      writer.structure(7) { writer in
        writer.integer(1, values)
        writer.integer(2, 0)
      }
    }
    return header.bytes + body
  }

  /// Byte arrays in plain encoding.
  static func plain(_ texts: [[UInt8]]) -> [UInt8] { texts.flatMap { little($0.count) + $0 } }
  static func plain(_ texts: [String]) -> [UInt8] { plain(texts.map { Array($0.utf8) }) }
  static func plain(_ numbers: [Int]) -> [UInt8] { numbers.flatMap(little) }

  /// Levels of at most one bit as version 1 has them: a length, and a run of one for each level.
  static func levels(_ levels: [UInt8]) -> [UInt8] { little(levels.count * 2) + levels.flatMap { [2, $0] } }
}
