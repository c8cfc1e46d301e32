internal import DatasetWriting
internal import FeedbackClassification
internal import Records
internal import TranscriptParsing

/// One row of the table `follow_ups`: what this machine made of a follow-up, whether it is feedback or not.
struct FollowUpRow {
  private let reading: FollowUpReading
  private let view: ConversationView
  private let labels: ConversationLabels

  /// How the absence of feedback is written where a category stands otherwise.
  static let none = "none"

  init(_ reading: FollowUpReading, of view: ConversationView, labels: ConversationLabels) {
    self.reading = reading
    self.view = view
    self.labels = labels
  }

  func write(to rows: RowBuffer) {
    let likeliest = reading.opinion?.category ?? reading.verdict?.category
    rows.beginRow()
    labels.write(to: rows, seconds: view.seconds(ofMessage: reading.message))
    rows.field("follow_up_id", "\(labels.recordID)-\(reading.message)")
    rows.field("turn", reading.turn)
    rows.field("message_index", reading.message)
    rows.field("target_index", reading.target)
    rows.field("category", reading.verdict?.category.rawValue ?? Self.none)
    rows.field("probability", probability: probability)
    rows.field("likeliest", likeliest?.rawValue ?? Self.none)
    rows.field("likeliest_probability", probability: likeliest.map(probability) ?? 0)
    rows.field("relation", reading.relation?.rawValue ?? "")
    rows.field("bytes", view.messages[reading.message].content.count)
    rows.field("target_bytes", view.messages[reading.target].content.count)
    rows.endRow()
  }

  /// Without a model what the rules' verdict gives.
  private var probability: Double { reading.opinion.map { Double($0.feedback) } ?? reading.verdict?.confidence ?? 0 }

  private func probability(of category: FeedbackCategory) -> Double {
    reading.opinion.map { Double($0.categories[category.priority]) } ?? reading.verdict?.confidence ?? 0
  }
}
