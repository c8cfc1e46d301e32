extension CroissantFile {
  /// The context of Croissant 1.0, as its specification gives it.
  static let context: JSONValue = .object(
    [
      ("@language", .string("en")), ("@vocab", .string("https://schema.org/")),
      ("citeAs", .string("cr:citeAs")), ("column", .string("cr:column")),
      ("conformsTo", .string("dct:conformsTo")), ("cr", .string("http://mlcommons.org/croissant/")),
      ("rai", .string("http://mlcommons.org/croissant/RAI/")),
      ("data", .object([("@id", .string("cr:data")), ("@type", .string("@json"))])),
      ("dataType", .object([("@id", .string("cr:dataType")), ("@type", .string("@vocab"))])),
      ("dct", .string("http://purl.org/dc/terms/")),
      ("equivalentProperty", .string("cr:equivalentProperty")),
      ("examples", .object([("@id", .string("cr:examples")), ("@type", .string("@json"))])),
    ]
      + [
        "extract", "field", "fileProperty", "fileObject", "fileSet", "format", "includes", "isLiveDataset",
        "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace",
        "samplingRate",
      ].map { ($0, .string("cr:\($0)")) }
      + [
        ("sc", .string("https://schema.org/")), ("separator", .string("cr:separator")),
        ("source", .string("cr:source")), ("subField", .string("cr:subField")),
        ("transform", .string("cr:transform")),
      ])
}
