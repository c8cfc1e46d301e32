internal import Records

extension MessageTree {
  /// The order that people gave to the answers of each request with more than one.
  func rankedComparisons() -> [Comparison] {
    forks.map { request, answers in
      let compared = answers.filter { isComparable($0) && !nodes[$0].isRejected }
      return comparison(.rank, of: compared.map { ($0, nodes[$0].rank) }, to: request)
    }
  }

  /// For each request that was answered anew, the answer that was kept to against those that were left: the one on the way
  /// to `current`, else the only one that the user went on from.
  func branchComparisons(current: Int?) -> [Comparison] {
    let isCurrent = nodesAbove(current)
    let wentOn = nodesWithUserBelow()
    return forks.map { request, answers in
      let compared = answers.filter { isComparable($0) && isWhole($0) }
      let followed = answers.filter { wentOn[$0] }
      let kept = answers.first { isCurrent[$0] } ?? (followed.count == 1 ? followed.first : nil)
      return comparison(
        .regenerated, of: compared.map { answer in (answer, kept.map { $0 == answer ? 0 : 1 }) }, to: request)
    }
  }

  /// User messages that follow on the same message, each with the next one, in the order they were written in.
  func editedRequests() -> [EditedRequest] {
    var edits: [EditedRequest] = []
    for parent in nodes.indices {
      let versions = branching.children(of: parent).filter {
        nodes[$0].message.role == .user && !nodes[$0].message.content.isBlank
      }
      for (earlier, later) in zip(versions, versions.dropFirst()) {
        edits.append(
          EditedRequest(
            earlier: place(of: earlier), later: place(of: later), parent: parent == 0 ? nil : place(of: parent)))
      }
    }
    return edits
  }

  // MARK: Forks

  /// The user messages with several answers, and these in order.
  private var forks: [(request: Int, answers: [Int])] {
    nodes.indices.compactMap { request in
      guard nodes[request].message.role == .user else { return nil }
      let answers = branching.children(of: request).filter { nodes[$0].message.role == .assistant }
      return answers.count > 1 ? (request, answers) : nil
    }
  }

  private func isComparable(_ answer: Int) -> Bool { nodes[answer].message.isRealAnswer }

  /// Whether the answer is all that was answered: tools and further messages of the assistant make it a part.
  private func isWhole(_ answer: Int) -> Bool {
    !branching.children(of: answer).contains { nodes[$0].message.role != .user }
  }

  private func nodesAbove(_ current: Int?) -> [Bool] {
    var isAbove = Array(repeating: false, count: nodes.count)
    var node = current ?? 0
    while node != 0 {
      isAbove[node] = true
      node = branching.parents[node]
    }
    return isAbove
  }

  private func nodesWithUserBelow() -> [Bool] {
    var hasUser = Array(repeating: false, count: nodes.count)
    // Children have greater numbers than their parents.
    for node in nodes.indices.reversed() where hasUser[node] || nodes[node].message.role == .user {
      hasUser[branching.parents[node]] = true
    }
    return hasUser
  }

  private func comparison(_ origin: PairOrigin, of answers: [(node: Int, rank: Int?)], to request: Int) -> Comparison {
    let sorted = answers.sorted { ($0.rank ?? .max, $0.node) < ($1.rank ?? .max, $1.node) }
    let compared = sorted.map { node, rank in
      let place = place(of: node)
      return ComparedAnswer(path: place.path, messages: place.message..<place.message + 1, rank: rank)
    }
    let texts = sorted.map { nodes[$0.node].message.content }
    return Comparison(
      origin: origin, path: place(of: request).path, promptMessages: depths[request], answers: compared,
      obstacle: ComparisonObstacle(ranks: compared.map(\.rank), texts: texts))
  }
}

extension ComparisonObstacle {
  /// What keeps answers with these ranks and texts from being preferred to one another; nil where nothing does.
  init?(ranks: [Int?], texts: [UnsafeRawBufferPointer]) {
    let given = Set(ranks.compactMap(\.self))
    if ranks.count < 2 {
      self = .noAnswer
    } else if texts.dropFirst().allSatisfy({ $0.isEqual(to: texts[0]) }) {
      self = .sameAnswer
    } else if ranks.count(where: { $0 != nil }) < 2 {
      self = .noVerdict
    } else if given.count < 2 {
      self = .tie
    } else {
      return nil
    }
  }
}

extension MessageView {
  /// Whether it is an answer that a model gave and that says something.
  var isRealAnswer: Bool { role == .assistant && !content.isBlank && !SystemArtefact.isArtefact(content) }
}
