internal import FeedbackClassification
internal import FeedbackDetection
internal import FeedbackRules
internal import Patterns
internal import Records
internal import TranscriptParsing

/// One piece of feedback in a conversation.
struct Finding {
  /// The follow-up's and the judged answer's places among the messages, from 0.
  let message: Int
  let target: Int
  /// The exchange that is judged, from 1.
  let turn: Int
  let verdict: Verdict
}

/// Walks through one conversation's follow-ups and lets the detector and the classifier look at each.
final class FollowUpScanner {
  private let detector: FeedbackDetector
  private let fusion: SignalFusion
  private let rules: RuleSet
  private var signals: [Signal] = []
  private var found: [Finding] = []
  /// The user messages so far that say something.
  private var earlier: ContiguousArray<UnsafeRawBufferPointer> = []
  private var conversation = 0
  /// How many follow-ups the last conversation had, judged or not.
  private(set) var followUps = 0

  init(plan: DetectionPlan, rules: RuleSet, floor: Double) {
    self.rules = rules
    detector = FeedbackDetector(plan: plan)
    fusion = SignalFusion(rules: rules, floor: floor)
  }

  /// The feedback in a conversation, in the order of its messages.
  func findings(in view: ConversationView, language: String) -> [Finding] {
    found.removeAll(keepingCapacity: true)
    earlier.removeAll(keepingCapacity: true)
    followUps = 0
    conversation += 1
    let language = LanguageCode(language)
    var walk = ConversationWalk()
    for index in view.messages.indices {
      let message = view.messages[index]
      if message.role == .user, walk.hasAnswer {
        followUps += 1
        look(at: index, of: view, walk, language: language)
      }
      if message.role == .user, !message.content.isBlank { earlier.append(message.content) }
      walk.step(over: message, at: index)
    }
    return found
  }

  /// Matches that hit a limit since the last call, by `rule/code`.
  func takeFailures() -> [String: Int] {
    var counts: [String: Int] = [:]
    for (failure, count) in detector.takeFailures() {
      counts["\(rules.rules[failure.rule].id)/\(failure.code.rawValue)", default: 0] += count
    }
    return counts
  }

  private func look(at index: Int, of view: ConversationView, _ walk: ConversationWalk, language: LanguageCode) {
    guard let target = walk.target else { return }
    earlier.withUnsafeBufferPointer { earlier in
      let followUp = FollowUp(
        text: view.messages[index].content, answer: view.messages[target].content,
        next: view.answer(toMessage: index), earlier: earlier, conversation: conversation, turn: walk.turn + 1,
        isFirst: followUps == 1, language: language)
      detector.detect(followUp, into: &signals)
    }
    guard !signals.isEmpty, let verdict = fusion.verdict(on: signals) else { return }
    found.append(Finding(message: index, target: target, turn: walk.turn, verdict: verdict))
  }
}

/// What is known of a conversation on the way through its messages.
private struct ConversationWalk {
  /// Whether there was an answer, of whatever content.
  var hasAnswer = false
  /// The answer that a follow-up would judge; nil after the chat site's own error messages.
  var target: Int?
  /// The number of the exchange that `target` belongs to.
  var turn = 0
  private var userMessages = 0

  mutating func step(over message: MessageView, at index: Int) {
    switch message.role {
    case .user: userMessages += 1
    case .assistant:
      hasAnswer = true
      if message.content.isBlank { return }
      target = SystemArtefact.isArtefact(message.content) ? nil : index
      turn = max(1, userMessages)
    default: break
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether there is nothing but ASCII white space.
  var isBlank: Bool { allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) } }
}

extension ConversationView {
  /// The first answer behind a message and before the next user message that says something; empty where there is none.
  func answer(toMessage index: Int) -> UnsafeRawBufferPointer {
    for message in messages[(index + 1)...] {
      if message.role == .user { break }
      if message.role == .assistant, !message.content.isBlank { return message.content }
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }
}
