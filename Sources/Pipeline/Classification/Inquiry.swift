internal import FeedbackIndex
internal import ModelClient
internal import ModelPrompting
internal import Records
internal import Redaction

/// What a chat model said of one follow-up, all replies taken together.
struct AskedFollowUp: Sendable {
  /// `grounded`, `none`, or why nothing counts; as the table `verdicts` explains.
  var status: String
  /// Only where the status is `grounded`.
  var category: FeedbackCategory?
  var isMixed = false
  /// In the bytes of the message as the log has it.
  var span: ByteSpan?
  var explanation = ""
  /// The share of repeated questions that gave this category.
  var agreement = 1.0
  /// `yes`, `no`, or empty where it was not asked.
  var validated = ""
  /// The category of each repeated question that had a verdict; nil for none.
  var votes: [FeedbackCategory?] = []
  /// The reply's verdict that stands for all, in the bytes of the redacted message.
  var verdict: ModelVerdict?

  /// Whether there is a verdict that counts.
  var counts: Bool { status == Self.grounded || status == Self.none }

  static let grounded = "grounded"
  static let none = "none"
}

/// Asks a chat model about the follow-ups of one conversation, and reads what it says.
struct Inquiry: Sendable {
  private let settings: JudgeSettings
  private let asker: Asker
  private let builder: PromptBuilder
  private let validation: ValidationPrompt?
  private let parser = ReplyParser()

  /// - Throws: `PromptError` where a prompt asks for something else than it is used for.
  init(_ settings: JudgeSettings, asker: Asker) throws(PromptError) {
    self.settings = settings
    self.asker = asker
    let count: @Sendable (String) -> Int = { TokenEstimate.tokens(in: $0) }
    builder = try PromptBuilder(
      template: settings.prompt, pool: ExamplePool(settings.examples), budget: settings.promptBudget,
      countTokens: count)
    if let template = settings.validation {
      validation = try ValidationPrompt(template: template, budget: settings.promptBudget, countTokens: count)
    } else {
      validation = nil
    }
  }

  /// The requests of the plain questions and their variants, as they would be sent; without repairs and validations, which hang on
  /// replies.
  func requests(about conversation: Conversation, _ followUps: [Int]) throws(PromptError) -> [BuiltRequest] {
    let subject = try subject(RedactedConversation(conversation, settings.redacts), conversation, followUps)
    var requests: [BuiltRequest] = []
    for variant in 0..<settings.repeats { requests += try builder.requests(for: subject, variant: variant) }
    return requests
  }

  /// - Parameters:
  ///   - followUps: Places in the conversation's messages.
  ///   - local: What this machine decided of each, nil for none; nil altogether where no verdict is to be doubted.
  ///   - keeping: What is kept beside the replies.
  /// - Returns: One for each follow-up, and how many values of each kind were redacted.
  func ask(
    about conversation: Conversation, _ followUps: [Int], local: [Int: FeedbackCategory?]?, keeping: Keeping
  ) async throws(AskingError) -> (judged: [Int: AskedFollowUp], redacted: [RedactionKind: Int]) {
    let redacted = RedactedConversation(conversation, settings.redacts)
    guard let subject = try? subject(redacted, conversation, followUps) else {
      // The rows do not fit the archive: it changed under the same digest, which cannot be, or the dataset was edited.
      return (Dictionary(uniqueKeysWithValues: followUps.map { ($0, AskedFollowUp(status: "unavailable")) }), [:])
    }
    var replies: [Int: [FollowUpOutcome]] = [:]
    var refused: Set<Int> = []
    for variant in 0..<settings.repeats {
      try await ask(subject, variant: variant, keeping: keeping, &replies, &refused)
    }
    var judged = Dictionary(
      uniqueKeysWithValues: followUps.map { followUp in
        (followUp, judge(replies[followUp] ?? [], isRefused: refused.contains(followUp)))
      })
    if let local { doubt(&judged, subject, local) }
    if validation != nil { try await validate(&judged, subject, keeping: keeping) }
    for followUp in followUps {
      let span = judged[followUp]?.span
      judged[followUp]?.span = span.flatMap { redacted.originalSpan($0, inMessage: followUp) }
    }
    return (judged, redacted.counts)
  }

  private func subject(
    _ redacted: RedactedConversation, _ conversation: Conversation, _ followUps: [Int]
  ) throws(PromptError) -> ClassificationSubject {
    try ClassificationSubject(
      id: conversation.id, language: conversation.language, messages: redacted.messages, followUps: followUps)
  }

  // MARK: Questions

  private func ask(
    _ subject: ClassificationSubject, variant: Int, keeping: Keeping, _ replies: inout [Int: [FollowUpOutcome]],
    _ refused: inout Set<Int>
  ) async throws(AskingError) {
    guard let requests = try? builder.requests(for: subject, variant: variant) else {
      refused.formUnion(subject.followUps)
      return
    }
    for built in requests {
      do throws(AskingError) {
        let (parsed, isFiltered) = try await parsedReply(to: built, subject, keeping: keeping)
        if isFiltered { refused.formUnion(built.followUps) }
        for (followUp, outcome) in parsed.outcomes { replies[followUp, default: []].append(outcome) }
      } catch {
        guard case .refused = error else { throw error }
        refused.formUnion(built.followUps)
      }
    }
  }

