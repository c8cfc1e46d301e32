/// Reads structures of the Thrift compact protocol, in which Parquet writes its footer and its page headers.
///
/// Source: apache/thrift, doc/specs/thrift-compact-protocol.md. Every container is held against the bytes that are
/// left, so that no count can ask for more than the input is worth.
struct ThriftReader {
  /// The types of fields as they stand on the wire.
  enum Kind: UInt8 {
    case isTrue = 1, isFalse, int8, int16, int32, int64, double, binary, list, set, map, structure, uuid
  }

  struct Field {
    let id: Int
    let kind: Kind
  }

  /// How deep structures and containers that nobody reads may be nested.
  private static let depthAllowed = 32

  private(set) var cursor: ByteCursor

  init(_ bytes: UnsafeRawBufferPointer) { cursor = ByteCursor(bytes) }

  var offset: Int { cursor.offset }

  /// Calls `body` for each field of the structure that comes next; what it does not read must be skipped by it.
  mutating func structure(
    _ body: (inout ThriftReader, Field) throws(PageFault) -> Void
  ) throws(PageFault) {
    var last = 0
    while let field = try field(after: last) {
      last = field.id
      try body(&self, field)
    }
  }

  /// The next field's head, or nil at the end of the structure.
  private mutating func field(after last: Int) throws(PageFault) -> Field? {
    let head = try cursor.byte()
    if head == 0 { return nil }
    guard let kind = Kind(rawValue: head & 0x0F) else { throw .corrupt("a field of an unknown type") }
    let delta = Int(head >> 4)
    let id = delta == 0 ? Int(truncatingIfNeeded: try cursor.zigzag()) : last + delta
    guard (0...Int(Int16.max)).contains(id) else { throw .corrupt("a field number out of range") }
    return Field(id: id, kind: kind)
  }

  mutating func bool(_ field: Field) throws(PageFault) -> Bool {
    switch field.kind {
    case .isTrue: return true
    case .isFalse: return false
    default: throw Self.otherType
    }
  }

  /// A number of any width.
  mutating func integer(_ field: Field) throws(PageFault) -> Int {
    switch field.kind {
    case .int8: return Int(Int8(bitPattern: try cursor.byte()))
    case .int16, .int32, .int64: return Int(try cursor.zigzag())
    default: throw Self.otherType
    }
  }

  mutating func binary(_ field: Field) throws(PageFault) -> UnsafeRawBufferPointer {
    guard field.kind == .binary else { throw Self.otherType }
    return try cursor.take(try length())
  }

  /// The size of the list that comes next, whose elements must be structures; each is to be read.
  mutating func listOfStructures(_ field: Field) throws(PageFault) -> Int {
    guard field.kind == .list else { throw Self.otherType }
    let (count, kind) = try listHead()
    guard kind == .structure || count == 0 else { throw Self.otherType }
    return count
  }

  mutating func requireStructure(_ field: Field) throws(PageFault) {
    guard field.kind == .structure else { throw Self.otherType }
  }

  /// Steps over the field.
  mutating func skip(_ field: Field) throws(PageFault) { try skip(field.kind, inContainer: false, depth: 0) }

  /// Steps over one structure.
  mutating func skipStructure() throws(PageFault) { try skip(.structure, inContainer: false, depth: 0) }

  private mutating func skip(_ kind: Kind, inContainer: Bool, depth: Int) throws(PageFault) {
    guard depth < Self.depthAllowed else { throw .corrupt("structures are nested too deep") }
    switch kind {
    case .isTrue, .isFalse: if inContainer { _ = try cursor.byte() }
    case .int8: _ = try cursor.byte()
    case .int16, .int32, .int64: _ = try cursor.varint()
    case .double: _ = try cursor.take(8)
    case .uuid: _ = try cursor.take(16)
    case .binary: _ = try cursor.take(try length())
    case .list, .set:
      let (count, element) = try listHead()
      for _ in 0..<count { try skip(element, inContainer: true, depth: depth + 1) }
    case .map: try skipMap(depth: depth)
    case .structure:
      var last = 0
      while let field = try field(after: last) {
        last = field.id
        try skip(field.kind, inContainer: false, depth: depth + 1)
      }
    }
  }

  private mutating func skipMap(depth: Int) throws(PageFault) {
    let count = try length()
    guard count > 0 else { return }
    let kinds = try cursor.byte()
    guard let key = Kind(rawValue: kinds >> 4), let value = Kind(rawValue: kinds & 0x0F) else {
      throw .corrupt("a map of an unknown type")
    }
    for _ in 0..<count {
      try skip(key, inContainer: true, depth: depth + 1)
      try skip(value, inContainer: true, depth: depth + 1)
    }
  }

  private mutating func listHead() throws(PageFault) -> (count: Int, element: Kind) {
    let head = try cursor.byte()
    guard let element = Kind(rawValue: head & 0x0F) else { throw .corrupt("a list of an unknown type") }
    let count = head >> 4 == 15 ? try length() : Int(head >> 4)
    guard count <= cursor.remaining else { throw ByteCursor.tooShort }
    return (count, element)
  }

  /// A length, which is never more than the bytes that are left: no element takes less than one.
  private mutating func length() throws(PageFault) -> Int {
    let value = try cursor.varint()
    guard value <= UInt64(cursor.remaining) else { throw ByteCursor.tooShort }
    return Int(value)
  }

  private static let otherType = PageFault.corrupt("a field has another type than the format gives it")
}
