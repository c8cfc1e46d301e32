/// Finds the rewrites of a graph.
struct RewriteFinder {
  let graph: ReformulationGraph
  let rules: RewriteRules
  let isPresentable: (String) -> Bool

  private enum Finding {
    case rewrite(Rewrite)
    case refused(RewriteRefusal)
  }

  func book() throws(GraphError) -> RewriteBook {
    var found: [Rewrite] = []
    var book = RewriteBook()
    for state in graph.states.indices where isReworded(state) {
      switch try finding(for: state) {
      case .rewrite(let rewrite): found.append(rewrite)
      case .refused(let reason): book.refusals[reason, default: 0] += 1
      }
    }
    var fanIn: [Int: Int] = [:]
    for rewrite in found { fanIn[rewrite.to, default: 0] += 1 }
    book.rewrites = found.filter { fanIn[$0.to, default: 0] <= rules.fanIn }
    if book.rewrites.count < found.count { book.refusals[.generic] = found.count - book.rewrites.count }
    return book
  }

  /// Only requests that were run as asked are reworded, to such; what became of applied rewrites is judged apart.
  private func isReworded(_ state: Int) -> Bool {
    graph.states[state].key.isOrganic && graph.edges(from: state).contains { $0.to != state }
  }

  private func finding(for state: Int) throws(GraphError) -> Finding {
    let own = graph.states[state]
    if own.sessions < rules.sessions { return .refused(.fewSessions) }
    if own.users.count < rules.users { return .refused(.fewUsers) }
    if isOfOneUser(own.users, visits: own.visits) { return .refused(.oneUser) }
    if graph.edges(from: state).count > rules.fanOut { return .refused(.ambiguous) }
    let candidates = try self.candidates(for: state)
    if candidates.isEmpty { return .refused(.noCandidate) }
    let better = candidates.filter { $0.leastGain >= rules.margin && $0.gain > 0 }
    if better.isEmpty { return .refused(.noGain) }
    let whole = better.filter { !graph.states[$0.to].isContextual }
    if whole.isEmpty { return .refused(.contextual) }
    guard let rewrite = whole.first(where: { !$0.wording.isEmpty }) else { return .refused(.notPresentable) }
    return .rewrite(rewrite)
  }

  /// Other wordings with enough support, the one first with which most of those who succeed do so.
  private func candidates(for state: Int) throws(GraphError) -> [Rewrite] {
    let visits = try graph.visits(from: state)
    var candidates: [Rewrite] = []
    for other in supportedStates(from: state) where other != state {
      let target = graph.states[other]
      guard target.key.isOrganic, target.language == graph.states[state].language, target.sessions >= rules.sessions,
        target.users.count >= rules.users, !isOfOneUser(target.users, visits: target.visits)
      else { continue }
      let reach = try graph.reach(from: state, to: other)
      guard reach * Double(graph.states[state].sessions) >= rules.reachingSessions else { continue }
      candidates.append(rewrite(from: state, to: other, visits: visits[other] ?? 0, reach: reach))
    }
    return candidates.sorted {
      $0.shareOfSuccess != $1.shareOfSuccess ? $0.shareOfSuccess > $1.shareOfSuccess : $0.to < $1.to
    }
  }

  /// States that can be reached by steps that enough users took, so that nobody makes a rewrite alone.
  private func supportedStates(from state: Int) -> [Int] {
    var seen: Set<Int> = [state]
    var queue = [state]
    while let next = queue.popLast() {
      for edge in graph.edges(from: next) where isSupported(edge) && !seen.contains(edge.to) {
        seen.insert(edge.to)
        queue.append(edge.to)
      }
    }
    return seen.sorted()
  }

  private func isSupported(_ edge: GraphEdge) -> Bool {
    edge.users.count >= rules.users && !isOfOneUser(edge.users, visits: edge.count)
  }

  private func isOfOneUser(_ users: UserSketch, visits: Int) -> Bool {
    Double(users.mostOfOne) > rules.userShare * Double(visits)
  }

  private func rewrite(from state: Int, to other: Int, visits: Double, reach: Double) -> Rewrite {
    let (own, better) = (measured(state), measured(other))
    let edge = graph.edges(from: state).first { $0.to == other }
    let ends = graph.states[other].ending
    let success = graph.absorption(of: state).success
    let wording = presentableWording(of: other)
    let endsHere = Double(ends.success) / Double(Ending.unit) / Double(max(1, graph.states[other].visits))
    return Rewrite(
      from: state, to: other, wording: wording, value: own.value,
      betterValue: better.value,
      leastGain: ShareDifference.lowerEnd(
        better.value, trials: better.trials, own.value, trials: own.trials, quantile: rules.quantile),
      reach: reach, shareOfSuccess: success > 0 ? min(1, visits * endsHere / success) : 0,
      sessions: graph.states[other].sessions, users: graph.states[other].users.count,
      directSessions: edge?.sessions ?? 0, directUsers: edge?.users.count ?? 0)
  }

  /// Empty where there is none. With another number in it, a wording would ask for something else.
  private func presentableWording(of state: Int) -> String {
    if graph.states[state].isTemplate { return "" }
    return graph.states[state].exemplars.first { check($0) } ?? ""
  }

  private func check(_ text: String) -> Bool { WordingCheck.isPresentable(text) && isPresentable(text) }

  /// What is compared, and how many sessions it rests on.
  private func measured(_ state: Int) -> (value: Double, trials: Double) {
    let absorption = graph.absorption(of: state)
    let sessions = Double(graph.states[state].sessions)
    switch rules.measure {
    case .success: return (absorption.success, sessions)
    case .shown:
      let shown = absorption.success + absorption.failure
      return (shown > 0 ? absorption.success / shown : 0, sessions * shown)
    }
  }
}

extension ReformulationGraph {
  /// The rewrites that the evidence allows.
  ///
  /// - Parameter isPresentable: Whether a wording may be shown to others. Placeholders, addresses and long numbers are
  ///   refused in any case.
  public func rewrites(
    _ rules: RewriteRules = RewriteRules(), isPresentable: (String) -> Bool = { _ in true }
  ) throws(GraphError) -> RewriteBook {
    try withoutActuallyEscaping(isPresentable) { check throws(GraphError) in
      try RewriteFinder(graph: self, rules: rules, isPresentable: check).book()
    }
  }
}
