import Foundation
import PreferencePairs
import Records

/// The conversation `user, assistant, user, …` as its tables would give it: told by the follow-ups, texts and all.
struct Story {
  var conversation = JudgedConversation()
  /// All messages so far.
  private var messages: [Message] = []
  private var marks: [(place: Int, followUp: JudgedFollowUp)] = []

  init(_ record: String = "record-0-0", request: String, answer: String) {
    conversation.source.recordID = record
    conversation.source.timestamp = "2024-05-01T12:00:00Z"
    messages = [Message(role: .user, content: request), Message(role: .assistant, content: answer)]
  }

  /// A follow-up and the answer to it; an empty answer is none.
  mutating func then(
    _ category: FeedbackCategory?, _ relation: Relation?, _ text: String, _ answer: String,
    confidence: Double = 0.9, satisfied: Double? = nil, dissatisfied: Double? = nil,
    signals: [FollowUpSignal] = []
  ) {
    var followUp = JudgedFollowUp()
    followUp.messageIndex = messages.count
    followUp.targetIndex = messages.lastIndex { $0.role == .assistant } ?? 0
    followUp.category = category
    followUp.relation = relation
    followUp.confidence = category == nil ? 0 : confidence
    followUp.probability = category == nil ? 0.05 : confidence
    followUp.opinion = AnswerOpinion(
      satisfied: satisfied ?? (category == .positiveFeedback ? 0.9 : 0.01),
      dissatisfied: dissatisfied ?? (category == nil ? 0.04 : category == .positiveFeedback ? 0.02 : 0.85))
    followUp.signals =
      signals.isEmpty && category == nil ? [relation == .newTopic ? .topicSwitch : .engagement] : signals
    messages.append(Message(role: .user, content: text))
    if !answer.isEmpty { messages.append(Message(role: .assistant, content: answer)) }
    marks.append((followUp.messageIndex, followUp))
  }

  /// The tables' view, with the texts of follow-ups that carry feedback.
  func told(withTexts: Bool = true) -> JudgedConversation {
    var told = conversation
    told.followUps = marks.map { mark in
      var followUp = mark.followUp
      if followUp.category != nil {
        let next = messages.indices.contains(mark.place + 1) && messages[mark.place + 1].role == .assistant
        followUp.texts = FollowUpTexts(
          prompt: withTexts ? Array(messages[..<followUp.targetIndex]) : [],
          response: withTexts ? messages[followUp.targetIndex].content : "",
          feedback: withTexts ? messages[mark.place].content : "",
          nextResponse: withTexts && next ? messages[mark.place + 1].content : "")
      }
      return followUp
    }
    if messages.last?.role == .assistant {
      told.lastAnswer = LastAnswer(
        messageIndex: messages.count - 1, opinion: AnswerOpinion(satisfied: 0.01, dissatisfied: 0.02))
    }
    return told
  }
}

/// Labelled feedback; see `Fixtures/PROVENANCE.md`.
enum Fixture {
  struct ScopeCase: Decodable {
    let id: String
    let half: String
    let category: FeedbackCategory
    let relation: Relation
    let scope: FeedbackScope
    let text: String
  }

  struct InformationCase: Decodable {
    let id: String
    let half: String
    let isNew: Bool
    let history: [Message]
    let answer: String
    let text: String
  }

  static func lines<Line: Decodable>(_ name: String, as type: Line.Type) throws -> [Line] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
  }
}

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
