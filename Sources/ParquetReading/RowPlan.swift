/// How one value of a row is made of columns.
final class RowPlan {
  enum Shape {
    case value(ColumnReader)
    /// Each member with its key as JSON writes it, a comma before and a colon behind it.
    case object([(key: [UInt8], plan: RowPlan)])
    /// `repeatedLevel` is the definition level at which there is at least one element.
    case list(element: RowPlan, repeatedLevel: UInt8, repetitionLevel: UInt8)
    case map(key: ColumnReader, value: RowPlan?, repeatedLevel: UInt8, repetitionLevel: UInt8)
  }

  let shape: Shape
  /// The lowest definition level at which the value is not null.
  let presentLevel: UInt8
  /// The columns below; at least one.
  let columns: [ColumnReader]
  /// One of the columns, to see by what is there.
  let witness: ColumnReader

  init?(_ shape: Shape, presentLevel: Int, columns: [ColumnReader]) {
    guard let witness = columns.first else { return nil }
    self.shape = shape
    self.presentLevel = UInt8(presentLevel)
    self.columns = columns
    self.witness = witness
  }
}

/// Makes the plan for a file's schema; only what is wanted gets a column reader.
///
/// What is a list, a map and their elements: apache/parquet-format, LogicalTypes.md "Lists" and "Maps", the rules for
/// older writers among them.
struct RowPlanner {
  /// Makes the reader of a column.
  let reader: (SchemaNode, ParquetSelection) throws(PageFault) -> ColumnReader

  /// The plan for a row; nil where nothing that is wanted is there.
  func row(_ root: SchemaNode, _ selection: ParquetSelection) throws(PageFault) -> RowPlan? {
    try object(root.children, selection, presentLevel: 0)
  }

  private func value(_ node: SchemaNode, _ selection: ParquetSelection) throws(PageFault) -> RowPlan? {
    node.isRepeated ? try list(of: node, in: node, selection) : try element(node, selection)
  }

  /// A node without looking at whether it is repeated.
  private func element(_ node: SchemaNode, _ selection: ParquetSelection) throws(PageFault) -> RowPlan? {
    if node.isLeaf {
      let column = try reader(node, selection)
      return RowPlan(.value(column), presentLevel: node.definitionLevel, columns: [column])
    }
    if let repeated = Self.onlyRepeatedChild(of: node) {
      switch node.element.logical {
      case .list: return try list(of: repeated, in: node, selection)
      case .map: return try map(repeated, in: node, selection)
      default: break
      }
    }
    return try object(node.children, selection, presentLevel: node.definitionLevel)
  }

  private func object(_ nodes: [SchemaNode], _ selection: ParquetSelection, presentLevel: Int) throws(PageFault)
    -> RowPlan?
  {
    var members: [(key: [UInt8], plan: RowPlan)] = []
    var columns: [ColumnReader] = []
    for node in nodes {
      let wanted = selection.isEverything ? .everything : selection.children[node.element.name]
      guard let wanted, let plan = try value(node, wanted) else { continue }
      members.append((Self.key(node.element.name), plan))
      columns += plan.columns
    }
    return RowPlan(.object(members), presentLevel: presentLevel, columns: columns)
  }

  /// `outer` is the node that is null or not; it may be the repeated one itself, which then is never null.
  private func list(of repeated: SchemaNode, in outer: SchemaNode, _ selection: ParquetSelection) throws(PageFault)
    -> RowPlan?
  {
    let isWrapper = outer !== repeated && Self.isWrapper(repeated, in: outer)
    let inner = isWrapper ? try value(repeated.children[0], selection) : try element(repeated, selection)
    guard let inner else { return nil }
    let outerLevel = outer === repeated ? repeated.definitionLevel - 1 : outer.definitionLevel
    return RowPlan(
      .list(
        element: inner, repeatedLevel: UInt8(repeated.definitionLevel), repetitionLevel: UInt8(repeated.repetitionLevel)
      ),
      presentLevel: outerLevel, columns: inner.columns)
  }

  /// An object; a map whose keys are no values is a list of pairs.
  private func map(_ entry: SchemaNode, in outer: SchemaNode, _ selection: ParquetSelection) throws(PageFault)
    -> RowPlan?
  {
    guard (1...2).contains(entry.children.count), let keyNode = entry.children.first, keyNode.isLeaf,
      !keyNode.isRepeated
    else { return try list(of: entry, in: outer, selection) }
    guard selection.isEverything || !selection.children.isEmpty else { return nil }
    let key = try reader(keyNode, ParquetSelection())
    let inner = entry.children.count == 2 ? try value(entry.children[1], .everything) : nil
    return RowPlan(
      .map(
        key: key, value: inner, repeatedLevel: UInt8(entry.definitionLevel),
        repetitionLevel: UInt8(entry.repetitionLevel)),
      presentLevel: outer.definitionLevel, columns: [key] + (inner?.columns ?? []))
  }

  private static func onlyRepeatedChild(of node: SchemaNode) -> SchemaNode? {
    guard node.children.count == 1, let child = node.children.first, child.isRepeated else { return nil }
    return child
  }

  /// Whether the repeated group of a list only wraps the element.
  private static func isWrapper(_ repeated: SchemaNode, in list: SchemaNode) -> Bool {
    guard !repeated.isLeaf, repeated.children.count == 1, let child = repeated.children.first else { return false }
    let name = repeated.element.name
    return !child.isRepeated && name != "array" && name != "\(list.element.name)_tuple"
  }

  private static func key(_ name: String) -> [UInt8] {
    let sink = JSONSink()
    sink.append(UInt8(ascii: ","))
    _ = sink.appendString(Array(name.utf8))
    sink.append(UInt8(ascii: ":"))
    return Array(sink.bytes)
  }
}
