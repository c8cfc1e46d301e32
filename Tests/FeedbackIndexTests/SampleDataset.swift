import DatasetWriting
import Foundation
import Records

/// A dataset in a directory of its own, written by the real writer; removed with the value.
final class SampleDataset {
  let layout: DatasetLayout
  private let parent: String

  init() throws {
    parent = NSTemporaryDirectory() + "gleaner-index-" + UUID().uuidString
    layout = DatasetLayout(root: parent + "/dataset")
    try FileManager.default.createDirectory(atPath: layout.segments, withIntermediateDirectories: true)
  }

  deinit {
    // A directory that stays costs a test nothing.
    try? FileManager.default.removeItem(atPath: parent)
  }

  /// Writes the segment and the record of an archive. Sixteen digits make an archive's id; `name` is its file's.
  @discardableResult
  func add(
    _ archive: String, name: String = "log.jsonl.gz", rules: String = "r1", withoutText: Bool = false,
    rowsPerFrame: Int = 2, _ conversations: [SampleConversation]
  ) throws -> SegmentManifest {
    let archive = ArchiveID(rawValue: archive)
    let recipe = Recipe(
      format: SegmentManifest.formatVersion, rules: rules, withoutText: withoutText, settings: ["history=8192"])
    let segment = SegmentID(archive: archive, recipe: recipe)
    let writer = try SegmentWriter(segment, in: layout)
    for batch in Self.batches(of: conversations, rowsPerFrame) {
      for (table, frame) in try SampleRows.frames(of: batch, archive: archive, withoutText: withoutText) {
        try writer.append(frame, to: table)
      }
    }
    let manifest = try writer.commit(archive: archive, recipe: recipe, counts: counts(of: conversations))
    let record = ArchiveRecord(
      archive: archive, path: "/logs/\(archive.rawValue.prefix(4))/\(name)", bytes: 1000,
      modified: 1_700_000_000_000_000_000,
      segment: segment)
    try DatasetFiles.write(record, to: layout.archiveRecord(of: archive), in: layout)
    return manifest
  }

  func addRules(digest: String, _ rules: [RuleSummary]) throws {
    try DatasetFiles.write(rules, to: layout.ruleList(digest: digest), in: layout)
  }

  func addRun(_ time: String) throws {
    try DatasetFiles.write("{\"seconds\": 1}\n", to: "\(layout.runs)/\(time).json", in: layout)
  }

  private static func batches(of conversations: [SampleConversation], _ size: Int) -> [[SampleConversation]] {
    stride(from: 0, to: conversations.count, by: size).map {
      Array(conversations[$0..<min($0 + size, conversations.count)])
    }
  }

  private func counts(of conversations: [SampleConversation]) -> SegmentCounts {
    var counts = SegmentCounts()
    counts.conversations = conversations.count
    counts.messages = conversations.reduce(0) { $0 + $1.messages }
    counts.followUps = conversations.reduce(0) { $0 + $1.followUps }
    counts.records.pass(conversations.count)
    return counts
  }
}

/// One conversation of a sample, with the defaults of a dull one.
struct SampleConversation {
  var id = "c"
  var row = 0
  var member = "part-0.jsonl"
  var model = "gpt-4"
  var language = "en"
  var timestamp = "2024-05-01T12:00:00.000Z"
  var user = "u1"
  var messages = 6
  var followUps = 2
  var feedback: [SampleFeedback] = []
}

/// One piece of feedback of a sample.
struct SampleFeedback {
  var said = "no, that is wrong"
  var category = FeedbackCategory.makeAwareWithoutCorrection
  var mixed = false
  var confidence = 0.8
  var message = 2
  var evidence = ["en.complaint.wrong"]
}

/// Turns samples into rows as the extraction writes them.
enum SampleRows {
  static func frames(
    of conversations: [SampleConversation], archive: ArchiveID, withoutText: Bool
  ) throws -> [(DatasetTable, EncodedFrame)] {
    let (feedback, summaries) = (RowBuffer(), RowBuffer())
    for conversation in conversations {
      for item in conversation.feedback { write(item, of: conversation, archive, withoutText, to: feedback) }
      write(conversation, archive, to: summaries)
    }
    let encoder = FrameEncoder()
    return try [(DatasetTable.feedback, feedback), (.conversations, summaries)].compactMap { table, rows in
      try encoder.encode(rows).map { (table, $0) }
    }
  }

  private static func writeOrigin(_ conversation: SampleConversation, _ archive: ArchiveID, to rows: RowBuffer) {
    rows.field("record_id", "\(archive)-0-\(conversation.row)")
    rows.field("conversation_id", conversation.id)
    rows.field("archive", archive.rawValue)
    rows.field("member", conversation.member)
    rows.field("row", conversation.row)
    rows.field("format", "wildchat")
    rows.field("model", conversation.model)
    rows.field("language", conversation.language)
    rows.field("timestamp", conversation.timestamp)
    rows.field("user", conversation.user)
  }

  private static func write(
    _ item: SampleFeedback, of conversation: SampleConversation, _ archive: ArchiveID, _ withoutText: Bool,
    to rows: RowBuffer
  ) {
    let said = withoutText ? "" : item.said
    rows.beginRow()
    writeOrigin(conversation, archive, to: rows)
    rows.field("feedback_id", "\(archive)-0-\(conversation.row)-\(item.message)")
    rows.field("turn", item.message / 2)
    rows.field("message_index", item.message)
    rows.field("target_index", item.message - 1)
    rows.field("category", item.category.rawValue)
    rows.field("polarity", item.category.polarity.rawValue)
    rows.field("mixed", item.mixed)
    rows.field("confidence", probability: item.confidence)
    rows.field("quote", String(said.prefix(5)))
    rows.field("span_start", 0)
    rows.field("span_end", String(item.said.prefix(5)).utf8.count)
    rows.field("decided_by", "rules")
    rows.field("evidence", list: item.evidence)
    rows.messages("prompt") {}
    rows.field("prompt_omitted", 0)
    rows.field("response", withoutText ? "" : "An answer.")
    rows.field("feedback", said)
    rows.field("next_response", "")
    rows.endRow()
  }

  private static func write(_ conversation: SampleConversation, _ archive: ArchiveID, to rows: RowBuffer) {
    rows.beginRow()
    writeOrigin(conversation, archive, to: rows)
    rows.field("byte", conversation.row * 100)
    rows.field("messages", conversation.messages)
    rows.field("user_messages", conversation.messages / 2)
    rows.field("follow_ups", conversation.followUps)
    rows.field("content_bytes", 400)
    rows.field("feedback_count", conversation.feedback.count)
    rows.field("negative_count", conversation.feedback.count { $0.category.polarity == .negative })
    rows.field("opening", "Hello")
    rows.field("first_bytes", 5)
    rows.field("ended", conversation.timestamp)
    rows.field("topic", "other")
    rows.field("country", "")
    rows.field("toxic", "")
    rows.endRow()
  }
}

/// Archive ids to use.
let (archiveA, archiveB, archiveC) = ("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccccccccc")
