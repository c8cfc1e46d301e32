internal import AuditStatistics
internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import ModelClient
internal import ModelPrompting
internal import Records

/// What a run would ask a chat model, and what that would take.
public struct ClassificationPlan: Sendable {
  /// One follow-up that is to be asked about.
  struct Item: Sendable {
    let record: FollowUpRecord
    /// Drawn at random, and not one that would have been asked about anyway.
    let isAudited: Bool
    /// Items of a conversation are asked about together where this is the same: 0 for what is asked for the first time.
    var group = 0
  }

  let items: [Item]
  /// Follow-ups of the dataset, and those that were asked about before.
  public let followUps: Int
  public let judged: Int
  /// What is to be asked: at random, and for being unsure.
  public let audited: Int
  public let uncertain: Int
  /// What the budget leaves out of each.
  public let auditCut: Int
  public let uncertainCut: Int
  /// The share of all follow-ups that the audit then is.
  public let auditShare: Double
  /// At most so many requests, and about so many tokens. Several follow-ups of one conversation go in one request.
  public let requests: Int
  public let tokens: Int
  /// In currency.
  public let cost: Double
}

/// Chooses what a chat model is asked about.
struct ClassificationPlanner {
  let layout: DatasetLayout
  let settings: JudgeSettings
  /// Follow-ups that are done.
  let judged: Set<String>
  /// Archives whose texts can't be had; their follow-ups are counted and not chosen.
  let gone: Set<ArchiveID>
  /// Whether others are chosen beside those that are under way.
  var choosesMore = true
  /// The salt of the audit: the same for all runs, so that a greater share holds the smaller one's items.
  static let salt = "gleaner-audit-1"
  /// Candidates in memory beyond what the budget can pay for are thinned to the best.
  private static let spare = 4

  /// - Parameter together: What was asked before and has no verdicts yet. It is asked in the same company once more: what is kept
  ///   of the replies fits no other.
  func plan(_ manifests: [SegmentManifest], together: [AskedTogether]) throws -> ClassificationPlan {
    let draw = AuditDraw(share: settings.auditShare, salt: Self.salt)
    let tokens = TokenForecast(settings)
    var open = OpenQuestions(together.filter { !$0.followUps.allSatisfy(judged.contains) }, price: settings.price)
    var candidates = Candidates(limit: settings.budget.requests.map { max(1000, $0) }, threshold: settings.threshold)
    var (followUps, done) = (0, 0)
    let reader = FollowUpReader(layout)
    for manifest in manifests {
      try reader.forEach(in: manifest) { record in
        followUps += 1
        if open.take(record, isGone: gone.contains(record.archive), estimate: tokens.tokens(for: record)) { return }
        if judged.contains(record.id) {
          done += 1
          return
        }
        if gone.contains(record.archive) || !choosesMore { return }
        let ticket = draw.ticket(of: record.id)
        guard ticket != nil || settings.band.contains(record.probability) else { return }
        let estimate = tokens.tokens(for: record)
        candidates.add(
          record,
          RoutingItem(
            id: record.id, feedbackProbability: record.probability,
            categoryProbability: min(record.probability, record.likeliestProbability),
            estimatedTokens: estimate.prompt + estimate.reply,
            estimatedCost: settings.price.cost(promptTokens: estimate.prompt, replyTokens: estimate.reply),
            auditTicket: ticket))
      }
    }
    return plan(candidates, open, followUps: followUps, judged: done)
  }

  private func plan(
    _ candidates: Candidates, _ open: OpenQuestions, followUps: Int, judged: Int
  ) -> ClassificationPlan {
    var budget = settings.budget
    budget.requests = budget.requests.map { $0 / settings.repeats }
    let routing = RoutingPlan(
      candidates.items, auditShare: settings.auditShare, threshold: settings.threshold, band: settings.band,
      budget: budget)
    let items =
      open.items
      + routing.sent.map { sent in
        let record = candidates.records[sent.place]
        // The share may be 1; what the band would have bought anyway is none of it.
        let isBought = sent.probability == 1 && settings.band.contains(record.probability)
        return ClassificationPlan.Item(record: record, isAudited: sent.reason == .audit && !isBought)
      }
    let chosen = routing.sent.map { candidates.items[$0.place] }
    let cost = chosen.reduce(open.cost) { $0 + $1.estimatedCost }
    return ClassificationPlan(
      items: items, followUps: followUps, judged: judged, audited: items.count(where: \.isAudited),
      uncertain: items.count { !$0.isAudited }, auditCut: routing.auditCut,
      uncertainCut: routing.bandCut + candidates.dropped, auditShare: routing.auditShare,
      requests: items.count * settings.repeats, tokens: chosen.reduce(open.tokens) { $0 + $1.estimatedTokens },
      cost: Double(cost) / 1_000_000)
  }

