public import Records

/// Whether a piece of feedback brings what neither the request, nor the history, nor the judged answer had: facts, names,
/// numbers, code, a program's output, constraints.
///
/// A preference for an answer that knew more over one that could not know is no judgement of the second one; see
/// `PairForm`. Wishes of form ("shorter", "in French", "more formal") bring nothing new in this sense: anyone may have them
/// of any answer, and one can add them to a request without telling more of the world.
///
/// How it is read: words of the feedback that were not seen before each take a part off what speaks for "nothing new". A
/// number, a path, an address or a word of a program takes much, a plain word little, a pair of ideographs less. Lines of
/// a program or of its output that were not seen take most, and that the user tells of themselves takes something too.
public struct NewInformation: Hashable, Sendable {
  /// 0 where every word is known, towards 1 the more is new.
  public let score: Double
  /// Whether lines of a program, or of its output, are among what is new.
  public let bringsMachineText: Bool
  /// From which score on feedback counts as bringing new information.
  public static let threshold = 0.5

  public var isUsed: Bool { score >= Self.threshold }

  /// Compares feedback with what stood before it.
  ///
  /// Costs one pass over all of them.
  public init(in feedback: String, history: [Message], answer: String) {
    var known = KnownWords()
    for message in history where message.role != .system { known.add(message.content) }
    known.add(answer)
    self.init(in: feedback, known: known)
  }

  private init(in feedback: String, known: KnownWords) {
    // What speaks for "nothing new", as if each piece of evidence stood alone.
    var doubt = 1.0
    let machine = Self.newMachineText(in: feedback, known)
    if machine { doubt *= 1 - Weight.machineText }
    if ScopeCues.situation.matches(CueText(prose: feedback)) { doubt *= 1 - Weight.situation }
    var seen: Set<String> = []
    for word in WordReader.words(of: feedback) where seen.insert(word.key).inserted {
      if known.holds(word) || CommonWords.holds(word) { continue }
      doubt *= 1 - Weight.of(word)
    }
    score = 1 - doubt
    bringsMachineText = machine
  }

  /// Whether lines are there that no person wrote, and that did not stand there before: one that tells of a failure, or two
  /// of any kind, so that a formula repeated with a word behind it is none.
  private static func newMachineText(in feedback: String, _ known: KnownWords) -> Bool {
    let new = MachineText.pasted(in: feedback).filter { !known.holdsLine($0) }
    if new.count >= 2 { return true }
    return feedback.split(whereSeparator: \.isNewline).contains { line in
      MachineText.holdsAnOutcry(String(line)) && !known.holdsLine(line)
    }
  }

  /// By how much one new word lessens the doubt.
  private enum Weight {
    static let machineText = 0.6
    static let situation = 0.4

    static func of(_ word: ContentWord) -> Double {
      switch word.kind {
      case .technical: 0.4
      case .number: 0.35
      case .name: 0.3
      case .plain: 0.2
      case .ideographs: 0.1
      }
    }
  }
}