  private func parsedReply(
    to built: BuiltRequest, _ subject: ClassificationSubject, keeping: Keeping
  ) async throws(AskingError) -> (ParsedReply, isFiltered: Bool) {
    let version = settings.promptVersion
    let reply = try await asker.reply(to: built, for: .classify, version: version, keeping: keeping)
    let parsed = parser.parse(reply, to: built, about: subject)
    guard let repair = RepairRequest.repairing(reply, parsed, to: built, with: builder) else {
      return (parsed, reply.finish == .filtered)
    }
    do throws(AskingError) {
      let second = try await asker.reply(to: repair, for: .repair, version: version, keeping: keeping)
      return (parsed.completed(by: parser.parse(second, to: repair, about: subject)), false)
    } catch {
      // A repair that is refused, or was not asked for in a batch, leaves the first reply as it is.
      switch error {
      case .refused, .notKept: return (parsed, false)
      default: throw error
      }
    }
  }

  private func judge(_ outcomes: [FollowUpOutcome], isRefused: Bool) -> AskedFollowUp {
    let consensus = Consensus(of: outcomes)
    guard consensus.votes > 0 else {
      let status = isRefused ? "refused" : outcomes.first?.status ?? "missing"
      return AskedFollowUp(status: status, agreement: 0)
    }
    var judged = AskedFollowUp(
      status: consensus.category == nil ? AskedFollowUp.none : AskedFollowUp.grounded,
      category: consensus.category, isMixed: consensus.isMixed, span: consensus.span, agreement: consensus.agreement)
    let verdicts = outcomes.compactMap(\.verdict)
    judged.votes = verdicts.map(\.category)
    judged.verdict = verdicts.first { $0.category == consensus.category && $0.span == consensus.span }
    judged.explanation = judged.verdict?.explanation ?? ""
    return judged
  }

  /// Where a text looks as if it was written for the model that labels it, a verdict counts only if this machine, which cannot be
  /// talked to, says the same: feedback for, feedback against, or none.
  private func doubt(
    _ judged: inout [Int: AskedFollowUp], _ subject: ClassificationSubject, _ local: [Int: FeedbackCategory?]
  ) {
    if subject.attackSigns.isEmpty { return }
    for (followUp, verdict) in judged where verdict.counts {
      let here = local[followUp].flatMap { $0 }
      if here?.polarity != verdict.category?.polarity {
        judged[followUp]?.status = "suspect"
        judged[followUp]?.category = nil
      }
    }
  }

  // MARK: Validation

  private func validate(
    _ judged: inout [Int: AskedFollowUp], _ subject: ClassificationSubject, keeping: Keeping
  ) async throws(AskingError) {
    guard let validation, let template = settings.validation else { return }
    let verdicts = judged.values.filter { $0.status == AskedFollowUp.grounded }.compactMap(\.verdict)
    guard let requests = try? validation.requests(for: subject, checking: verdicts) else { return }
    let version = "\(template.name)@\(template.digest.prefix(8))"
    for built in requests {
      do throws(AskingError) {
        let reply = try await asker.reply(
          to: built, for: .validate, version: version, keeping: Keeping(text: keeping.text))
        for (followUp, answer) in validation.parse(reply, to: built) {
          switch answer {
          case .supported: judged[followUp]?.validated = "yes"
          case .unsupported:
            judged[followUp]?.validated = "no"
            judged[followUp]?.status = "unsupported"
            judged[followUp]?.category = nil
          case .missing, .malformed: break
          }
        }
      } catch {
        switch error {
        case .refused, .notKept: break
        default: throw error
        }
      }
    }
  }
}

/// The messages of a conversation as they may leave the machine. What was replaced is held in memory while it is asked about.
private struct RedactedConversation {
  let messages: [Message]
  let counts: [RedactionKind: Int]
  private let texts: [RedactedText]?

  init(_ conversation: Conversation, _ redacts: Bool) {
    guard redacts else {
      messages = conversation.messages
      counts = [:]
      texts = nil
      return
    }
    let redactor = Redactor(extraLiterals: [conversation.user].filter { $0.utf8.count >= 8 })
    var vault = RedactionVault()
    let redacted = conversation.messages.map { redactor.redact($0.content, into: &vault) }
    messages = zip(conversation.messages, redacted).map { Message(role: $0.role, content: $1.text) }
    counts = vault.counts
    texts = redacted
  }

  /// Where a span of the redacted message stands in the message.
  func originalSpan(_ span: ByteSpan, inMessage index: Int) -> ByteSpan? {
    guard let texts else { return span }
    return texts[index].originalSpan(of: span.start..<span.end).map {
      ByteSpan(start: $0.lowerBound, end: $0.upperBound)
    }
  }
}
