/// A state of the graph: a request in all the forms that are one.
public struct GraphState: Hashable, Sendable {
  /// By the smallest key of its forms, which stays while that form stays.
  public let key: StateKey
  /// The forms, the one of most sessions first.
  public internal(set) var forms: [RequestKey] = []
  public internal(set) var language = ""
  /// Whether the wording is the instruction of a longer prompt.
  public internal(set) var isInstruction = false
  /// Whether forms that differ in numbers alone are one here: none of them can stand for the others.
  public internal(set) var isTemplate = false
  /// Whether it says nothing without the request that it changes.
  public internal(set) var isContextual = false
  /// How it was written, the commonest form first; empty where no text was at hand.
  public internal(set) var exemplars: [String] = []
  /// In how many sessions it occurs; one that has two of its forms counts for each.
  public internal(set) var sessions = 0
  public internal(set) var visits = 0
  /// How paths ended that ended here.
  public internal(set) var ending = Ending()
  public internal(set) var users = UserSketch()

  init(key: StateKey) { self.key = key }

  mutating func add(_ evidence: GraphContribution.StateEvidence) {
    sessions += evidence.sessions
    visits += evidence.visits
    ending += evidence.ending
    users.formUnion(evidence.users)
  }
}

/// What leads from a state to another.
public struct GraphEdge: Hashable, Sendable {
  /// The place of the state.
  public let to: Int
  public internal(set) var count = 0
  public internal(set) var sessions = 0
  public internal(set) var users = UserSketch()

  init(to: Int) { self.to = to }

  mutating func add(_ evidence: GraphContribution.EdgeEvidence) {
    count += evidence.count
    sessions += evidence.sessions
    users.formUnion(evidence.users)
  }
}
