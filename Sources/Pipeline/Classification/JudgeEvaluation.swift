public import DatasetWriting
public import FeedbackClassification
internal import FeedbackIndex
internal import FeedbackRules
internal import ModelClient
internal import Records
internal import Synchronization

/// Holds a chat model against labelled conversations, with the prompt, the parser and the rules for what counts that a run has.
public struct JudgeEvaluation: Sendable {
  /// What was labelled and what was found, over follow-ups with a verdict that counts.
  public let detection: DetectionEvaluation
  /// Of those, how many are right of feedback or none: what `llm_reliability` stands for.
  public let reliability: Proportion
  /// Labelled follow-ups that were asked about, and by status those without a verdict that counts.
  public let asked: Int
  public let withoutVerdict: [String: Int]
  /// Why it ended before all was asked; empty where it did not.
  public let stoppedBy: String

  /// Asks about the labelled follow-ups of the part that rules and prompts were not tuned on, conversation by conversation. Replies
  /// are kept with the dataset's, so that a second evaluation costs nothing.
  ///
  /// - Throws: `FeedbackIndexError`, `ModelClientError`, `PromptError`.
  public init(_ layout: DatasetLayout, _ settings: JudgeSettings, on conversations: [LabelledConversation]) throws {
    let client = try ModelClient(settings.client, key: settings.key)
    let asker = Asker(
      client: client, store: try AnswerStore.open(layout), purse: Purse(settings.budget, price: settings.price),
      judge: settings.judge, parameters: settings.client.style.extraFields)
    let inquiry = try Inquiry(settings, asker: asker)
    let found = Notebook()
    let chosen = conversations.filter { $0.split == .holdOut && !$0.labels.isEmpty }
    let width = settings.client.concurrency.maximum
    Blocking.wait {
      await withTaskGroup(of: Void.self) { group in
        for (place, conversation) in chosen.enumerated() {
          if place >= width { await group.next() }
          guard found.found.withLock({ $0.stoppedBy.isEmpty }) else { break }
          group.addTask { await Self.ask(about: conversation, at: place, inquiry, found) }
        }
      }
      await client.shutDown()
    }
    let all = found.found.withLock { $0 }
    let pairs = all.pairs.sorted { ($0.conversation, $0.message) < ($1.conversation, $1.message) }
    detection = DetectionEvaluation(pairs.map { ($0.conversation, $0.label, $0.found) })
    reliability = Proportion(pairs.count { ($0.label == nil) == ($0.found == nil) }, of: pairs.count)
    asked = pairs.count + all.without.values.reduce(0, +)
    withoutVerdict = all.without
    stoppedBy = all.stoppedBy
  }

  private final class Notebook: Sendable {
    let found = Mutex(Found())
  }

  private struct Found: Sendable {
    var pairs: [(conversation: Int, message: Int, label: FeedbackCategory?, found: FeedbackCategory?)] = []
    var without: [String: Int] = [:]
    var stoppedBy = ""
  }

  private static func ask(
    about labelled: LabelledConversation, at place: Int, _ inquiry: Inquiry, _ found: Notebook
  ) async {
    let conversation = Conversation(
      id: labelled.id, format: .openai, model: "", language: labelled.language, user: "", timestamp: "",
      messages: labelled.messages)
    do throws(AskingError) {
      // This machine's word is not taken into account: what a text talks the model into is to be seen.
      let labels = labelled.labels
      let (judged, _) = try await inquiry.ask(
        about: conversation, labels.map(\.messageIndex), local: nil, keeping: Keeping(text: true))
      found.found.withLock { found in
        for label in labels {
          guard let verdict = judged[label.messageIndex] else { continue }
          if verdict.counts {
            found.pairs.append((place, label.messageIndex, label.category, verdict.category))
          } else {
            found.without[verdict.status, default: 0] += 1
          }
        }
      }
    } catch {
      found.found.withLock { found in
        switch error {
        case .budgetSpent: found.stoppedBy = "budget"
        case .ended(let error): found.stoppedBy = "\(error)"
        case .store(let error): found.stoppedBy = "\(error)"
        case .failed, .refused, .notKept: found.without["failed", default: 0] += labelled.labels.count
        }
      }
    }
  }
}
