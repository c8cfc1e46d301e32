internal import ArchiveReading
internal import DatasetWriting
internal import FeedbackDetection
internal import FeedbackRules
internal import Personas
internal import Records
internal import TranscriptParsing

/// Where a record came from.
struct RecordOrigin {
  let archive: ArchiveID
  let member: String
  let record: RawRecord
  /// Which of the record's conversations it is; nil where it holds one.
  var path: Int?

  /// Unique over all archives: `<archive>-<member's number>-<row>`, and `.<path>` where the record holds several.
  var recordID: String { path.map { "\(stem).\($0)" } ?? stem }

  /// The id of the record as a whole.
  var stem: String { "\(archive)-\(record.member)-\(record.row)" }
}

/// The columns that all rows of one conversation share: written once and copied into each row.
struct ConversationLabels {
  let origin: RecordOrigin
  let recordID: String
  let language: String
  let view: ConversationView
  private let shared: RowBuffer

  /// - Parameter shared: Holds what is shared while the labels are in use; what it held before is gone.
  init(_ view: ConversationView, origin: RecordOrigin, language: String, in shared: RowBuffer) {
    self.view = view
    self.origin = origin
    self.language = language
    recordID = origin.recordID
    self.shared = shared
    shared.removeAll()
    shared.field("record_id", recordID)
    shared.field("conversation_id", view.id)
    shared.field("archive", origin.archive.rawValue)
    shared.field("member", origin.member)
    shared.field("row", origin.record.row)
    shared.field("format", view.format.rawValue)
    shared.field("model", view.model)
    shared.field("language", language)
  }

  func write(to rows: RowBuffer, seconds: Int64?) {
    rows.fields(of: shared)
    rows.field("timestamp", seconds.map(Timestamp.iso8601) ?? "")
    rows.field("user", view.user)
  }
}

/// One row of the table `feedback`.
struct FeedbackRow {
  private let reading: FollowUpReading
  private let verdict: Verdict
  private let view: ConversationView
  private let labels: ConversationLabels
  private let rules: RuleSet
  private let settings: ExtractionSettings

  init(
    _ reading: FollowUpReading, _ verdict: Verdict, of view: ConversationView, labels: ConversationLabels,
    rules: RuleSet, settings: ExtractionSettings
  ) {
    self.reading = reading
    self.verdict = verdict
    self.view = view
    self.labels = labels
    self.rules = rules
    self.settings = settings
  }

  func write(to rows: RowBuffer) {
    rows.beginRow()
    labels.write(to: rows, seconds: view.seconds(ofMessage: reading.message))
    writeLabels(to: rows)
    writeTexts(to: rows)
    rows.endRow()
  }

  private func writeLabels(to rows: RowBuffer) {
    let said = view.messages[reading.message].content
    rows.field("feedback_id", "\(labels.recordID)-\(reading.message)")
    rows.field("turn", reading.turn)
    rows.field("message_index", reading.message)
    rows.field("target_index", reading.target)
    rows.field("category", verdict.category.rawValue)
    rows.field("polarity", verdict.category.polarity.rawValue)
    rows.field("mixed", verdict.isMixed)
    rows.field("confidence", probability: verdict.confidence)
    rows.field("quote", text(UnsafeRawBufferPointer(rebasing: said[verdict.span.start..<verdict.span.end])))
    rows.field("span_start", verdict.span.start)
    rows.field("span_end", verdict.span.end)
    rows.field("decided_by", verdict.decidedBy.rawValue)
    rows.field(
      "evidence",
      list: verdict.evidence.map { rules.rules[$0].id.rawValue } + reading.reasons.map { "model:\($0.rawValue)" })
  }

  private func writeTexts(to rows: RowBuffer) {
    let first = settings.withoutText ? reading.target : firstOfPrompt
    rows.messages("prompt") {
      for message in view.messages[first..<reading.target] {
        rows.message(role: message.role.rawValue, content: message.content)
      }
    }
    rows.field("prompt_omitted", first)
    rows.field("response", text(view.messages[reading.target].content))
    rows.field("feedback", text(view.messages[reading.message].content))
    rows.field("next_response", text(view.answer(toMessage: reading.message)))
  }

  /// The first message that the history limit lets into the prompt.
  private var firstOfPrompt: Int {
    var room = settings.historyBytes
    var first = reading.target
    while first > 0 {
      room -= view.messages[first - 1].content.count
      if room < 0, first < reading.target { break }
      first -= 1
    }
    return first
  }

  private func text(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    settings.withoutText ? UnsafeRawBufferPointer(start: nil, count: 0) : bytes
  }
}

/// One row of the table `conversations`.
struct ConversationRow {
  private let view: ConversationView
  private let labels: ConversationLabels
  private let verdicts: [Verdict]
  private let withoutText: Bool
  private let topics: TopicReader

  init(
    _ view: ConversationView, labels: ConversationLabels, verdicts: [Verdict], topics: TopicReader, withoutText: Bool
  ) {
    self.view = view
    self.labels = labels
    self.verdicts = verdicts
    self.topics = topics
    self.withoutText = withoutText
  }

  func write(to rows: RowBuffer) {
    var users = 0
    var followUps = 0
    var bytes = 0
    var hasAnswer = false
    let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
    var first = nothing
    var firstIndex = 0
    var latest = view.seconds
    for (index, message) in view.messages.enumerated() {
      bytes += message.content.count
      if let seconds = message.seconds, seconds > latest ?? .min { latest = seconds }
      if message.role == .assistant { hasAnswer = true }
      guard message.role == .user else { continue }
      if users == 0 { (first, firstIndex) = (message.content, index) }
      users += 1
      if hasAnswer { followUps += 1 }
    }
    rows.beginRow()
    labels.write(to: rows, seconds: view.seconds ?? view.messages.last { $0.seconds != nil }?.seconds)
    rows.field("byte", labels.origin.record.byte)
    rows.field("messages", view.messages.count)
    rows.field("user_messages", users)
    rows.field("follow_ups", followUps)
    rows.field("content_bytes", bytes)
    rows.field("feedback_count", verdicts.count)
    rows.field("negative_count", verdicts.count { $0.category.polarity == .negative })
    let shown = withoutText ? nothing : first
    rows.field("opening", shown.characters(atMost: 120))
    // The paths of a tree begin alike, and that is no request sent again.
    let isKnown = !view.user.isEmpty && firstIndex >= view.firstNew
    rows.field("first_message", isKnown ? shown.characters(atMost: 2_000) : nothing)
    rows.field("first_bytes", first.count)
    rows.field("ended", latest.map(Timestamp.iso8601) ?? "")
    rows.field("topic", topics.topic(of: first).rawValue)
    rows.field("country", view.country)
    rows.field("toxic", view.toxicity)
    rows.endRow()
  }
}

extension ConversationView {
  /// What the source's moderation says, as rows have it.
  var toxicity: String { isToxic.map { $0 ? "yes" : "no" } ?? "" }
}

extension UnsafeRawBufferPointer {
  /// The longest beginning of at most `limit` bytes that cuts no character.
  func characters(atMost limit: Int) -> UnsafeRawBufferPointer {
    guard count > limit else { return self }
    var end = limit
    while end > 0, self[end] & 0xC0 == 0x80 { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[..<end])
  }
}
