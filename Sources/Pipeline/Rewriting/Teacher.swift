internal import FeedbackIndex
internal import ModelClient
internal import ModelPrompting
internal import Records
internal import Redaction
internal import RewritePrompting

/// Has a chat model write a better answer, step by step, and judges what it wrote: what did the user want? write it; is it
/// done, and is anything lost?
///
/// Each step is a question whose reply is kept, so that an attempt that was broken off goes on where it was.
struct Teacher: Sendable {
  private let settings: RewriteSettings
  private let asker: Asker
  private let rewrite: RewritePrompt
  private let intent: IntentPrompt
  private let resolution: ResolutionPrompt
  private let candidates: CandidateRequests
  private let scoring: ScoringPrompt
  private let card: PersonaPrompt?

  /// - Throws: `PromptError` where a prompt asks for something else than it is used for.
  init(_ settings: RewriteSettings, asker: Asker) throws(PromptError) {
    self.settings = settings
    self.asker = asker
    let count: @Sendable (String) -> Int = { TokenEstimate.tokens(in: $0) }
    let (prompts, budget) = (settings.prompts, settings.budget)
    rewrite = try RewritePrompt(template: prompts.rewrite, budget: budget, countTokens: count)
    intent = try IntentPrompt(template: prompts.intent, budget: budget, countTokens: count)
    resolution = try ResolutionPrompt(template: prompts.resolution, budget: budget, countTokens: count)
    candidates = CandidateRequests(budget: budget, countTokens: count)
    scoring = try ScoringPrompt(template: prompts.scoring, budget: budget, countTokens: count)
    if let persona = prompts.persona {
      card = try PersonaPrompt(template: persona, budget: budget, countTokens: count)
    } else {
      card = nil
    }
  }

  /// - Returns: What became of it, and how many values of each kind were redacted.
  func attempt(_ item: RewriteItem) async throws(AskingError) -> (RewriteOutcome, [RedactionKind: Int]) {
    var vault = RedactionVault()
    let redactor = Redactor(extraLiterals: [item.source.user].filter { $0.utf8.count >= 8 })
    func redacted(_ text: String) -> String {
      settings.judge.redacts ? redactor.redact(text, into: &vault).text : text
    }
    let history = item.history.map { Message(role: $0.role, content: redacted($0.content)) }
    let earlier = item.earlierRequests.map(redacted)
    var persona = redacted(item.persona)
    var outcome: RewriteOutcome
    do throws(AskingError) {
      if !persona.isEmpty { persona = try await written(persona, earlier) ?? persona }
      switch item.task {
      case .rewrite(let answer, let feedback):
        let texts = (redacted(answer), redacted(feedback))
        guard
          let subject = try? RewriteSubject(history: history, answer: texts.0, feedback: texts.1, persona: persona)
        else { return (RewriteOutcome(status: "unavailable"), [:]) }
        outcome = try await rewritten(subject)
        outcome.rejected = answer
      case .reward:
        outcome = try await rewarded(history, persona)
        outcome.rejected = vault.restore(outcome.rejected)
      }
    } catch {
      // What the server refuses as it is will never be answered.
      guard case .refused = error else { throw error }
      return (RewriteOutcome(status: RewriteOutcome.refused), vault.counts)
    }
    outcome.persona = vault.restore(persona)
    outcome.chosen = vault.restore(outcome.chosen)
    outcome.intent = vault.restore(outcome.intent)
    return (outcome, vault.counts)
  }

  // MARK: Rewrites

  private func rewritten(_ subject: RewriteSubject) async throws(AskingError) -> RewriteOutcome {
    guard let first = try? intent.request(for: subject), let writing = try? rewrite.request(for: subject),
      !writing.isCut
    else { return RewriteOutcome(status: "too_long") }
    let wanted: FeedbackIntent
    switch try await intent(first) {
    case .failure(let fault): return RewriteOutcome(status: "intent_\(fault.rawValue)")
    case .success(nil): return RewriteOutcome(status: "no_feedback")
    case .success(let found?): wanted = found
    }
    var outcome = RewriteOutcome(status: RewriteOutcome.kept)
    (outcome.intent, outcome.scope) = (wanted.intent, wanted.scope)
    outcome.usesNewInformation = wanted.usesNewInformation
    switch try await written(writing, subject) {
    case .failure(let fault): outcome.status = "rewrite_\(fault.rawValue)"
    case .success(let text):
      outcome.chosen = text
      let compared = ResolutionSubject(subject: subject, intent: wanted.intent, rewrite: text)
      try await judge(compared, &outcome)
    }
    return outcome
  }

  private func intent(
    _ request: TeacherRequest
  ) async throws(AskingError) -> Result<FeedbackIntent?, ReplyFault> {
    let version = settings.prompts.intent.version
    let reply = try await reply(to: request, for: .intent, version)
    let found = intent.read(reply, to: request)
    guard case .failure(let fault) = found, let again = intent.repair(reply, fault, to: request),
      let second = try await repaired(again, for: .intent, version)
    else { return found }
    return intent.read(second, to: again)
  }

