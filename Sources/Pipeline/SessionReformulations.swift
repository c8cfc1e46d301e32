public import DatasetWriting
internal import FeedbackDetection
public import FeedbackIndex
internal import Foundation
internal import Records

/// Requests that a user sent again as another conversation: chat sites keep a first prompt that was sent once more as a
/// conversation of its own. Looked for over all segments, where users and times are known.
public struct SessionReformulations {
  private let layout: DatasetLayout
  private let index: FeedbackIndex

  /// Conversations of a user that follow each other within half an hour are one session.
  public static let gapSeconds = 1800.0

  public init(_ layout: DatasetLayout, index: FeedbackIndex) {
    self.layout = layout
    self.index = index
  }

  /// Writes the shard of reformulations across conversations, or takes it away where there are none.
  ///
  /// - Returns: How many rows it has.
  @discardableResult
  public func write() throws -> Int {
    let comparison = RequestComparison()
    let steps = try index.sessionSteps(within: Self.gapSeconds, where: comparison.mayBeAlike)
    let rows = RowBuffer()
    let texts = FullRows(layout)
    for step in steps {
      let later = try Self.request(of: step.later, texts)
      let earlier = try Self.request(of: step.earlier, texts)
      if later.isEmpty || earlier.isEmpty { continue }
      write(step, later, earlier, comparison, to: rows)
    }
    try DatasetFiles.replace(
      layout.path(DatasetLayout.acrossConversations), with: FrameEncoder().encode(rows)?.bytes, in: layout)
    return rows.rows
  }

  private func write(
    _ step: SessionStep, _ later: [UInt8], _ earlier: [UInt8], _ comparison: RequestComparison, to rows: RowBuffer
  ) {
    later.withUnsafeBytes { later in
      earlier.withUnsafeBytes { earlier in
        guard let (relation, similarity) = comparison.relation(of: later, to: earlier) else { return }
        let change = TextChange(later: later, earlier: earlier)
        let origin = step.later.origin
        rows.beginRow()
        rows.field("record_id", origin.recordID)
        rows.field("conversation_id", origin.conversationID)
        rows.field("archive", origin.archive.rawValue)
        rows.field("member", origin.member)
        rows.field("row", origin.row)
        rows.field("format", origin.format)
        rows.field("model", origin.model)
        rows.field("language", origin.language)
        rows.field("timestamp", origin.timestamp)
        rows.field("user", origin.user)
        rows.field("reformulation_id", "\(origin.recordID)-across")
        rows.field("previous_record_id", step.earlier.origin.recordID)
        rows.field("turn", 0)
        rows.field("message_index", 0)
        rows.field("previous_index", 0)
        rows.field("relation", relation.rawValue)
        rows.field("probability", probability: similarity)
        rows.field("similarity", probability: similarity)
        rows.field("across_conversations", true)
        rows.field("changed_start", change.changed.start)
        rows.field("changed_end", change.changed.end)
        rows.field("replaced_start", change.replaced.start)
        rows.field("replaced_end", change.replaced.end)
        rows.field("previous", earlier)
        rows.field("response", "")
        rows.field("message", later)
        rows.field("next_response", "")
        rows.endRow()
      }
    }
  }

  /// The first user message, as far as the row has it; empty without texts.
  private static func request(of hit: ConversationHit, _ texts: FullRows) throws -> [UInt8] {
    let row = try JSONSerialization.jsonObject(with: Data(try texts.bytes(at: hit.place))) as? [String: Any]
    return Array((row?["first_message"] as? String ?? "").utf8)
  }
}
