internal import DatasetWriting
internal import Personas
internal import Records
internal import TranscriptParsing

/// The rows of the table `preferences` of one conversation: what its user says about answers in general.
struct PreferenceRows {
  private let view: ConversationView
  private let labels: ConversationLabels
  private let withoutText: Bool

  init(_ view: ConversationView, labels: ConversationLabels, withoutText: Bool) {
    self.view = view
    self.labels = labels
    self.withoutText = withoutText
  }

  func write(to rows: RowBuffer, _ reader: PreferenceReader) {
    reader.beginConversation()
    var found: [StatedPreference] = []
    for (index, message) in view.messages.enumerated() where message.role == .user {
      found.removeAll(keepingCapacity: true)
      // Those before the path's own were told with an earlier path; what they say may bear on the later ones.
      reader.read(message.content, into: &found)
      if index < view.firstNew { continue }
      for (number, preference) in found.enumerated() { write(preference, number, index, to: rows) }
    }
  }

  private func write(_ preference: StatedPreference, _ number: Int, _ index: Int, to rows: RowBuffer) {
    let isText = preference.kind == .standingInstruction
    rows.beginRow()
    labels.write(to: rows, seconds: view.seconds(ofMessage: index))
    rows.field("preference_id", "\(labels.recordID)-\(index)-\(number)")
    rows.field("message_index", index)
    rows.field("kind", preference.kind.rawValue)
    rows.field("value", withoutText && isText ? "" : preference.value)
    rows.field("polarity", preference.polarity.rawValue)
    rows.field(
      "quote",
      withoutText
        ? UnsafeRawBufferPointer(start: nil, count: 0) : preference.quote(in: view.messages[index].content))
    rows.field("span_start", preference.span.start)
    rows.field("span_end", preference.span.end)
    rows.endRow()
  }
}
