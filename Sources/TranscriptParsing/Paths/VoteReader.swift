internal import JSONSelection
internal import Records

/// Reads two conversations that were held side by side, and the vote on them: Chatbot Arena's.
struct VoteReader {
  private var a = ConversationBuilder()
  private var b = ConversationBuilder()
  private var winner = UnsafeRawBufferPointer.empty
  private var modelA = UnsafeRawBufferPointer.empty
  private var modelB = UnsafeRawBufferPointer.empty
  /// What the vote says; there once `finish` was called.
  private(set) var comparison = Comparison(origin: .vote, path: 0, promptMessages: 0, answers: [], obstacle: .noVerdict)

  /// Whether there are two conversations.
  var isVote: Bool { a.hasTranscript && b.hasTranscript }

  var models: [UnsafeRawBufferPointer] { [modelA, modelB] }

  mutating func begin() {
    a.begin()
    b.begin()
    (winner, modelA, modelB) = (.empty, .empty, .empty)
  }

  mutating func take(_ event: JSONEvent, as field: TranscriptField, of side: VoteSide) {
    switch side {
    case .a: a.take(event, as: field)
    case .b: b.take(event, as: field)
    }
  }

  mutating func take(_ event: JSONEvent, as field: PathField) {
    guard event.kind == .string else { return }
    switch field {
    case .winner: winner = event.text
    case .modelA: modelA = event.text
    default: modelB = event.text
    }
  }

  /// Puts both conversations into `tree`, where they share the messages that they begin with.
  ///
  /// - Returns: The last messages of both.
  mutating func finish(into tree: inout MessageTree) throws(TranscriptError) -> [Int] {
    let (first, second) = (try a.finish().messages, try b.finish().messages)
    let shared = zip(first, second).prefix { $0.isSame(as: $1) }.count
    var nodes = [0]
    for message in first { nodes.append(tree.add(TreeNode(message: message), behind: nodes[nodes.count - 1])) }
    var end = nodes[shared]
    for message in second.dropFirst(shared) { end = tree.add(TreeNode(message: message), behind: end) }
    comparison = compare(first, second, shared: shared)
    return [nodes[nodes.count - 1], end]
  }

  private func compare(_ first: [MessageView], _ second: [MessageView], shared: Int) -> Comparison {
    // Where the histories are the same the last answers are compared, else all that follows on what is shared.
    let ranks = verdict.ranks
    let answers = [
      ComparedAnswer(path: 0, messages: shared..<first.count, rank: ranks?[0]),
      ComparedAnswer(path: 1, messages: shared..<second.count, rank: ranks?[1]),
    ]
    return Comparison(
      origin: .vote, path: 0, promptMessages: shared,
      answers: (ranks?[0] ?? 0) <= (ranks?[1] ?? 0) ? answers : answers.reversed(),
      obstacle: obstacle(first, second, shared: shared))
  }

  private func obstacle(_ first: [MessageView], _ second: [MessageView], shared: Int) -> ComparisonObstacle? {
    let requests = [first, second].map { $0.filter { $0.role == .user } }
    guard requests[0].count == requests[1].count, zip(requests[0], requests[1]).allSatisfy({ $0.isSame(as: $1) }),
      first[..<shared].contains(where: { $0.role == .user })
    else { return .differentRequests }
    guard let answer = first.last, let other = second.last, answer.isRealAnswer, other.isRealAnswer else {
      return .noAnswer
    }
    if shared == first.count || shared == second.count { return .sameAnswer }
    switch verdict {
    case .a, .b: return nil
    case .tie: return .tie
    case .bothBad: return .bothBad
    case .none: return .noVerdict
    }
  }

  // MARK: The vote

  private enum Verdict {
    case a, b, tie, bothBad, none

    /// Of both conversations; nil where nothing is said.
    var ranks: [Int]? {
      switch self {
      case .a: [0, 1]
      case .b: [1, 0]
      case .tie, .bothBad: [0, 0]
      case .none: nil
      }
    }
  }

  private var verdict: Verdict {
    if winner.equals("model_a") { return .a }
    if winner.equals("model_b") { return .b }
    if winner.equals("tie") { return .tie }
    if winner.equals("tie (bothbad)") || winner.equals("bothbad") || winner.equals("both_bad") { return .bothBad }
    return .none
  }
}

extension MessageView {
  fileprivate func isSame(as other: MessageView) -> Bool { role == other.role && content.isEqual(to: other.content) }
}
