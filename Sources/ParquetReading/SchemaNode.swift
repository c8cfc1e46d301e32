/// A column or a group of columns, with the levels that its presence is told by.
///
/// Source: apache/parquet-format, README.md "Nested Encoding" (Melnik et al., "Dremel", VLDB 2010).
final class SchemaNode {
  let element: SchemaElement
  let children: [SchemaNode]
  /// The lowest definition level at which this node is there.
  let definitionLevel: Int
  /// How many repeated nodes lie on the way here, this one among them.
  let repetitionLevel: Int
  /// The column's number among all columns; nil for a group.
  let leafIndex: Int?
  /// The names from the top, joined with dots, fit to be shown: cut where they are long, without control characters.
  let path: String

  var isRepeated: Bool { element.repetition == .repeated }
  var isLeaf: Bool { leafIndex != nil }

  fileprivate init(
    _ element: SchemaElement, children: [SchemaNode], definitionLevel: Int, repetitionLevel: Int, leafIndex: Int?,
    path: String
  ) {
    self.element = element
    self.children = children
    self.definitionLevel = definitionLevel
    self.repetitionLevel = repetitionLevel
    self.leafIndex = leafIndex
    self.path = path
  }
}

/// Makes a tree of the footer's list. Each element is used once and in order, so that no cycle can come of it.
struct SchemaBuilder {
  private let elements: [SchemaElement]
  private let depthAllowed: Int
  private var next = 0
  private(set) var leafCount = 0

  init(_ elements: [SchemaElement], depthAllowed: Int) {
    self.elements = elements
    self.depthAllowed = depthAllowed
  }

  /// The whole tree; its root stands for a row.
  mutating func root() throws(PageFault) -> SchemaNode {
    guard let root = elements.first else { throw PageFault(.corruptSchema, "the schema is empty") }
    next = 1
    guard root.physical == nil else { throw PageFault(.corruptSchema, "the schema's root is no group") }
    let children = try children(of: root, definition: 0, repetition: 0, path: "", depth: 1)
    guard next == elements.count else { throw PageFault(.corruptSchema, "the schema has elements outside its tree") }
    return SchemaNode(root, children: children, definitionLevel: 0, repetitionLevel: 0, leafIndex: nil, path: "")
  }

  private mutating func children(
    of parent: SchemaElement, definition: Int, repetition: Int, path: String, depth: Int
  ) throws(PageFault) -> [SchemaNode] {
    guard depth <= depthAllowed else { throw PageFault(.corruptSchema, "the schema is nested too deep") }
    guard parent.childCount >= 0, parent.childCount <= elements.count - next else {
      throw PageFault(.corruptSchema, "a group has more children than the schema has elements")
    }
    var nodes: [SchemaNode] = []
    for _ in 0..<parent.childCount {
      nodes.append(try node(definition: definition, repetition: repetition, path: path, depth: depth))
    }
    return nodes
  }

  private mutating func node(
    definition: Int, repetition: Int, path: String, depth: Int
  ) throws(PageFault) -> SchemaNode {
    guard next < elements.count else {
      throw PageFault(.corruptSchema, "a group has more children than the schema has elements")
    }
    let element = elements[next]
    next += 1
    guard let kind = element.repetition else { throw PageFault(.corruptSchema, "a column has no repetition") }
    let definition = definition + (kind == .required ? 0 : 1)
    let repetition = repetition + (kind == .repeated ? 1 : 0)
    let path = Self.path(path, element.name)
    let isLeaf = element.physical != nil
    if isLeaf { try Self.check(element) }
    let below =
      isLeaf
      ? [] : try children(of: element, definition: definition, repetition: repetition, path: path, depth: depth + 1)
    if isLeaf { leafCount += 1 }
    return SchemaNode(
      element, children: below, definitionLevel: definition, repetitionLevel: repetition,
      leafIndex: isLeaf ? leafCount - 1 : nil, path: path)
  }

  private static func path(_ above: String, _ name: String) -> String {
    guard above.utf8.count + name.utf8.count < 512 else { return above.hasSuffix("…") ? above : above + "…" }
    let shown = String(String.UnicodeScalarView(name.unicodeScalars.map { $0.properties.isVisible ? $0 : "\u{FFFD}" }))
    return above.isEmpty ? shown : "\(above).\(shown)"
  }

  private static func check(_ element: SchemaElement) throws(PageFault) {
    guard element.childCount == 0 else { throw PageFault(.corruptSchema, "a column has children") }
    if element.physical == .fixedLengthByteArray {
      guard element.typeLength > 0, element.typeLength <= 1 << 20 else {
        throw PageFault(.corruptSchema, "a column of values of an absurd length")
      }
    }
  }
}

extension Unicode.Scalar.Properties {
  /// Whether a terminal shows it and does nothing else.
  fileprivate var isVisible: Bool {
    switch generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
