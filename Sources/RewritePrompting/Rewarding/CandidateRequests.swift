internal import Digests
public import ModelPrompting
public import Records

/// Asks a model for several answers to a request, under what is known of the user (the user-based rewards of RLHI: Jin
/// et al. 2025, arXiv 2509.25137, which samples at a temperature of 0.6).
///
/// The chat is sent as the chat it is, not as data: the answers are to be those that the model would give. What is
/// known of the user is the system's message, to the letter as it stands in a pair.
public struct CandidateRequests: Sendable {
  /// No more are asked for: each is paid for, and a judge loses its way among many.
  public static let mostCandidates = 9

  /// How candidates are sampled.
  public struct Sampling: Hashable, Sendable {
    public var count = 4
    public var temperature = 0.6
    /// Of the first; each further one takes the next.
    public var firstSeed = 1

    public init() {}
  }

  /// Stands in keys of replies where other requests have the digest of their prompt.
  private static let form = SHA256Hasher.hex(of: "candidates-1")

  private let budget: TeacherBudget
  private let cut: TextCut

  public init(budget: TeacherBudget = TeacherBudget(), countTokens: @escaping @Sendable (String) -> Int) {
    self.budget = budget
    cut = TextCut(countTokens: countTokens)
  }

  /// The requests, one for each candidate; they differ in their seeds alone.
  ///
  /// A history that is too long loses its oldest exchanges whole; the request itself is never cut, because its answers
  /// are kept beside the whole of it.
  ///
  /// - Parameters:
  ///   - history: oldest first, up to the request. Other roles than user and assistant are left out.
  ///   - persona: what is known of the user; empty for none.
  /// - Throws: `PromptError`: `badSubject`, the history ends with no request; `budgetTooSmall`, the request alone is
  ///   too long.
  public func requests(
    history: [Message], persona: String, sampling: Sampling = Sampling()
  ) throws(PromptError) -> [BuiltRequest] {
    let messages = try fitting(try history.endingWithRequest(), persona)
    let tokens = messages.tokens(cut.countTokens)
    return (0..<min(max(0, sampling.count), Self.mostCandidates)).map { place in
      BuiltRequest(
        request: ChatRequest(
          messages: messages, maxReplyTokens: max(1, budget.writtenTokens), temperature: sampling.temperature,
          seed: sampling.firstSeed + place),
        nonce: "", promptDigest: Self.form, promptTokens: tokens)
    }
  }

  private func fitting(_ history: [Message], _ persona: String) throws(PromptError) -> [ChatMessage] {
    let known = persona.isBlank ? [] : [ChatMessage(role: .system, content: plain(persona))]
    let chat = history.map { ChatMessage(role: $0.role == .user ? .user : .assistant, content: plain($0.content)) }
    // Where a user's message begins what is left: templates of some models take nothing else behind the system's.
    for start in chat.indices where chat[start].role == .user {
      let messages = known + chat[start...]
      if messages.tokens(cut.countTokens) <= budget.promptTokens { return messages }
    }
    throw PromptError(
      .budgetTooSmall, at: "\(budget.promptTokens) tokens for a prompt", found: "a request that is longer alone",
      expected: "a request that fits whole", nextStep: "raise the tokens a prompt may take, or leave it out")
  }

  /// The text with marks of chat templates broken, so that no message can end itself and begin another.
  private func plain(_ text: String) -> String { cut.plain(text, cap: PromptBudget.mostTokens, kept: .head) }

  /// The candidate in a reply: all of it but thoughts.
  public static func read(_ reply: ChatReply) -> Result<String, CandidateFault> {
    do throws(WrittenText.Fault) {
      return .success(try WrittenText.whole(reply))
    } catch {
      return .failure(error == .filtered ? .filtered : error == .empty ? .empty : .cut)
    }
  }
}

/// Why a candidate cannot be used. The raw values are what is stored; cases may be added.
public enum CandidateFault: String, CaseIterable, Error, Hashable, Sendable {
  case empty, filtered, cut
}
