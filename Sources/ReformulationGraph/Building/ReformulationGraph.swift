internal import NearDuplicates
internal import Records

/// Which wording gets people where they wanted to go: requests that users reworded, pooled over sessions and users, as an
/// absorbing Markov chain (after Ponnusamy et al. 2019, arXiv 1911.02557).
public struct ReformulationGraph: Sendable {
  public let plan: GraphPlan
  /// By the place of the component.
  public let solutions: [ChainSolution]
  /// Where each state stands: its component, and its place there.
  private let homes: [(component: Int, place: Int)]

  /// - Parameter solutions: Those of `plan.chain(of:)` for every component, in order. They can be found at the same time.
  public init(_ plan: GraphPlan, solutions: [ChainSolution]) {
    precondition(
      solutions.count == plan.components.count
        && zip(solutions, plan.components).allSatisfy { $0.absorptions.count == $1.count },
      "every component needs its own solution")
    self.plan = plan
    self.solutions = solutions
    var homes = Array(repeating: (component: 0, place: 0), count: plan.states.count)
    for (component, members) in plan.components.enumerated() {
      for (place, state) in members.enumerated() { homes[state] = (component, place) }
    }
    self.homes = homes
  }

  /// Plans and solves, one component after the other.
  public init(_ contribution: GraphContribution, rules: GraphRules = GraphRules()) throws(GraphError) {
    let plan = GraphPlan(contribution, rules: rules)
    var solutions: [ChainSolution] = []
    for component in plan.components.indices { solutions.append(try plan.chain(of: component).solved()) }
    self.init(plan, solutions: solutions)
  }

  public var states: [GraphState] { plan.states }
  public var components: [[Int]] { plan.components }

  public func edges(from state: Int) -> [GraphEdge] { plan.edges[state] }
  public func component(of state: Int) -> Int { homes[state].component }

  /// What becomes of those who ask so.
  public func absorption(of state: Int) -> Absorption {
    solutions[homes[state].component].absorptions[homes[state].place]
  }

  /// How often each state is visited by those who begin in `state`; states that are not visited are left out.
  public func visits(from state: Int) throws(GraphError) -> [Int: Double] {
    let home = homes[state]
    let visits = try solutions[home.component].visits(from: home.place)
    let members = plan.components[home.component]
    return Dictionary(uniqueKeysWithValues: zip(members, visits).filter { $0.1 > 0 })
  }

  /// The probability that those who begin in `state` ever come to `other`.
  public func reach(from state: Int, to other: Int) throws(GraphError) -> Double {
    guard homes[state].component == homes[other].component else { return 0 }
    return try solutions[homes[state].component].reach(to: homes[other].place)[homes[state].place]
  }

  /// The place of the state of a request, spelled however, that was run as it is; nil where there is none.
  public func state(of text: String, language: String) -> Int? {
    RequestForm(text, language: language).flatMap { plan.place(of: StateKey(request: $0.key)) }
  }

  /// How much of the traffic the graph can say anything about.
  public var coverage: GraphCoverage { GraphCoverage(self) }
}

/// How much of the traffic lies where people met. In an open vocabulary most components are of one or two states.
public struct GraphCoverage: Hashable, Sendable {
  public let states: Int
  public let edges: Int
  public let components: Int
  public let largestComponent: Int
  /// Occurrences of requests, all and those in components of three states or more.
  public let visits: Int
  public let visitsInLargerComponents: Int
  /// States that several users share.
  public let sharedStates: Int
  public let visitsInSharedStates: Int
  public let paths: Int
  public let ending: Ending

  init(_ graph: ReformulationGraph) {
    let shared = graph.states.filter { $0.users.count >= 2 }
    states = graph.states.count
    edges = graph.plan.edges.reduce(0) { $0 + $1.count }
    components = graph.components.count
    largestComponent = graph.components.map(\.count).max() ?? 0
    visits = graph.states.reduce(0) { $0 + $1.visits }
    visitsInLargerComponents = graph.components.filter { $0.count >= 3 }.joined().reduce(0) {
      $0 + graph.states[$1].visits
    }
    sharedStates = shared.count
    visitsInSharedStates = shared.reduce(0) { $0 + $1.visits }
    paths = graph.plan.paths
    ending = graph.plan.ending
  }
}
