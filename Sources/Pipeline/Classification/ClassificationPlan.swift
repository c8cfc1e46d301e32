internal import AuditStatistics
internal import DatasetWriting
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
  /// What alone is to be asked about; nil chooses.
  var chosen: Set<String>?
  /// The salt of the audit: the same for all runs, so that a greater share holds the smaller one's items.
  static let salt = "gleaner-audit-1"
  /// Candidates in memory beyond what the budget can pay for are thinned to the best.
  private static let spare = 4

  /// - Parameters:
  ///   - judged: Follow-ups that are done.
  ///   - gone: Archives whose texts can't be had; their follow-ups are counted and not chosen.
  func plan(
    _ manifests: [SegmentManifest], judged: Set<String>, gone: Set<ArchiveID>
  ) throws -> ClassificationPlan {
    let draw = AuditDraw(share: settings.auditShare, salt: Self.salt)
    let tokens = TokenForecast(settings)
    var candidates = Candidates(limit: settings.budget.requests.map { max(1000, $0) }, threshold: settings.threshold)
    var (followUps, done) = (0, 0)
    let reader = FollowUpReader(layout)
    for manifest in manifests {
      try reader.forEach(in: manifest) { record in
        followUps += 1
        if judged.contains(record.id) {
          done += 1
          return
        }
        if gone.contains(record.archive) { return }
        let ticket = draw.ticket(of: record.id)
        guard chosen?.contains(record.id) ?? (ticket != nil || settings.band.contains(record.probability)) else {
          return
        }
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
    return plan(candidates, followUps: followUps, judged: done)
  }

  private func plan(_ candidates: Candidates, followUps: Int, judged: Int) -> ClassificationPlan {
    var budget = settings.budget
    budget.requests = budget.requests.map { $0 / settings.repeats }
    // What was chosen before is asked about whatever its probability.
    let routing = RoutingPlan(
      candidates.items, auditShare: settings.auditShare, threshold: settings.threshold,
      band: chosen == nil ? settings.band : 0...1, budget: budget)
    let items = routing.sent.map { sent in
      ClassificationPlan.Item(
        record: candidates.records[sent.place], isAudited: sent.reason == .audit && sent.probability < 1)
    }
    let chosen = routing.sent.map { candidates.items[$0.place] }
    return ClassificationPlan(
      items: items, followUps: followUps, judged: judged, audited: items.count(where: \.isAudited),
      uncertain: items.count { !$0.isAudited }, auditCut: routing.auditCut,
      uncertainCut: routing.bandCut + candidates.dropped, auditShare: routing.auditShare,
      requests: items.count * settings.repeats, tokens: chosen.reduce(0) { $0 + $1.estimatedTokens },
      cost: Double(chosen.reduce(0) { $0 + $1.estimatedCost }) / 1_000_000)
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
