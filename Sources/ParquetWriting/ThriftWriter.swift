/// Writes structures of the Thrift compact protocol, in which Parquet has its footer and its page headers.
///
/// Fields are given in the order of their numbers. A number is written as zigzag LEB128 whatever its width, so that the
/// kinds `i16`, `i32` and `i64` differ in their heads alone.
///
/// Source: apache/thrift, doc/specs/thrift-compact-protocol.md.
struct ThriftWriter {
  /// The kinds as they stand on the wire; a boolean field's kind is its value.
  private enum Kind: UInt8 {
    case isTrue = 1, isFalse, int32 = 5, int64, binary = 8, list, structure = 12
  }

  private let target: ByteBuffer
  private var lastID = 0

  private init(_ target: ByteBuffer) { self.target = target }

  /// Writes one structure and its end.
  static func write(into target: ByteBuffer, _ fields: (inout ThriftWriter) -> Void) {
    var writer = ThriftWriter(target)
    fields(&writer)
    target.append(UInt8(0))
  }

  mutating func int32(_ id: Int, _ value: Int) {
    precondition(Int32(exactly: value) != nil, "a number of 32 bits has no more")
    head(id, .int32)
    zigzag(value)
  }

  mutating func int64(_ id: Int, _ value: Int) {
    head(id, .int64)
    zigzag(value)
  }

  mutating func flag(_ id: Int, _ value: Bool) { head(id, value ? .isTrue : .isFalse) }

  mutating func binary(_ id: Int, _ bytes: [UInt8]) {
    head(id, .binary)
    put(bytes)
  }

  mutating func text(_ id: Int, _ text: String) { binary(id, Array(text.utf8)) }

  mutating func structure(_ id: Int, _ fields: (inout ThriftWriter) -> Void = { _ in }) {
    head(id, .structure)
    Self.write(into: target, fields)
  }

  mutating func list<Element>(
    _ id: Int, of elements: [Element], _ fields: (inout ThriftWriter, Element) -> Void
  ) {
    listHead(id, .structure, count: elements.count)
    for element in elements { Self.write(into: target) { fields(&$0, element) } }
  }

  mutating func list(_ id: Int, ofInt32 values: [Int]) {
    listHead(id, .int32, count: values.count)
    for value in values { zigzag(value) }
  }

  mutating func list(_ id: Int, ofTexts texts: [String]) {
    listHead(id, .binary, count: texts.count)
    for text in texts { put(Array(text.utf8)) }
  }

  private mutating func head(_ id: Int, _ kind: Kind) {
    let delta = id - lastID
    precondition(delta > 0, "fields are written in the order of their numbers")
    if delta <= 15 {
      target.append(UInt8(delta) << 4 | kind.rawValue)
    } else {
      target.append(kind.rawValue)
      zigzag(id)
    }
    lastID = id
  }

  private mutating func listHead(_ id: Int, _ kind: Kind, count: Int) {
    head(id, .list)
    if count < 15 {
      target.append(UInt8(count) << 4 | kind.rawValue)
    } else {
      target.append(0xF0 | kind.rawValue)
      Varint.append(UInt64(count), to: target)
    }
  }

  private func put(_ bytes: [UInt8]) {
    Varint.append(UInt64(bytes.count), to: target)
    bytes.withUnsafeBytes { target.append($0) }
  }

  private func zigzag(_ value: Int) {
    Varint.append(UInt64(bitPattern: Int64((value << 1) ^ (value >> 63))), to: target)
  }
}
