/// A column as the file describes it.
public struct ParquetColumn: Hashable, Sendable {
  /// The names from the top, joined with dots, the levels that lists are made of among them; fit to be shown.
  public let path: String
  /// How it is stored and what it means, such as `byteArray string` or `int64 timestamp(microseconds)`.
  public let type: String
  /// How many of the levels on the way repeat: 1 for a value in a list.
  public let listDepth: Int

  /// Every column below the node, in order.
  static func all(in node: SchemaNode) -> [ParquetColumn] {
    guard node.isLeaf else { return node.children.flatMap(all(in:)) }
    let physical = node.element.physical.map { "\($0)" } ?? ""
    let logical = node.element.logical.map { " \($0)" } ?? ""
    return [ParquetColumn(path: node.path, type: physical + logical, listDepth: node.repetitionLevel)]
  }
}

/// Makes the readers of the wanted columns; they share one decompressor.
struct ColumnFactory {
  private let source: MeteredBytes
  private let limits: ParquetLimits
  private let held: HeldMemory
  private let shared: SharedScratch

  init(source: MeteredBytes, limits: ParquetLimits, held: HeldMemory) {
    self.source = source
    self.limits = limits
    self.held = held
    shared = SharedScratch(held)
  }

  func plan(_ schema: SchemaNode, _ selection: ParquetSelection) throws(PageFault) -> RowPlan? {
    try RowPlanner(reader: reader).row(schema, selection)
  }

  private func reader(_ node: SchemaNode, _ selection: ParquetSelection) throws(PageFault) -> ColumnReader {
    guard let physical = node.element.physical, let leafIndex = node.leafIndex else {
      preconditionFailure("only a leaf is read as a column")
    }
    let style = try ValueStyle(node.element, physical, readsText: selection.readsText)
    let loader = PageLoader(
      node, physical: physical, source: source, limits: limits, held: held, shared: shared)
    return ColumnReader(node, leafIndex: leafIndex, physical: physical, style: style, loader: loader)
  }
}
