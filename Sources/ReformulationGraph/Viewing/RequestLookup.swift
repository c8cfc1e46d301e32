/// Finds the state of a request that was never seen: the nearest one by its words.
///
/// Holds the character n-grams of all forms. Making one costs a pass over the graph's texts; a look-up costs
/// the lists of the request's n-grams and a number for each form.
public struct RequestLookup: Sendable {
  /// A state, and how near it is.
  public struct Match: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable {
      /// The same but for its spelling.
      case same
      /// The same but for its numbers.
      case template
      case similar
    }

    /// The place of the state.
    public let state: Int
    /// The Dice coefficient of the sets of n-grams, 0 to 1.
    public let similarity: Double
    public let kind: Kind
    /// The rewrite for that state; nil where there is none.
    public let rewrite: Rewrite?
  }

  private let graph: ReformulationGraph
  private let book: RewriteBook
  private var states: [Int32] = []
  private var gramCounts: [Int32] = []
  private var postings: [String: [UInt64: [Int32]]] = [:]
  private var templates: [RequestKey: Int] = [:]

  /// - Parameters:
  ///   - contribution: The one that the graph was made from; it holds the texts.
  ///   - book: Whose rewrites matches carry.
  public init(_ graph: ReformulationGraph, texts contribution: GraphContribution, book: RewriteBook = RewriteBook()) {
    self.graph = graph
    self.book = book
    for key in contribution.requests.keys.sorted() {
      guard let request = contribution.requests[key], !request.isContextual,
        let state = graph.plan.place(of: StateKey(request: key))
      else {
        continue
      }
      add(request, state: state)
    }
  }

  private mutating func add(_ request: RequestEvidence, state: Int) {
    let grams = CharacterGrams.hashes(of: request.normal)
    let place = Int32(states.count)
    states.append(Int32(state))
    gramCounts.append(Int32(grams.count))
    for gram in grams { postings[request.language, default: [:]][gram, default: []].append(place) }
    guard let template = request.template else { return }
    if let other = templates[template], graph.states[other].sessions >= graph.states[state].sessions { return }
    templates[template] = state
  }

  /// The nearest state of the language whose similarity is at least that, the one of more sessions at equal similarity; nil
  /// where none is.
  ///
  /// - Parameter similarity: In labelled chats repetitions lie from 0.8 on, and most of what lies below 0.5 is another
  ///   request.
  public func nearest(to text: String, language: String, atLeast similarity: Double = 0.6) -> Match? {
    guard let form = RequestForm(text, language: language) else { return nil }
    if let state = graph.plan.place(of: StateKey(request: form.key)) { return match(state, 1, .same) }
    if let state = form.template.flatMap({ templates[$0] }) { return match(state, 1, .template) }
    guard let lists = postings[form.language] else { return nil }
    let grams = CharacterGrams.hashes(of: form.normal)
    var shared = [Int32](repeating: 0, count: states.count)
    for gram in grams {
      for place in lists[gram] ?? [] { shared[Int(place)] += 1 }
    }
    var best: Match?
    for place in shared.indices where shared[place] > 0 {
      let dice = 2 * Double(shared[place]) / Double(grams.count + Int(gramCounts[place]))
      guard dice >= max(similarity, best?.similarity ?? 0) else { continue }
      let match = match(Int(states[place]), dice, .similar)
      if best.map({ precedes(match, $0) }) ?? true { best = match }
    }
    return best
  }

  private func match(_ state: Int, _ similarity: Double, _ kind: Match.Kind) -> Match {
    Match(state: state, similarity: similarity, kind: kind, rewrite: book.rewrite(for: state))
  }

  private func precedes(_ one: Match, _ other: Match) -> Bool {
    if one.similarity != other.similarity { return one.similarity > other.similarity }
    let (mine, others) = (graph.states[one.state].sessions, graph.states[other.state].sessions)
    return mine != others ? mine > others : one.state < other.state
  }
}
