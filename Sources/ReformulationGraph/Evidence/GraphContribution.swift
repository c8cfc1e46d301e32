/// What some conversations add to the graph: counts that can be added in any order.
///
/// One is kept for each segment. Its size goes with the different requests, not with the conversations. All counts are
/// whole numbers, so that sums are exact.
public struct GraphContribution: Hashable, Sendable {
  /// A step from one state to another.
  public struct EdgeKey: Hashable, Sendable, Comparable, Codable {
    public let from: StateKey
    public let to: StateKey

    public static func < (left: EdgeKey, right: EdgeKey) -> Bool {
      left.from != right.from ? left.from < right.from : left.to < right.to
    }
  }

  public struct StateEvidence: Hashable, Sendable, Codable {
    /// In how many sessions it occurs.
    public internal(set) var sessions = 0
    /// How often it occurs.
    public internal(set) var visits = 0
    public internal(set) var ending = Ending()
    public internal(set) var users = UserSketch()
  }

  public struct EdgeEvidence: Hashable, Sendable, Codable {
    public internal(set) var count = 0
    public internal(set) var sessions = 0
    public internal(set) var users = UserSketch()
  }

  public internal(set) var requests: [RequestKey: RequestEvidence] = [:]
  public internal(set) var states: [StateKey: StateEvidence] = [:]
  public internal(set) var edges: [EdgeKey: EdgeEvidence] = [:]
  /// How many paths there are, and how they end.
  public internal(set) var paths = 0
  public internal(set) var ending = Ending()

  /// Nothing.
  public init() {}

  /// What the conversations of a segment add, each on its own. All steps of a conversation stand together, in order.
  public init(conversations steps: [GraphStep], ending rule: EndingRule = EndingRule()) {
    let paths = PathReader.paths(of: steps, rule: rule, unitIsRecord: true)
    add(paths)
    for request in paths.lazy.flatMap(\.requests) {
      describe(request.form, text: request.step.text)
      describe(request.applied, text: request.step.appliedRewrite ?? "")
    }
  }

  /// What changes when conversations are joined to sessions: what the sessions add less what their conversations add.
  ///
  /// Such sessions can reach over segments, so that this belongs to no segment and is made anew when one comes or goes;
  /// only sessions of several conversations need be given. Some of its counts are negative.
  public static func joining(sessions steps: [GraphStep], ending rule: EndingRule = EndingRule()) -> GraphContribution {
    var joined = GraphContribution()
    joined.add(PathReader.paths(of: steps, rule: rule, unitIsRecord: false))
    var apart = GraphContribution()
    apart.add(PathReader.paths(of: steps, rule: rule, unitIsRecord: true))
    joined.subtractCounts(of: apart)
    return joined
  }

  // MARK: Counting

  private mutating func describe(_ form: RequestForm?, text: String) {
    guard let form else { return }
    let evidence = RequestEvidence(form, text: text)
    if requests[form.key] == nil { requests[form.key] = evidence } else { requests[form.key]?.merge(evidence) }
  }

  private mutating func add(_ paths: [RequestPath]) {
    var bySession: [String: [RequestPath]] = [:]
    for path in paths { bySession[path.session, default: []].append(path) }
    for paths in bySession.values { addSession(paths) }
  }

  private mutating func addSession(_ paths: [RequestPath]) {
    var sessionStates: Set<StateKey> = []
    var sessionEdges: Set<EdgeKey> = []
    for path in paths {
      let user = path.user.isEmpty ? UserSketch() : UserSketch(user: path.user)
      let keys = path.requests.map(\.state)
      for key in keys {
        states[key, default: StateEvidence()].visits += 1
        states[key]?.users.formUnion(user)
      }
      for (from, to) in zip(keys, keys.dropFirst()) {
        let edge = EdgeKey(from: from, to: to)
        edges[edge, default: EdgeEvidence()].count += 1
        edges[edge]?.users.formUnion(user)
        sessionEdges.insert(edge)
      }
      if let last = keys.last { states[last]?.ending += path.ending }
      sessionStates.formUnion(keys)
      self.paths += 1
      ending += path.ending
    }
    for key in sessionStates { states[key]?.sessions += 1 }
    for key in sessionEdges { edges[key]?.sessions += 1 }
  }

  private mutating func subtractCounts(of other: GraphContribution) {
    for (key, evidence) in other.states {
      states[key, default: StateEvidence()].sessions -= evidence.sessions
      states[key]?.visits -= evidence.visits
      states[key]?.ending += -evidence.ending
      states[key]?.users.subtract(evidence.users)
    }
    for (key, evidence) in other.edges {
      edges[key]?.users.subtract(evidence.users)
      edges[key, default: EdgeEvidence()].count -= evidence.count
      edges[key]?.sessions -= evidence.sessions
    }
    paths -= other.paths
    ending += -other.ending
    states = states.filter { $0.value.sessions != 0 || $0.value.visits != 0 || !$0.value.ending.isZero }
    edges = edges.filter { $0.value.count != 0 || $0.value.sessions != 0 }
  }

  // MARK: Adding

  /// Adds what other conversations add. Commutative and associative.
  public mutating func merge(_ other: GraphContribution) {
    requests.merge(other.requests) { mine, theirs in
      var both = mine
      both.merge(theirs)
      return both
    }
    for (key, evidence) in other.states {
      states[key, default: StateEvidence()].sessions += evidence.sessions
      states[key]?.visits += evidence.visits
      states[key]?.ending += evidence.ending
      states[key]?.users.formUnion(evidence.users)
    }
    for (key, evidence) in other.edges {
      edges[key, default: EdgeEvidence()].count += evidence.count
      edges[key]?.sessions += evidence.sessions
      edges[key]?.users.formUnion(evidence.users)
    }
    paths += other.paths
    ending += other.ending
  }
}
