internal import FeedbackIndex
internal import Foundation
internal import ModelClient
internal import ModelPrompting
internal import Records
internal import Synchronization

/// Why there is no reply to a question.
enum AskingError: Error {
  /// The budget is spent; nothing more is sent in this run.
  case budgetSpent
  /// No question can be answered any more: the key, the model or the server is not what it should be.
  case ended(ModelClientError)
  /// This question will never be answered: the server refuses it as it is.
  case refused(ModelClientError)
  /// This question was not answered now; the next run asks again.
  case failed(ModelClientError)
  /// Nothing is sent, and the reply is not kept.
  case notKept
  case store(FeedbackIndexError)
}

/// Puts questions to a chat model, each of them once: a reply that is kept is not asked for again, and a reply that came is kept
/// before anything is made of it.
final class Asker: Sendable {
  /// What a question is for, as it is stored.
  enum Purpose: String { case classify, repair, validate, intent, rewrite, resolve, candidate, score, card }

  private let client: ModelClient?
  private let store: AnswerStore
  private let purse: Purse
  private let judge: String
  private let parameters: [String: String]
  private let counted = Mutex(AskingCounts())

  /// - Parameters:
  ///   - client: nil to send nothing and take what is kept.
  ///   - parameters: What else changes replies, by name.
  init(client: ModelClient?, store: AnswerStore, purse: Purse, judge: String, parameters: [String: String]) {
    self.client = client
    self.store = store
    self.purse = purse
    self.judge = judge
    self.parameters = parameters
  }

  var counts: AskingCounts { counted.withLock { $0 } }

  func key(of built: BuiltRequest) -> String { built.key(model: judge, parameters: parameters).rawValue }

  /// The reply to a question, kept or asked for.
  ///
  /// - Parameters:
  ///   - version: The prompt's name and the beginning of its digest.
  func reply(
    to built: BuiltRequest, for purpose: Purpose, version: String, keeping: Keeping
  ) async throws(AskingError) -> ChatReply {
    let key = key(of: built)
    do throws(FeedbackIndexError) {
      if let kept = try store.reply(for: key) {
        counted.withLock { $0.kept += 1 }
        return kept
      }
    } catch { throw .store(error) }
    guard let client else { throw .notKept }
    let reply = try await ask(built.request, promptTokens: built.promptTokens, client)
    let stored = StoredReply(
      key: key, judge: judge, prompt: version, purpose: purpose.rawValue,
      sent: keeping.text ? built.request.messages.last { $0.role == .user }?.content ?? "" : "", reply: reply,
      time: Date().ISO8601Format())
    do throws(FeedbackIndexError) { try store.save(stored, together: keeping.together) } catch { throw .store(error) }
    return reply
  }

  private func ask(
    _ request: ChatRequest, promptTokens: Int, _ client: ModelClient
  ) async throws(AskingError) -> ChatReply {
    // Estimates of tokens are off by some; what is set aside is a quarter more.
    let (prompt, most) = (promptTokens + promptTokens / 4, request.maxReplyTokens)
    let attempts = Mutex(0)
    do throws(ModelClientError) {
      // What is sent again costs again.
      let reply = try await client.reply(to: request) { [purse] in
        guard purse.reserve(promptTokens: prompt, replyTokens: most) else { return false }
        attempts.withLock { $0 += 1 }
        return true
      }
      settle(attempts.withLock { $0 }, prompt, most, used: reply.usage)
      counted.withLock { $0.take(reply.usage) }
      return reply
    } catch {
      // A server that gave no answer may have worked all the same.
      let isUnknown = [.timedOut, .connectionLost, .replyTooLarge].contains(error.code)
      let prompts = TokenUsage(promptTokens: promptTokens, replyTokens: 0, isEstimated: true)
      settle(attempts.withLock { $0 }, prompt, most, used: error.usage ?? (isUnknown ? prompts : nil))
      if error.code == .notPermitted { throw .budgetSpent }
      let isHopeless = counted.withLock { counts in
        counts.failures[error.code.rawValue, default: 0] += 1
        return counts.paid == 0 && counts.failures[ModelClientError.Code.refusedRequest.rawValue, default: 0] >= 5
      }
      if error.code.concernsEveryRequest || error.code == .refusedRequest && isHopeless { throw .ended(error) }
      switch error.code {
      case .refusedRequest, .promptTooLong: throw .refused(error)
      default: throw .failed(error)
      }
    }
  }

  /// Puts back what was set aside for all attempts and was not used.
  private func settle(_ attempts: Int, _ prompt: Int, _ most: Int, used: TokenUsage?) {
    for attempt in 0..<attempts {
      purse.settle(promptTokens: prompt, replyTokens: most, used: attempt == attempts - 1 ? used : nil)
    }
  }
}

/// What is kept beside a reply.
struct Keeping: Sendable {
  /// Whether what was sent is, to be listed.
  var text: Bool
  /// The follow-ups that are asked about together; nil where no verdicts of a dataset are to come of it.
  var together: AskedTogether?
}

/// What a run has asked.
struct AskingCounts: Sendable {
  /// Replies that were kept from before.
  var kept = 0
  /// Replies that were paid for.
  var paid = 0
  var promptTokens = 0
  var replyTokens = 0
  /// Questions without a reply, by the client's codes.
  var failures: [String: Int] = [:]

  mutating func take(_ usage: TokenUsage) {
    paid += 1
    promptTokens += usage.promptTokens
    replyTokens += usage.replyTokens
  }
}
