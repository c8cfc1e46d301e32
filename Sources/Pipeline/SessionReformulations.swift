public import ArchiveReading
public import DatasetWriting
internal import FeedbackDetection
public import FeedbackIndex
internal import Foundation

/// Requests that a user sent again as another conversation: chat sites keep a first prompt that was sent once more as a
/// conversation of its own. Looked for over all segments, where users and times are known.
public struct SessionReformulations {
  private let layout: DatasetLayout
  private let index: FeedbackIndex
  private let limits: ReadingLimits

  /// Conversations of a user that follow each other within half an hour are one session.
  public static let gapSeconds = 1800.0

  /// - Parameter limits: For the archives that the answers are fetched from.
  public init(_ layout: DatasetLayout, index: FeedbackIndex, limits: ReadingLimits = ReadingLimits()) {
    self.layout = layout
    self.index = index
    self.limits = limits
  }

  /// Writes the shard of reformulations across conversations, or takes it away where there are none.
  ///
  /// - Returns: How many rows it has.
  @discardableResult
  public func write() throws -> Int {
    let comparison = RequestComparison()
    let texts = FullRows(layout)
    var requests: [ResentRequest] = []
    for step in try index.sessionSteps(within: Self.gapSeconds, where: comparison.mayBeAlike) {
      let later = try Self.request(of: step.later, texts)
      let earlier = try Self.request(of: step.earlier, texts)
      if later.isEmpty || earlier.isEmpty { continue }
      let found = later.withUnsafeBytes { later in
        earlier.withUnsafeBytes { earlier in comparison.relation(of: later, to: earlier) }
      }
      guard let (relation, similarity) = found else { continue }
      requests.append(
        ResentRequest(step: step, later: later, earlier: earlier, relation: relation, similarity: similarity))
    }
    let answers = try FirstAnswers(layout, limits: limits).fetch(for: requests)
    let rows = RowBuffer()
    for request in requests { request.write(to: rows, answers: answers) }
    try DatasetFiles.replace(
      layout.path(DatasetLayout.acrossConversations), with: FrameEncoder().encode(rows)?.bytes, in: layout)
    return rows.rows
  }

  /// The first user message, as far as the row has it; empty without texts.
  private static func request(of hit: ConversationHit, _ texts: FullRows) throws -> [UInt8] {
    let row = try JSONSerialization.jsonObject(with: Data(try texts.bytes(at: hit.place))) as? [String: Any]
    return Array((row?["first_message"] as? String ?? "").utf8)
  }
}
