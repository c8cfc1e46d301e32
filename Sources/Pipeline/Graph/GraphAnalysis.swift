public import DatasetWriting
internal import FeedbackIndex
public import ReformulationGraph

/// The solved reformulation graph of a dataset, with what it suggests.
public struct GraphAnalysis {
  /// How ends are counted and wordings compared.
  public struct Options: Hashable, Sendable {
    public var ending = EndingRule()
    public var rules = GraphRules()
    public var rewrites = RewriteRules()

    public init() {}
  }

  public let graph: ReformulationGraph
  public let book: RewriteBook
  private let contribution: GraphContribution

  /// Makes what is not kept yet, and solves the graph.
  ///
  /// - Parameter keeps: Whether what new segments add is written down; the caller then holds the dataset's lock.
  /// - Throws: `DatasetError`, `ShardError`, `GraphError`.
  public init(_ layout: DatasetLayout, _ options: Options = Options(), keeping keeps: Bool) throws {
    contribution = try GraphBuild(layout, ending: options.ending).contribution(keeping: keeps)
    graph = try ReformulationGraph(contribution, rules: options.rules)
    book = try graph.rewrites(options.rewrites, isPresentable: ReformulationGraph.isPresentable)
  }

  /// What finds the state of any request.
  public var lookup: RequestLookup { RequestLookup(graph, texts: contribution, book: book) }

  public func drawing(limit: Int) -> GraphDrawing { GraphDrawing(graph, book: book, limit: limit) }
}
