internal import Digests
internal import Records

/// The labelled follow-ups that examples are chosen from.
public struct ExamplePool: Hashable, Sendable {
  /// Of each category, in the order that they are considered in.
  private let examples: [FeedbackCategory?: [PromptExample]]

  /// What each place among the chosen is for. `none` takes every other place or so: it is the most frequent label by far,
  /// and what looks like feedback and is none is what models get wrong.
  private static let places: [FeedbackCategory?] = [
    .makeAwareWithCorrection, nil, .positiveFeedback, .repeatOrRephrase, nil, .askForClarification,
    .makeAwareWithoutCorrection, nil,
  ]
  /// The relations that examples of `none` should show in turn: the first looks like a reformulation and is none.
  private static let noneRelations: [Relation] = [.refine, .followUp, .reaction]

  /// - Parameter examples: those whose follow-up is too long to be shown whole, or too short to be understood, are left
  ///   out.
  public init(_ examples: [PromptExample] = []) {
    // Short ones first, they cost least; then by digest: an order that no file's order and no identifier's form has a part in.
    let keyed = examples.filter(Self.isSuitable).map { (Self.lengthClass(of: $0), SHA256Hasher.hex(of: $0.id), $0) }
    let ordered = keyed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    self.examples = Dictionary(grouping: ordered, by: \.category)
  }

  private static func isSuitable(_ example: PromptExample) -> Bool {
    (4...220).contains(example.followUp.utf8.count) && example.request.utf8.count >= 12
      && example.answer.utf8.count >= 12
  }

  /// How much is cut when the example is shown: 0 for little, then more.
  private static func lengthClass(of example: PromptExample) -> Int {
    let request = example.request.utf8.count
    let answer = example.answer.utf8.count
    return request <= 160 && answer <= 600 ? 0 : request <= 300 && answer <= 2000 ? 1 : 2
  }

  /// Chooses examples, balanced over the categories and `none`; fewer than `count` where there are no more.
  ///
  /// The same for all conversations of a language but those that are among the examples themselves, so that a server can
  /// keep what it has read of the instructions.
  func choose(_ count: Int, for subject: ClassificationSubject) -> [PromptExample] {
    var search = Search(subject: subject)
    var nones = 0
    for place in 0..<min(max(0, count), PromptBudget.mostExamples) {
      let wanted = Self.places[place % Self.places.count]
      let relation = wanted == nil ? Self.noneRelations[nones % Self.noneRelations.count] : nil
      if wanted == nil { nones += 1 }
      search.takeBest(of: examples[wanted] ?? [], relation: relation)
    }
    return search.chosen
  }

  /// The examples chosen so far, and what they are for.
  private struct Search {
    let subject: ClassificationSubject
    private let own: ConversationFingerprint
    private(set) var chosen: [PromptExample] = []

    init(subject: ClassificationSubject) {
      self.subject = subject
      own = ConversationFingerprint(subject.messages)
    }

    /// Takes the first of those with the best rank that may be taken; none where there is none.
    mutating func takeBest(of candidates: [PromptExample], relation: Relation?) {
      var best: (rank: Int, place: Int)?
      for place in candidates.indices {
        let rank = rank(candidates[place], relation)
        if let best, best.rank <= rank { continue }
        if isFree(candidates[place]) { best = (rank, place) }
        if best?.rank == 0 { break }
      }
      if let best { chosen.append(candidates[best.place]) }
    }

    /// Whether an example is neither of the conversation itself nor of one that shows an example already.
    private func isFree(_ example: PromptExample) -> Bool {
      example.conversation != subject.id && !example.fingerprint.isSame(as: own)
        && !chosen.contains {
          $0.conversation == example.conversation || $0.fingerprint.isSame(as: example.fingerprint)
        }
    }

    /// The smaller the better.
    private func rank(_ example: PromptExample, _ relation: Relation?) -> Int {
      let language = example.language == subject.language ? 0 : example.language == "en" ? 2 : 4
      return language + (relation == nil || example.relation == relation ? 0 : 1)
    }
  }
}
