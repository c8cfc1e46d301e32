/// A part of a graph that is small enough to look at, as DOT (Graphviz) or GraphML (Gephi, yEd, NetworkX).
public struct GraphDrawing: Sendable {
  private let graph: ReformulationGraph
  private let book: RewriteBook
  /// The places of the states, ascending.
  public let states: [Int]
  private let labelCharacters: Int

  /// Whole components, those of most sessions first, as many as fit in `limit` states; of one that is too large by itself,
  /// the states of most sessions. Components of one state are left out.
  public init(
    _ graph: ReformulationGraph, book: RewriteBook = RewriteBook(), limit: Int = 200, labelCharacters: Int = 60
  ) {
    self.graph = graph
    self.book = book
    self.labelCharacters = max(1, labelCharacters)
    var chosen: [Int] = []
    let sessions = graph.components.map { $0.reduce(0) { $0 + graph.states[$1].sessions } }
    let order = graph.components.indices.filter { graph.components[$0].count > 1 }.sorted {
      sessions[$0] != sessions[$1] ? sessions[$0] > sessions[$1] : $0 < $1
    }
    for component in order {
      let members = graph.components[component]
      if chosen.count + members.count <= limit {
        chosen += members
      } else if chosen.isEmpty {
        chosen += members.sorted { left, right in
          let (one, other) = (graph.states[left].sessions, graph.states[right].sessions)
          return one != other ? one > other : left < right
        }.prefix(max(0, limit))
      }
    }
    states = chosen.sorted()
  }

  // MARK: DOT

  /// Solid lines are what users did, dashed ones the rewrites; the greener a state, the more succeed from it, the redder,
  /// the more fail.
  public var dot: String {
    var lines = ["digraph reformulations {", "  rankdir=LR;", "  node [shape=box, style=filled];"]
    for state in states {
      let absorption = graph.absorption(of: state)
      let numbers =
        "S \(Self.share(absorption.success)) F \(Self.share(absorption.failure)), "
        + "\(graph.states[state].sessions) sessions"
      let label = Self.quoted(label(of: state) + "\n" + numbers)
      lines.append("  n\(state) [label=\(label), fillcolor=\"\(Self.colour(absorption))\"];")
    }
    for (from, edge) in drawnEdges { lines.append("  n\(from) -> n\(edge.to) [label=\"\(edge.count)\"];") }
    for rewrite in drawnRewrites {
      lines.append("  n\(rewrite.from) -> n\(rewrite.to) [style=dashed, label=\"+\(Self.share(rewrite.gain))\"];")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text.unicodeScalars {
      switch character {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case _ where character.properties.generalCategory == .control: quoted += " "
      default: quoted.unicodeScalars.append(character)
      }
    }
    return quoted + "\""
  }

  /// Hue, saturation, value.
  private static func colour(_ absorption: Absorption) -> String {
    let shown = absorption.success + absorption.failure
    guard shown > 0 else { return "0.000 0.000 0.950" }
    return "\(decimal(absorption.success / shown / 3)) \(decimal(0.5 * min(1, shown))) 0.950"
  }

  // MARK: GraphML

  /// After the GraphML primer (graphml.graphdrawing.org); `kind` of an edge is `step` or `rewrite`.
  public var graphML: String {
    var lines = [
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">",
    ]
    for (name, kind, target) in Self.attributes {
      lines.append("  <key id=\"\(name)\" for=\"\(target)\" attr.name=\"\(name)\" attr.type=\"\(kind)\"/>")
    }
    lines.append("  <graph id=\"reformulations\" edgedefault=\"directed\">")
    for state in states { lines.append(node(state)) }
    for (from, edge) in drawnEdges { lines.append(Self.line(from, edge.to, kind: "step", weight: Double(edge.count))) }
    for rewrite in drawnRewrites {
      lines.append(Self.line(rewrite.from, rewrite.to, kind: "rewrite", weight: rewrite.gain))
    }
    return lines.joined(separator: "\n") + "\n  </graph>\n</graphml>\n"
  }

  private static let attributes = [
    ("label", "string", "node"), ("language", "string", "node"), ("rewritten", "boolean", "node"),
    ("sessions", "int", "node"), ("users", "int", "node"), ("success", "double", "node"),
    ("failure", "double", "node"), ("unknown", "double", "node"), ("kind", "string", "edge"),
    ("weight", "double", "edge"),
  ]

  private func node(_ state: Int) -> String {
    let (own, absorption) = (graph.states[state], graph.absorption(of: state))
    let data = [
      ("label", Self.escaped(label(of: state))), ("language", Self.escaped(own.language)),
      ("rewritten", own.key.isOrganic ? "false" : "true"), ("sessions", "\(own.sessions)"),
      ("users", "\(own.users.count)"), ("success", "\(absorption.success)"), ("failure", "\(absorption.failure)"),
      ("unknown", "\(absorption.unknown)"),
    ]
    return "    <node id=\"n\(state)\">" + data.map { "<data key=\"\($0)\">\($1)</data>" }.joined() + "</node>"
  }

  private static func line(_ from: Int, _ to: Int, kind: String, weight: Double) -> String {
    "    <edge source=\"n\(from)\" target=\"n\(to)\"><data key=\"kind\">\(kind)</data>"
      + "<data key=\"weight\">\(weight)</data></edge>"
  }

  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      // What XML 1.0 does not allow at all.
      case _ where character.properties.generalCategory == .control || character.value & 0xFFFE == 0xFFFE:
        escaped.append(" ")
      default: escaped.append(character)
      }
    }
    return String(escaped)
  }

  // MARK: Both

  private func label(of state: Int) -> String {
    let own = graph.states[state]
    let text = own.exemplars.first ?? "(\(own.key.request))"
    let short = text.count > labelCharacters ? text.prefix(labelCharacters - 1) + "…" : text[...]
    return own.key.isOrganic ? String(short) : short + " (rewritten)"
  }

  private var drawnEdges: [(from: Int, edge: GraphEdge)] {
    let drawn = Set(states)
    return states.flatMap { state in
      graph.edges(from: state).filter { drawn.contains($0.to) }.map { (state, $0) }
    }
  }

  private var drawnRewrites: [Rewrite] {
    let drawn = Set(states)
    return book.rewrites.filter { drawn.contains($0.from) && drawn.contains($0.to) }
  }

  private static func share(_ value: Double) -> String { "\(Int((100 * value).rounded())) %" }

  /// Three decimals, for a value from 0 to 1.
  private static func decimal(_ value: Double) -> String {
    let thousandths = Int((1000 * value).rounded())
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }
}
