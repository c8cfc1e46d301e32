/// One line of the schema as the footer lists it, depth first (`SchemaElement` in parquet.thrift).
struct SchemaElement {
  enum Repetition: Int { case required, optional, repeated }

  var name = ""
  var physical: PhysicalType?
  var typeLength = 0
  var repetition: Repetition?
  var childCount = 0
  var logical: LogicalType?

  init(from reader: inout ThriftReader) throws(PageFault) {
    var converted: Int?
    var scale = 0
    var found = self
    try reader.structure { reader, field throws(PageFault) in
      switch field.id {
      case 1: found.physical = try Self.known(PhysicalType(rawValue: try reader.integer(field)), "type")
      case 2: found.typeLength = try reader.integer(field)
      case 3: found.repetition = try Self.known(Repetition(rawValue: try reader.integer(field)), "repetition")
      case 4: found.name = String(decoding: try reader.binary(field), as: UTF8.self)
      case 5: found.childCount = try reader.integer(field)
      case 6: converted = try reader.integer(field)
      case 7: scale = try reader.integer(field)
      case 10:
        try reader.requireStructure(field)
        found.logical = try LogicalType(from: &reader)
      default: try reader.skip(field)
      }
    }
    if found.logical == nil, let converted { found.logical = LogicalType(converted: converted, scale: scale) }
    self = found
  }

  private static func known<Value>(_ value: Value?, _ what: String) throws(PageFault) -> Value {
    guard let value else { throw PageFault(.corruptSchema, "a column of an unknown \(what)") }
    return value
  }
}
