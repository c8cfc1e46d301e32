public import Records

/// Makes pairs from votes and ranks that people gave.
///
/// One candidate is counted for each two answers of a prompt. Keeps count of prompts, so that one maker must see all
/// judged answers of a dataset, in one order.
public struct RankedPairs: Sendable {
  public struct Options: Hashable, Sendable {
    /// The most pairs of one prompt, over all judgements of it (MMPO takes five).
    public var mostPairsPerPrompt = 5
    /// How far a vote of one person is trusted, 0 to 1. An assumption.
    public var voteConfidence = 0.7
    /// How far the order of several people is trusted. An assumption.
    public var rankConfidence = 0.8
    public var softTargetScale = SoftTarget.defaultScale
    public var check = RowCheck()

    public init() {}
  }

  public let options: Options
  private var pairsOfPrompt: [UInt64: Int] = [:]
  private var ids: Set<String> = []

  public init(_ options: Options = Options()) { self.options = options }

  /// The pairs of one judgement, the widest apart first.
  public mutating func harvest(_ judged: JudgedAnswers) -> PairHarvest<PreferencePair> {
    var harvest = PairHarvest<PreferencePair>()
    let couples = judged.answers.count * (judged.answers.count - 1) / 2
    let prompt: [Message]
    switch (PromptShape.shaped(judged.prompt), scores(of: judged)) {
    case (.failure(let fault), _), (_, .failure(let fault)):
      harvest.tally.leaveOut(fault.reason, couples)
      return harvest
    case (.success(let shaped), .success(let scores)):
      prompt = shaped
      for couple in Self.couples(of: scores) {
        add(couple, scores: scores, prompt: prompt, judged: judged, to: &harvest)
      }
      // Those of equal rank, and those without one.
      harvest.tally.leaveOut(.tie, couples - harvest.tally.taken)
    }
    return harvest
  }

  private struct Couple {
    let better: Int
    let worse: Int
  }

  private mutating func add(
    _ couple: Couple, scores: [Double?], prompt: [Message], judged: JudgedAnswers,
    to harvest: inout PairHarvest<PreferencePair>
  ) {
    let pair = pair(of: couple, scores: scores, prompt: prompt, judged: judged)
    let key = StableHash.of(
      prompt.map { "\($0.role.rawValue)\u{1F}\(ComparedText($0.content).text)" }.joined(separator: "\u{1E}"))
    if let reason = options.check.fault(of: pair, isToxic: judged.isToxic) {
      harvest.tally.leaveOut(reason)
    } else if ids.contains(pair.id) {
      harvest.tally.leaveOut(.duplicate)
    } else if pairsOfPrompt[key, default: 0] >= options.mostPairsPerPrompt {
      harvest.tally.leaveOut(.beyondCap)
    } else {
      pairsOfPrompt[key, default: 0] += 1
      ids.insert(pair.id)
      harvest.keep(pair)
    }
  }

  private func pair(
    of couple: Couple, scores: [Double?], prompt: [Message], judged: JudgedAnswers
  ) -> PreferencePair {
    var pair = PreferencePair()
    let isVote = if case .winner = judged.judgement { true } else { false }
    pair.origin = isVote ? .vote : .rank
    pair.source = judged.source
    pair.id =
      "\(judged.source.recordID)-\(pair.origin.rawValue)-\(judged.source.targetIndex)-\(couple.better)-\(couple.worse)"
    pair.prompt = prompt
    pair.chosen = judged.answers[couple.better]
    pair.rejected = judged.answers[couple.worse]
    pair.chosenScore = scores[couple.better] ?? 0
    pair.rejectedScore = scores[couple.worse] ?? 0
    pair.margin = pair.chosenScore - pair.rejectedScore
    pair.softTarget = SoftTarget.probability(margin: pair.margin, scale: options.softTargetScale)
    pair.confidence = isVote ? options.voteConfidence : options.rankConfidence
    return pair
  }

  /// For each answer a score of 0 to 1: 1 for the best of them, 0 for the worst, evenly spaced between.
  private func scores(of judged: JudgedAnswers) -> Result<[Double?], Exclusion> {
    switch judged.judgement {
    case .tie: return .failure(Exclusion(reason: .tie))
    case .bothBad: return .failure(Exclusion(reason: .bothBad))
    case .winner(let winner):
      guard judged.answers.count == 2, judged.answers.indices.contains(winner) else {
        return .failure(Exclusion(reason: .unreadableVote))
      }
      return .success(judged.answers.indices.map { $0 == winner ? 1 : 0 })
    case .ranks(let ranks):
      guard ranks.count == judged.answers.count, ranks.allSatisfy({ $0 ?? 0 >= 0 }) else {
        return .failure(Exclusion(reason: .unreadableVote))
      }
      let orders = Set(ranks.compactMap { $0 }).sorted()
      guard orders.count > 1 else { return .failure(Exclusion(reason: .tie)) }
      let places = Dictionary(uniqueKeysWithValues: orders.enumerated().map { ($1, $0) })
      let steps = Double(orders.count - 1)
      return .success(ranks.map { rank in rank.flatMap { places[$0] }.map { 1 - Double($0) / steps } })
    }
  }

  /// All couples of different scores: the widest apart first, then in the order of the answers.
  private static func couples(of scores: [Double?]) -> [Couple] {
    var result: [(couple: Couple, margin: Double)] = []
    for better in scores.indices {
      for worse in scores.indices {
        guard let high = scores[better], let low = scores[worse], high > low else { continue }
        result.append((Couple(better: better, worse: worse), high - low))
      }
    }
    return result.sorted { left, right in
      (-left.margin, left.couple.better, left.couple.worse) < (-right.margin, right.couple.better, right.couple.worse)
    }.map(\.couple)
  }
}
