internal import FeedbackClassification
internal import FeedbackDetection
internal import FeedbackRules
internal import Patterns
internal import Records
internal import TranscriptParsing

/// Walks through one conversation's follow-ups and lets the detector and the classifier look at each.
final class FollowUpScanner {
  private let detector: FeedbackDetector
  private let rules: RuleSet
  private let judge: Judge
  private let reformulationThreshold: Double
  private var found: [FollowUpReading] = []
  private var signals: [[Signal]] = []
  /// The user messages so far that say something.
  private var earlier: ContiguousArray<UnsafeRawBufferPointer> = []
  private var conversation = 0
  /// How many follow-ups the last conversation had, judged or not.
  private(set) var followUps = 0

  /// What makes verdicts.
  private enum Judge {
    case rules(SignalFusion)
    case model(ConversationClassifier, ModelFusion)
  }

  init(setup: DetectionSetup, plan: DetectionPlan, floor: Double) {
    rules = setup.rules
    reformulationThreshold = setup.reformulationThreshold
    detector = FeedbackDetector(plan: plan, weights: setup.model?.wordWeights ?? .flat)
    if let model = setup.model {
      judge = .model(
        ConversationClassifier(model: model, rules: rules), ModelFusion(rules: rules, threshold: setup.threshold))
    } else {
      judge = .rules(SignalFusion(rules: rules, floor: floor))
    }
  }

  /// The follow-ups that judge an answer, in the order of the conversation's messages.
  func readings(in view: ConversationView, language: String) -> [FollowUpReading] {
    found.removeAll(keepingCapacity: true)
    signals.removeAll(keepingCapacity: true)
    earlier.removeAll(keepingCapacity: true)
    followUps = 0
    conversation += 1
    if case .model(let classifier, _) = judge { classifier.begin() }
    let language = LanguageCode(language)
    let users = view.messages.count { $0.role == .user }
    var walk = ConversationWalk()
    for index in view.messages.indices {
      let message = view.messages[index]
      if message.role == .user, walk.hasAnswer {
        followUps += 1
        look(at: index, of: view, walk, later: users - walk.userMessages - 1, language: language)
      }
      if message.role == .user, !message.content.isBlank {
        earlier.append(message.content)
        walk.previous = index
      }
      walk.step(over: message, at: index)
    }
    decide(in: view)
    // What stands in the beginning that paths of a tree have in common was seen on the first of them.
    if view.firstNew > 0 { found.removeAll { $0.message < view.firstNew } }
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

  private func look(
    at index: Int, of view: ConversationView, _ walk: ConversationWalk, later: Int, language: LanguageCode
  ) {
    guard let target = walk.target else { return }
    var reading = FollowUpReading(message: index, target: target, previous: walk.previous, turn: walk.turn)
    var signals: [Signal] = []
    earlier.withUnsafeBufferPointer { earlier in
      var followUp = FollowUp(
        text: view.messages[index].content, answer: view.messages[target].content,
        next: view.answer(toMessage: index), earlier: earlier, conversation: conversation, turn: walk.turn + 1,
        isFirst: followUps == 1, later: later, language: language)
      followUp.instructions = walk.instructions
      detector.detect(followUp, into: &signals)
      guard case .model(let classifier, _) = judge else { return }
      let features = detector.features(of: followUp)
      classifier.take(signals, features)
      reading.similarity = features.dense[DenseFeature.gramDice.column]
      reading.isRefused = features.dense[DenseFeature.answerDeclines.column] > 0
      reading.isApologized = features.dense[DenseFeature.nextOwnsUp.column] > 0
    }
    found.append(reading)
    self.signals.append(signals)
  }

  /// Makes the verdicts, when all follow-ups of the conversation were looked at.
  private func decide(in view: ConversationView) {
    switch judge {
    case .rules(let fusion):
      for place in found.indices where !signals[place].isEmpty {
        found[place].verdict = fusion.verdict(on: signals[place])
      }
    case .model(let classifier, let fusion):
      if found.isEmpty { return }
      for (place, opinion) in classifier.opinions().enumerated() {
        let text = view.messages[found[place].message].content
        found[place].opinion = opinion
        found[place].relation = opinion.relation(reformulationFrom: reformulationThreshold)
        found[place].verdict = fusion.verdict(opinion, signals[place], text: text)
        found[place].satisfaction = classifier.satisfaction(beforeFollowUp: place, opinion)
        if let verdict = found[place].verdict {
          found[place].reasons = classifier.reasons(for: verdict.category, ofFollowUp: place)
        }
      }
    }
  }
}

/// What is known of a conversation on the way through its messages.
private struct ConversationWalk {
  /// Whether there was an answer, of whatever content.
  var hasAnswer = false
  /// The answer that a follow-up would judge; nil after the chat site's own error messages.
  var target: Int?
  /// The last user message that says something.
  var previous: Int?
  /// The number of the exchange that `target` belongs to.
  var turn = 0
  var userMessages = 0
  /// The first system message.
  var instructions = UnsafeRawBufferPointer(start: nil, count: 0)

  mutating func step(over message: MessageView, at index: Int) {
    switch message.role {
    case .user: userMessages += 1
    case .system: if instructions.isEmpty { instructions = message.content }
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
