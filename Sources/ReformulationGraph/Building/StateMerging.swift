internal import NearDuplicates

/// Which requests are one state: templates with little support each, and near duplicates of one language.
///
/// It is found anew whenever a graph is made, from the keys that are there. What is kept of a request does not depend on
/// it, so that a contribution stays good whatever comes or goes beside it.
struct StateMerging {
  /// By request the smallest key of those that are one with it.
  private(set) var names: [RequestKey: RequestKey] = [:]

  init(_ contribution: GraphContribution, rules: GraphRules) {
    let keys = contribution.requests.keys.sorted()
    var sets = DisjointSets(count: keys.count)
    Self.joinTemplates(keys, contribution, rules, in: &sets)
    if let rule = rules.nearDuplicates { Self.joinNearDuplicates(keys, contribution, rule, in: &sets) }
    for set in sets.sets(ofAtLeast: 2) {
      for place in set { names[keys[place]] = keys[set[0]] }
    }
  }

  func name(of key: RequestKey) -> RequestKey { names[key] ?? key }

  func name(of key: StateKey) -> StateKey {
    StateKey(request: name(of: key.request), applied: key.applied.map { name(of: $0) })
  }

  private static func joinTemplates(
    _ keys: [RequestKey], _ contribution: GraphContribution, _ rules: GraphRules, in sets: inout DisjointSets
  ) {
    var sessions: [RequestKey: Int] = [:]
    for (key, evidence) in contribution.states { sessions[key.request, default: 0] += evidence.sessions }
    var forms: [RequestKey: [Int]] = [:]
    for (place, key) in keys.enumerated() {
      guard let template = contribution.requests[key]?.template, sessions[key, default: 0] < rules.templateSessions
      else { continue }
      forms[template, default: []].append(place)
    }
    for places in forms.values where places.count >= max(2, rules.templateForms) {
      for place in places.dropFirst() { sets.unite(places[0], place) }
    }
  }

  private static func joinNearDuplicates(
    _ keys: [RequestKey], _ contribution: GraphContribution, _ rule: SimilarityRule, in sets: inout DisjointSets
  ) {
    // A long request is nearly the same with a change behind it, and yet another.
    struct Kind: Hashable {
      var language: String
      var isContextual: Bool
    }
    var byKind: [Kind: NearDuplicateFinder] = [:]
    for (place, key) in keys.enumerated() {
      guard let request = contribution.requests[key] else { continue }
      let kind = Kind(language: request.language, isContextual: request.isContextual)
      byKind[kind, default: NearDuplicateFinder(rule: rule)].add(place, text: request.normal)
    }
    for finder in byKind.values {
      for group in finder.groups().groups {
        for place in group.dropFirst() { sets.unite(group[0], place) }
      }
    }
  }
}
