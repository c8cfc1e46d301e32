/// The columns that are wanted: a tree of names, as the rows' JSON will have them.
///
/// A list stands for its elements, so that `conversation` → `role` finds `conversation.list.element.role`, however the
/// writer called the levels between. A column or a list of values is taken by its own name; of a group only what is
/// named below it is taken, or all of it with `everything`. Of names that a file has not, nothing is read.
public struct ParquetSelection: Hashable, Sendable {
  public var children: [String: ParquetSelection]
  /// Whether all that lies below is wanted.
  public var isEverything: Bool
  /// Whether a text that is valid JSON stands in the row as what it says and not as a text: some writers keep the
  /// messages so. Columns that are marked as JSON are taken so in any case.
  public var readsText: Bool

  public init(_ children: [String: ParquetSelection] = [:], readsText: Bool = false) {
    self.children = children
    self.readsText = readsText
    isEverything = false
  }

  /// All columns.
  public static var everything: ParquetSelection {
    var selection = ParquetSelection()
    selection.isEverything = true
    return selection
  }

  /// Adds a name below a path of names, with all of the names on the way.
  public mutating func want(_ path: String...) { want(path[...]) }

  private mutating func want(_ path: ArraySlice<String>) {
    guard let name = path.first else { return }
    children[name, default: ParquetSelection()].want(path.dropFirst())
  }
}
