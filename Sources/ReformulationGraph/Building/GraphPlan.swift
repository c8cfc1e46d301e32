internal import NearDuplicates

/// A graph that is not solved yet: its states, edges and components.
public struct GraphPlan: Sendable {
  /// In the order of their keys.
  public let states: [GraphState]
  /// What leads from each state, in the order of where it leads.
  public let edges: [[GraphEdge]]
  /// The states that are connected in whatever direction: each ascending, in the order of their first.
  public let components: [[Int]]
  /// How all paths ended.
  public let ending: Ending
  public let paths: Int
  let merging: StateMerging
  private let prior: EndingPrior.Weights

  /// - Parameter contribution: The sum over all segments.
  public init(_ contribution: GraphContribution, rules: GraphRules = GraphRules()) {
    let merging = StateMerging(contribution, rules: rules)
    let states = Self.states(of: contribution, merging)
    self.merging = merging
    self.states = states
    edges = Self.edges(of: contribution, merging, states)
    components = Self.components(of: edges)
    ending = contribution.ending
    paths = contribution.paths
    prior = rules.prior.weights(for: contribution.ending)
  }

  /// The chain of a component: its states in the order of the component.
  public func chain(of component: Int) -> AbsorbingChain {
    let members = components[component]
    let places = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($1, $0) })
    let rows = members.map { state in
      let ending = states[state].ending
      let transitions = edges[state].compactMap { edge in
        places[edge.to].map { AbsorbingChain.Transition(to: $0, weight: Double(edge.count)) }
      }
      let unit = Double(Ending.unit)
      return AbsorbingChain.Row(
        transitions, success: Double(ending.success) / unit, failure: Double(ending.failure) / unit,
        unknown: Double(ending.unknown) / unit
      ).adding(prior)
    }
    return AbsorbingChain(rows)
  }

  /// The place of the state with this key; nil where there is none.
  public func place(of key: StateKey) -> Int? {
    let name = merging.name(of: key)
    var (low, high) = (0, states.count)
    while low < high {
      let middle = (low + high) / 2
      if states[middle].key < name { low = middle + 1 } else { high = middle }
    }
    return low < states.count && states[low].key == name ? low : nil
  }

  // MARK: Making

  private static func states(of contribution: GraphContribution, _ merging: StateMerging) -> [GraphState] {
    var states: [StateKey: GraphState] = [:]
    var forms: [StateKey: [RequestKey: Int]] = [:]
    for (key, evidence) in contribution.states {
      let name = merging.name(of: key)
      states[name, default: GraphState(key: name)].add(evidence)
      forms[name, default: [:]][key.request, default: 0] += evidence.sessions
    }
    return states.keys.sorted().compactMap { name in
      guard var state = states[name], let sessions = forms[name] else { return nil }
      state.forms = sessions.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map(\.key)
      let texts = state.forms.compactMap { contribution.requests[$0] }
      state.language = texts.first?.language ?? ""
      state.isInstruction = texts.first?.isInstruction ?? false
      state.isContextual = texts.first?.isContextual ?? false
      let templates = texts.compactMap(\.template)
      state.isTemplate = Set(templates).count < templates.count
      state.exemplars = Array(texts.lazy.flatMap(\.exemplars).prefix(8))
      return state
    }
  }

  private static func edges(
    of contribution: GraphContribution, _ merging: StateMerging, _ states: [GraphState]
  ) -> [[GraphEdge]] {
    let places = Dictionary(uniqueKeysWithValues: states.enumerated().map { ($1.key, $0) })
    var edges: [[Int: GraphEdge]] = Array(repeating: [:], count: states.count)
    for (key, evidence) in contribution.edges {
      guard let from = places[merging.name(of: key.from)], let to = places[merging.name(of: key.to)] else { continue }
      edges[from][to, default: GraphEdge(to: to)].add(evidence)
    }
    return edges.map { $0.values.sorted { $0.to < $1.to } }
  }

  private static func components(of edges: [[GraphEdge]]) -> [[Int]] {
    var sets = DisjointSets(count: edges.count)
    for (from, row) in edges.enumerated() {
      for edge in row { sets.unite(from, edge.to) }
    }
    return sets.sets()
  }
}