  /// What was asked before and has no verdicts yet.
  private struct OpenQuestions {
    private(set) var items: [ClassificationPlan.Item] = []
    private(set) var tokens = 0
    private(set) var cost = 0
    private let price: TokenPrice
    private var groups: [String: Int] = [:]
    private var audited: Set<String> = []

    init(_ together: [AskedTogether], price: TokenPrice) {
      self.price = price
      for (place, asked) in together.enumerated() {
        // One that was asked in two companies is in the first.
        for followUp in asked.followUps where groups[followUp] == nil { groups[followUp] = place + 1 }
        audited.formUnion(asked.audited)
      }
    }

    /// Whether the follow-up is one of them, and not to be chosen.
    mutating func take(_ record: FollowUpRecord, isGone: Bool, estimate: (prompt: Int, reply: Int)) -> Bool {
      guard let group = groups[record.id], !isGone else { return false }
      items.append(ClassificationPlan.Item(record: record, isAudited: audited.contains(record.id), group: group))
      tokens += estimate.prompt + estimate.reply
      cost += price.cost(promptTokens: estimate.prompt, replyTokens: estimate.reply)
      return true
    }
  }

  /// What could be asked about, thinned where there is far more than can be paid for.
  private struct Candidates {
    private(set) var records: [FollowUpRecord] = []
    private(set) var items: [RoutingItem] = []
    private(set) var dropped = 0
    private let limit: Int?
    private let threshold: Double

    init(limit: Int?, threshold: Double) {
      self.limit = limit
      self.threshold = threshold
    }

    mutating func add(_ record: FollowUpRecord, _ item: RoutingItem) {
      records.append(record)
      items.append(item)
      if let limit, items.count >= spare * limit * 2 { thin(to: spare * limit) }
    }

    /// Keeps the audit and the best of the rest: those would be chosen first in any case.
    private mutating func thin(to count: Int) {
      let drawn = items.indices.filter { items[$0].auditTicket != nil }
      let gains = items.map { $0.expectedError(threshold: threshold) / Double(max(1, $0.estimatedTokens)) }
      let others = items.indices.filter { items[$0].auditTicket == nil }
        .sorted { (gains[$1], items[$0].id) < (gains[$0], items[$1].id) }
      let kept = (drawn + others.prefix(max(0, count - drawn.count))).sorted()
      dropped += items.count - kept.count
      records = kept.map { records[$0] }
      items = kept.map { items[$0] }
    }
  }
}

/// About how many tokens it takes to ask about one follow-up, all that is sent with it included.
struct TokenForecast {
  private let overhead: Int
  private let budget: PromptBudget
  private let factor: Int

  init(_ settings: JudgeSettings) {
    budget = settings.promptBudget
    factor = settings.repeats
    overhead = Self.overhead(settings)
  }

  func tokens(for record: FollowUpRecord) -> (prompt: Int, reply: Int) {
    let texts =
      min(record.bytes / 4, budget.followUpTokens) + min(record.targetBytes / 4, budget.targetTokens)
      + budget.requestTokens / 2 + budget.nextAnswerTokens
    return ((overhead + texts) * factor, budget.replyTokensPerFollowUp / 2 * factor)
  }

  /// The instructions and the examples: what a question about next to nothing takes.
  private static func overhead(_ settings: JudgeSettings) -> Int {
    let messages = ["a", "b", "c"].enumerated().map { place, text in
      Message(role: place == 1 ? .assistant : .user, content: text)
    }
    // A prompt that does not fit even this is refused when the run begins.
    guard let subject = try? ClassificationSubject(id: "", language: "en", messages: messages, followUps: [2]),
      let builder = try? PromptBuilder(
        template: settings.prompt, pool: ExamplePool(settings.examples), budget: settings.promptBudget,
        countTokens: { TokenEstimate.tokens(in: $0) }),
      let request = try? builder.requests(for: subject).first
    else { return settings.promptBudget.promptTokens }
    return request.promptTokens
  }
}

extension AskedTogether {
  init(_ items: [ClassificationPlan.Item]) {
    self.init(followUps: items.map(\.record.id), audited: items.filter(\.isAudited).map(\.record.id))
  }
}