  private func written(
    _ request: TeacherRequest, _ subject: RewriteSubject
  ) async throws(AskingError) -> Result<String, RewriteFault> {
    let version = settings.prompts.rewrite.version
    let reply = try await reply(to: request, for: .rewrite, version)
    let found = rewrite.read(reply, to: request, about: subject)
    guard case .failure(let fault) = found, let again = rewrite.repair(reply, fault, to: request),
      let second = try await repaired(again, for: .rewrite, version)
    else { return found }
    return rewrite.read(second, to: again, about: subject)
  }

  private func judge(_ subject: ResolutionSubject, _ outcome: inout RewriteOutcome) async throws(AskingError) {
    var readings: [Result<ResolutionReading, ReplyFault>] = []
    for side in AnswerSide.allCases {
      guard let request = try? resolution.request(for: subject, first: side), !request.isCut else {
        outcome.status = "too_long"
        return
      }
      readings.append(try await reading(of: request))
    }
    let judgement = RewriteJudgement(of: subject, readings, rules: settings.rules)
    outcome.status = judgement.rejection?.rawValue ?? RewriteOutcome.kept
    (outcome.chosenScore, outcome.rejectedScore) = (judgement.rewriteScore, judgement.originalScore)
    (outcome.softTarget, outcome.bias) = (judgement.softTarget, judgement.bias)
    outcome.agreement = judgement.bias.map { $0.isConsistent ? 1 : 0 } ?? 0
  }

  private func reading(of request: TeacherRequest) async throws(AskingError) -> Result<ResolutionReading, ReplyFault> {
    let version = settings.prompts.resolution.version
    let reply = try await reply(to: request, for: .resolve, version)
    let found = resolution.read(reply, to: request)
    guard case .failure(let fault) = found, let again = resolution.repair(reply, fault, to: request),
      let second = try await repaired(again, for: .resolve, version)
    else { return found }
    return resolution.read(second, to: again)
  }

  // MARK: Cards

  /// The card that the model writes from this machine's; nil where it is not to, or what it wrote cannot be used.
  private func written(_ facts: String, _ requests: [String]) async throws(AskingError) -> String? {
    let subject = PersonaPrompt.Subject(facts: facts.split(separator: "\n").map(String.init), requests: requests)
    guard let card, let template = settings.prompts.persona, let request = try? card.request(for: subject) else {
      return nil
    }
    let reply = try await reply(to: request, for: .card, template.version)
    switch card.read(reply, to: request, about: subject) {
    case .success(let text): return text
    case .failure(let fault):
      guard let again = card.repair(reply, fault, to: request),
        let second = try await repaired(again, for: .card, template.version),
        case .success(let text) = card.read(second, to: again, about: subject)
      else { return nil }
      return text
    }
  }

  // MARK: Rewards

  private func rewarded(_ history: [Message], _ persona: String) async throws(AskingError) -> RewriteOutcome {
    var sampling = CandidateRequests.Sampling()
    sampling.count = settings.candidates
    guard let requests = try? candidates.requests(history: history, persona: persona, sampling: sampling) else {
      return RewriteOutcome(status: "too_long")
    }
    var texts: [String] = []
    for built in requests {
      let reply = try await asker.reply(
        to: built, for: .candidate, version: "candidates-1", keeping: Keeping(text: true))
      if case .success(let text) = CandidateRequests.read(reply), !texts.contains(text) { texts.append(text) }
    }
    guard texts.count >= 2, let subject = try? ScoringSubject(history: history, persona: persona, candidates: texts),
      let asked = try? scoring.requests(for: subject), !asked.contains(where: \.isCut)
    else { return RewriteOutcome(status: texts.count < 2 ? "too_few_candidates" : "too_long") }
    var readings: [Result<CandidateScores, ReplyFault>] = []
    for request in asked { readings.append(try await scores(request)) }
    let ranking = CandidateRanking(of: subject, readings, rules: settings.ranking)
    var outcome = RewriteOutcome(status: ranking.rejection?.rawValue ?? RewriteOutcome.kept)
    (outcome.chosen, outcome.rejected) = (texts[ranking.best], texts[ranking.worst])
    if !ranking.scores.isEmpty {
      (outcome.chosenScore, outcome.rejectedScore) = (ranking.scores[ranking.best], ranking.scores[ranking.worst])
    }
    (outcome.softTarget, outcome.agreement) = (ranking.softTarget, ranking.agreement)
    return outcome
  }

  private func scores(_ request: TeacherRequest) async throws(AskingError) -> Result<CandidateScores, ReplyFault> {
    let version = settings.prompts.scoring.version
    let reply = try await reply(to: request, for: .score, version)
    let found = scoring.read(reply, to: request)
    guard case .failure(let fault) = found, let again = scoring.repair(reply, fault, to: request),
      let second = try await repaired(again, for: .score, version)
    else { return found }
    return scoring.read(second, to: again)
  }

  // MARK: Questions

  private func reply(
    to request: TeacherRequest, for purpose: Asker.Purpose, _ version: String
  ) async throws(AskingError) -> ChatReply {
    try await asker.reply(to: request.built, for: purpose, version: version, keeping: Keeping(text: true))
  }

  /// The reply to a second try; nil where it is refused, which leaves the first as it is.
  private func repaired(
    _ request: TeacherRequest, for purpose: Asker.Purpose, _ version: String
  ) async throws(AskingError) -> ChatReply? {
    do throws(AskingError) {
      return try await reply(to: request, for: purpose, version)
    } catch {
      guard case .refused = error else { throw error }
      return nil
    }
  }
}
