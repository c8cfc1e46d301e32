internal import DatasetWriting
internal import FeedbackClassification
internal import Records
internal import TranscriptParsing

/// The rows of the table `satisfaction` of one conversation: one for each answer that a follow-up judges, and one for the
/// last answer, which nothing followed.
struct SatisfactionRows {
  private let readings: [FollowUpReading]
  private let view: ConversationView
  private let labels: ConversationLabels

  init(_ readings: [FollowUpReading], of view: ConversationView, labels: ConversationLabels) {
    self.readings = readings
    self.view = view
    self.labels = labels
  }

  func write(to rows: RowBuffer) {
    // Where several messages follow one answer, the first is the reaction to it.
    var judged = -1
    let reactions = readings.filter { reading in
      defer { judged = reading.target }
      return reading.target != judged
    }
    let estimates = reactions.compactMap { $0.satisfaction?.estimate }
    let mean = estimates.isEmpty ? 0.5 : Double(estimates.reduce(0, +)) / Double(estimates.count)
    for reading in reactions {
      guard let satisfaction = reading.satisfaction, let relation = reading.relation else { continue }
      write(
        satisfaction, answer: reading.target, turn: reading.turn, signals: reading.signals,
        relation: relation.rawValue, mean: mean, to: rows)
    }
    if let last = lastAnswer, last > readings.last?.target ?? -1, last >= view.firstNew {
      let turn = max(1, view.messages[..<last].count { $0.role == .user })
      write(.unknown, answer: last, turn: turn, signals: [.end], relation: "", mean: mean, to: rows)
    }
  }

  /// The last message, where it is an answer that says something.
  private var lastAnswer: Int? {
    guard let last = view.messages.indices.last, view.messages[last].role == .assistant,
      !view.messages[last].content.isBlank
    else { return nil }
    return last
  }

  private func write(
    _ satisfaction: SatisfactionOpinion, answer: Int, turn: Int, signals: [FollowUpSignal], relation: String,
    mean: Double, to rows: RowBuffer
  ) {
    rows.beginRow()
    labels.write(to: rows, seconds: view.seconds(ofMessage: answer))
    rows.field("turn", turn)
    rows.field("message_index", answer)
    rows.field("satisfaction", probability: Double(satisfaction.estimate))
    rows.field("satisfied", probability: Double(satisfaction.satisfied))
    rows.field("dissatisfied", probability: Double(satisfaction.dissatisfied))
    rows.field("signals", list: signals.map(\.rawValue))
    rows.field("relation", relation)
    rows.field("conversation_satisfaction", probability: mean)
    rows.endRow()
  }
}
