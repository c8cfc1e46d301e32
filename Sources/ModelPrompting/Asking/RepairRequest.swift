public import Records

/// The one second try after a reply that could not be used as it was.
///
/// It shows the model its own reply and says in fixed words what was wrong. What comes of it is recorded as it is: there is
/// no third try.
public enum RepairRequest {
  /// How much of the bad reply is shown, in tokens.
  private static let replyTokens = 400
  private static let emptyReply = "(nothing)"

  /// The request that asks again about the follow-ups without a verdict; nil where there are none, or where the server held
  /// the reply back and would again.
  ///
  /// It is longer than the first by the reply, 400 tokens at most, and the words about it; the prompt's budget does not
  /// count them.
  public static func repairing(
    _ reply: ChatReply, _ parsed: ParsedReply, to first: BuiltRequest, with builder: PromptBuilder
  ) -> BuiltRequest? {
    let problems = parsed.unanswered.compactMap { followUp in
      parsed.outcomes[followUp].flatMap { words(for: $0) }.map { "Message \(followUp): \($0)" }
    }
    return make(reply, problems, parsed.unanswered, to: first, builder.template, builder.cut)
  }

  static func make(
    _ reply: ChatReply, _ problems: [String], _ followUps: [Int], to first: BuiltRequest, _ template: PromptTemplate,
    _ cut: TextCut
  ) -> BuiltRequest? {
    if followUps.isEmpty || reply.finish == .filtered { return nil }
    var repair = first
    // Neutral too: a reply may hold what a message talked the model into, marks of templates for one.
    let shown = reply.content.isBlank ? emptyReply : cut.plain(reply.content, cap: replyTokens, kept: .headAndTail)
    repair.request.messages.append(ChatMessage(role: .assistant, content: shown))
    repair.request.messages.append(
      ChatMessage(
        role: .user,
        content: template.text(
          .repair,
          [.problems: problems.joined(separator: "\n"), .followUps: PromptBuilder.list(followUps)])))
    repair.request.temperature = 0
    repair.followUps = followUps
    repair.promptTokens = repair.request.messages.tokens(cut.countTokens)
    return repair
  }

  private static func words(for outcome: FollowUpOutcome) -> String? {
    switch outcome {
    case .verdict: nil
    case .missing: "There was no answer for it."
    case .malformed(let fault): fault.words
    case .ungrounded(_, let fault): fault.words
    }
  }
}
