/// The columns of a Parquet file, in the order in which every row gives its values.
///
/// No value is ever null. Yet every field and every element is written as `optional`, which is what pyarrow, DuckDB
/// and the `datasets` library write of such rows themselves: a reader then has the very types that its own files
/// give it. `required` was the alternative; it saves some ten bytes a page, and pyarrow refuses to put a table of
/// columns that are `not null` together with one whose columns are not.
///
/// A list has three levels, as LogicalTypes.md "Lists" wants it:
/// ```
/// optional group messages (LIST) {
///   repeated group list {
///     optional group element {
///       optional binary role (STRING);
///       optional binary content (STRING);
///     }
///   }
/// }
/// ```
public struct ParquetSchema: Hashable, Sendable {
  /// What a column's values are.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// UTF-8 text.
    case string
    case int64
    case float64
    case bool
    /// A list of texts.
    case strings
    /// A list of `{role, content}`, both text.
    case messages
  }

  public struct Column: Hashable, Sendable {
    public let name: String
    public let kind: Kind

    public init(_ name: String, _ kind: Kind) {
      self.name = name
      self.kind = kind
    }
  }

  public let columns: [Column]

  /// - Throws: `ParquetWriteError` with `invalidSchema` where there are no columns, or two of one name, or one without.
  public init(_ columns: [Column]) throws(ParquetWriteError) {
    guard !columns.isEmpty else { throw ParquetWriteError(.invalidSchema, detail: "a file has at least one column") }
    var names: Set<String> = []
    for column in columns {
      guard !column.name.isEmpty else { throw ParquetWriteError(.invalidSchema, detail: "a column has no name") }
      guard names.insert(column.name).inserted else {
        throw ParquetWriteError(.invalidSchema, column: column.name, detail: "two columns have the same name")
      }
    }
    self.columns = columns
  }
}

/// How values are stored; the raw value is the format's number for it (`Type` in parquet.thrift).
enum PhysicalType: Int {
  case boolean = 0
  case int64 = 2
  case double = 5
  case byteArray = 6

  /// How many bytes of plain encoding a value takes in memory; nil where each has its own length.
  var byteCount: Int? {
    switch self {
    case .boolean: 1
    case .int64, .double: 8
    case .byteArray: nil
    }
  }
}

/// One stored column of values: a column of the schema has one of them, a column of messages has two.
struct Leaf {
  /// The names from the top.
  let path: [String]
  let physical: PhysicalType
  /// The definition level of a value that is there: how many of the fields on the way are optional or repeated.
  let definitionLevel: Int
  let isInList: Bool
}

extension ParquetSchema.Column {
  var leaves: [Leaf] {
    switch kind {
    case .string: [leaf(.byteArray)]
    case .int64: [leaf(.int64)]
    case .float64: [leaf(.double)]
    case .bool: [leaf(.boolean)]
    case .strings:
      [Leaf(path: [name, "list", "element"], physical: .byteArray, definitionLevel: 3, isInList: true)]
    case .messages:
      ["role", "content"].map {
        Leaf(path: [name, "list", "element", $0], physical: .byteArray, definitionLevel: 4, isInList: true)
      }
    }
  }

  private func leaf(_ physical: PhysicalType) -> Leaf {
    Leaf(path: [name], physical: physical, definitionLevel: 1, isInList: false)
  }
}
