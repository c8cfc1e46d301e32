internal import DatasetWriting

/// The metadata for machines, `croissant.json`, after Croissant 1.0 (MLCommons, 2024) with its vocabulary for
/// responsible AI: each shard with its digest, each split as a set of records.
///
/// The library `mlcroissant` takes the file as valid, and reads the records of JSON Lines and CSV; it knows no zstd.
struct CroissantFile {
  private let report: ExportReport
  private let settings: ExportSettings
  private let description: ExportDescription
  private let columns: [ExportColumn]

  init(_ report: ExportReport, _ settings: ExportSettings, _ description: ExportDescription) {
    self.report = report
    self.settings = settings
    self.description = description
    columns = ExportColumn.columns(of: settings.shape)
  }

  var text: String {
    var members: [(String, JSONValue)] = [
      ("@context", Self.context), ("@type", .string("sc:Dataset")),
      ("conformsTo", .string("http://mlcommons.org/croissant/1.0")),
      ("name", .string(name)), ("description", .string("\(description.title). See README.md.")),
      ("license", .array(licences)), ("datePublished", .string(description.date)),
      ("version", .string("1.0.0+\(report.summary.data.prefix(12))")),
      ("creator", Self.organisation(description.creator.isEmpty ? "unpublished" : description.creator)),
    ]
    if !description.url.isEmpty { members.append(("url", .string(description.url))) }
    members += responsibility
    members.append(("distribution", .array(files + sets)))
    members.append(("recordSet", .array(filledSplits.map(recordSet))))
    return JSONValue.object(members).indentedText
  }

  private var filledSplits: [String] { settings.splits.map(\.name).filter { !report.files(of: $0).isEmpty } }

  /// Letters, digits, hyphens.
  private var name: String {
    let kept = description.title.lowercased().unicodeScalars.map { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    let words = String(kept).split(separator: "-").joined(separator: "-")
    return words.isEmpty ? "gleaner-\(settings.shape.rawValue)" : words
  }

  private var licences: [JSONValue] {
    let names = Set(description.sources.map { $0.licence.isEmpty ? "unknown" : $0.licence })
    return names.isEmpty ? [.string("unknown")] : names.sorted().map(JSONValue.string)
  }

  private static func organisation(_ name: String) -> JSONValue {
    .object([("@type", .string("sc:Organization")), ("name", .string(name))])
  }

  // MARK: Responsible AI

  private var responsibility: [(String, JSONValue)] {
    let lengths = report.tally.lengths
    var biases = "People who give feedback are few, and not like the others."
    if lengths.unequal > 0 {
      biases +=
        " The chosen answer is the longer one in \(lengths.longer) of \(lengths.unequal) pairs of unequal length."
    }
    return [
      ("rai:dataCollection", .string("Mined from logs of conversations in which users reacted to answers.")),
      ("rai:dataBiases", .string(biases)),
      ("rai:dataLimitations", .string("Told by rules and a model, and read by nobody; see README.md.")),
      ("rai:dataPreprocessingProtocol", .array(description.filters.map(JSONValue.string))),
      ("rai:dataUseCases", .string("Training and study of language models; not for judging or profiling people.")),
    ]
  }

  // MARK: Files and records

  private var files: [JSONValue] {
    report.files.map { file in
      .object([
        ("@type", .string("cr:FileObject")), ("@id", .string(file.name)), ("name", .string(file.name)),
        ("contentUrl", .string(file.name)), ("contentSize", .string("\(file.bytes) B")),
        ("encodingFormat", .string(settings.format.mediaType)), ("sha256", .string(file.sha256)),
      ])
    }
  }

  /// The splits, by their names below the directory: a set that is contained in its files is one that `mlcroissant` 1.0
  /// finds empty.
  private var sets: [JSONValue] {
    filledSplits.map { split in
      .object([
        ("@type", .string("cr:FileSet")), ("@id", .string("\(split)-files")), ("name", .string("\(split)-files")),
        ("encodingFormat", .string(settings.format.mediaType)),
        ("includes", .string("\(ExportPlace.dataFolder)/\(split)-*.\(settings.format.rawValue)")),
      ])
    }
  }

  private func recordSet(_ split: String) -> JSONValue {
    .object([
      ("@type", .string("cr:RecordSet")), ("@id", .string(split)), ("name", .string(split)),
      ("field", .array(columns.flatMap { fields(of: $0, in: split) })),
    ])
  }

  /// A list of messages is two fields, the roles and the contents, as the hub describes such columns.
  private func fields(of column: ExportColumn, in split: String) -> [JSONValue] {
    let id = "\(split)/\(column.name)"
    switch column.kind {
    case .messages where settings.format.keepsLists:
      return ["role", "content"].map { part in
        field("\(id)/\(part)", "sc:Text", column, split, isRepeated: true, path: "$[*].\(part)")
      }
    case .strings where settings.format.keepsLists: return [field(id, "sc:Text", column, split, isRepeated: true)]
    case .string, .strings, .messages: return [field(id, "sc:Text", column, split)]
    case .int64: return [field(id, "sc:Integer", column, split)]
    case .float64: return [field(id, "sc:Float", column, split)]
    case .bool: return [field(id, "sc:Boolean", column, split)]
    }
  }

  private func field(
    _ id: String, _ type: String, _ column: ExportColumn, _ split: String, isRepeated: Bool = false,
    path: String? = nil
  ) -> JSONValue {
    var source: [(String, JSONValue)] = [
      ("fileSet", .object([("@id", .string("\(split)-files"))])),
      ("extract", .object([("column", .string(column.name))])),
    ]
    if let path { source.append(("transform", .object([("jsonPath", .string(path))]))) }
    var members: [(String, JSONValue)] = [
      ("@type", .string("cr:Field")), ("@id", .string(id)), ("name", .string(id)),
      ("description", .string(column.meaning)), ("dataType", .string(type)), ("source", .object(source)),
    ]
    if isRepeated { members.append(("repeated", .bool(true))) }
    return .object(members)
  }
}
