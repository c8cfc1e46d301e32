public import Records

/// Makes pairs from chains of repair in one conversation.
///
/// A chain is collapsed as in FITS (Xu et al. 2022, arXiv 2208.03270): request, failed answer, feedback, …, accepted answer
/// becomes the request with the accepted answer as the chosen one and a failed answer as the rejected one. One candidate is
/// counted for each answer that was judged negatively.
public struct RepairPairs: Sendable {
  public let options: RepairOptions

  public init(_ options: RepairOptions = RepairOptions()) { self.options = options }

  /// The pairs of a conversation, in its order, and what became of every failed answer.
  public func harvest(_ conversation: JudgedConversation) -> PairHarvest<PreferencePair> {
    var harvest = PairHarvest<PreferencePair>()
    for chain in RepairChainFinder(options: options).chains(of: conversation) {
      switch chain.outcome {
      case .lost(let reason): harvest.tally.leaveOut(reason, chain.rounds.count)
      case .accepted(let acceptance): collect(chain.rounds, acceptance, conversation, &harvest)
      }
    }
    return harvest
  }

  private func collect(
    _ rounds: [FeedbackRound], _ acceptance: RepairChain.Acceptance, _ conversation: JudgedConversation,
    _ harvest: inout PairHarvest<PreferencePair>
  ) {
    let chosen = rounds[rounds.count - 1].nextResponse
    var rejected: Set<ComparedText> = []
    for place in rounds.indices {
      let rest = Array(rounds[place...])
      guard isSelected(place, of: rounds.count) else {
        harvest.tally.leaveOut(.beyondCap)
        continue
      }
      guard let texts = rounds[place].texts, rest.allSatisfy({ $0.texts != nil }) else {
        harvest.tally.leaveOut(.textMissing)
        continue
      }
      let made = RepairPairMaker(options: options, conversation: conversation, rounds: rest, texts: texts)
      switch made.pair(chosen: chosen, acceptance: acceptance, isLast: place == rounds.count - 1) {
      case .failure(let fault): harvest.tally.leaveOut(fault.reason)
      case .success(let pair):
        if let reason = options.check.fault(of: pair, isToxic: conversation.isToxic) {
          harvest.tally.leaveOut(reason)
        } else if Self.showsTheSameCode(pair) {
          harvest.tally.leaveOut(.sameAnswer)
        } else if !rejected.insert(ComparedText(pair.rejected)).inserted {
          harvest.tally.leaveOut(.duplicate)
        } else {
          harvest.keep(pair)
        }
      }
    }
  }

  /// So few lines of code may be in any two answers.
  private static let fewestLines = 3

  /// Whether all code of the chosen answer was there before, in the rejected one or in what the user sent: then nothing was
  /// repaired, whatever is said around it.
  private static func showsTheSameCode(_ pair: PreferencePair) -> Bool {
    func lines(_ text: String) -> [String] { text.split(separator: "\n").map { String($0.trimmed) } }
    let code = lines(pair.chosen).filter(MachineText.isMachineLine)
    guard code.count >= fewestLines else { return false }
    let known = Set(lines(pair.rejected) + lines(pair.prompt.last?.content ?? ""))
    return code.allSatisfy(known.contains)
  }

  private func isSelected(_ place: Int, of count: Int) -> Bool {
    switch options.failedAnswers {
    case .first: place == 0
    case .firstAndLast: place == 0 || place == count - 1
    case .all: true
    }
  }
}

/// Makes the pair of one failed answer.
struct RepairPairMaker {
  let options: RepairOptions
  let conversation: JudgedConversation
  /// From the one on the rejected answer to the last; never empty.
  let rounds: [FeedbackRound]
  /// Around the rejected answer.
  let texts: FollowUpTexts

  private var last: FeedbackRound { rounds[rounds.count - 1] }

  func pair(
    chosen: String, acceptance: RepairChain.Acceptance, isLast: Bool
  ) -> Result<PreferencePair, Exclusion> {
    let isNew = rounds.contains { round in
      guard let texts = round.texts else { return false }
      return NewInformation(in: round.feedback, history: texts.prompt, answer: texts.response).isUsed
    }
    let form = FormDecision(options: options)
      .form(of: rounds, rejected: texts.response, chosen: chosen, isNew: isNew)
    // A conditioned prompt ends with the last feedback, whichever answer is rejected: an earlier one than the answer that
    // it judges would be an answer to something else.
    if form == .conditioned, !isLast { return .failure(Exclusion(reason: .beyondCap)) }
    return prompt(in: form).map { prompt in
      var pair = PreferencePair()
      pair.origin = .repair
      pair.prompt = prompt
      pair.chosen = chosen
      pair.rejected = texts.response
      pair.usesNewInformation = isNew
      pair.feedbackInPrompt = form != .bare
      describe(&pair, acceptance)
      return pair
    }
  }

  /// The prompt is shaped before anything is added, so that the rejected answer is known to answer a request, and what stands
  /// behind the last answer is that request.
  private func prompt(in form: PairForm) -> Result<[Message], Exclusion> {
    PromptShape.shaped(texts.prompt).flatMap { shaped in
      var messages = shaped
      switch form {
      case .bare: break
      case .folded:
        var request = FoldedRequest(messages[messages.count - 1].content)
        for round in rounds { request.add(round.feedback, relation: round.failure?.relation) }
        messages[messages.count - 1].content = request.text
      case .conditioned:
        messages.append(Message(role: .assistant, content: texts.response))
        messages.append(Message(role: .user, content: last.feedback))
      }
      return PromptShape.shaped(messages)
    }
  }

  private func describe(_ pair: inout PreferencePair, _ acceptance: RepairChain.Acceptance) {
    let first = rounds[0]
    let record = conversation.source.recordID
    pair.id = "\(record)-\(PairOrigin.repair.rawValue)-\(first.first.messageIndex)"
    pair.source = conversation.source
    pair.source.targetIndex = first.targetIndex
    pair.source.messageIndex = first.first.messageIndex
    pair.source.ids = rounds.flatMap(\.followUps).map { "\(record)-\($0.messageIndex)" } + acceptance.ids
    if let time = first.followUps.map(\.timestamp).first(where: { !$0.isEmpty }) { pair.source.timestamp = time }
    pair.chosenScore = acceptance.estimate
    pair.rejectedScore = first.estimate
    pair.margin = pair.chosenScore - pair.rejectedScore
    pair.softTarget = SoftTarget.probability(margin: pair.margin, scale: options.softTargetScale)
    pair.confidence = first.failureProbability * acceptance.probability
    pair.category = last.failure?.category
    pair.act = last.failure?.act
    pair.feedback = last.feedback
    pair.rounds = rounds.count
    let scope = ScopeEstimate(of: last.feedback, category: pair.category, relation: last.failure?.relation)
    pair.scope = scope.scope
    pair.scopeConfidence = scope.confidence
  }
}
