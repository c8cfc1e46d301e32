internal import AuditStatistics
internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import PreferencePairs
internal import Records

/// Chooses what answers are written anew for.
struct RewritePlanner {
  let layout: DatasetLayout
  let settings: RewriteSettings
  let personas: UserPersonas

  /// - Throws: `FeedbackIndexError`.
  init(layout: DatasetLayout, settings: RewriteSettings) throws {
    self.layout = layout
    self.settings = settings
    personas = try UserPersonas(layout)
  }

  /// What is chosen, by kind and id, and how much there was to choose from.
  struct Choice {
    var chosen: Set<String> = []
    var eligible = 0
    var doneBefore = 0
    var leftOut: Int { eligible - doneBefore - chosen.count }
  }

  /// A rewrite takes a question for the intent, one for the answer and two for the judgement; repairs come on top.
  static let requestsOfRewrite = 4
  /// Candidates are scored in two orders.
  private var requestsOfReward: Int { settings.candidates + 2 }

  /// A card that the model writes takes one more.
  private func requests(for item: RewriteItem) -> Int {
    let card = settings.prompts.persona != nil && !item.persona.isEmpty ? 1 : 0
    return card + (item.isReward ? requestsOfReward : Self.requestsOfRewrite)
  }

  /// What the run's requests are enough for: feedback, the surest first; then requests of known users that got none.
  ///
  /// - Parameter done: What was made before, by `RewriteItem.key`.
  /// - Throws: `ShardError`, `DatasetError`, `FeedbackIndexError`.
  func choose(notAmong done: Set<String>) throws -> Choice {
    var choice = Choice()
    var open: [(key: String, confidence: Double, requests: Int)] = []
    try forEachItem { item in
      choice.eligible += 1
      if done.contains(item.key) {
        choice.doneBefore += 1
      } else {
        open.append((item.key, item.confidence, requests(for: item)))
      }
    }
    open.sort { ($1.confidence, $0.key) < ($0.confidence, $1.key) }
    var left = settings.judge.budget.requests ?? .max
    for item in open {
      left -= item.requests
      if left < 0 { break }
      choice.chosen.insert(item.key)
    }
    return choice
  }

  /// Hands out all that could be attempted, in the order of segments and records.
  func forEachItem(_ body: (RewriteItem) throws -> Void) throws {
    let reader = JudgedConversationReader(layout: layout, overlay: try VerdictOverlay(layout))
    for manifest in try DatasetFiles.manifests(in: layout) {
      try reader.forEach(in: manifest) { conversation in
        for followUp in conversation.followUps where followUp.confidence >= settings.leastConfidence {
          guard var item = RewriteItem(followUp, in: conversation) else { continue }
          (item.persona, item.earlierRequests) = try personas.known(for: item.source)
          try body(item)
        }
      }
      if settings.candidates >= 2 { try forEachReward(in: manifest, body) }
    }
  }

  /// First requests of users of whom something is known, in conversations without feedback.
  private func forEachReward(in manifest: SegmentManifest, _ body: (RewriteItem) throws -> Void) throws {
    let cursor = TableCursor(.conversations, of: manifest, in: layout, columns: Self.conversationColumns)
    try cursor.advance()
    while cursor.place != nil {
      let columns = cursor.columns
      let (request, source) = (columns.text(10), PairSource(columns))
      // The request must be there as a whole, and nobody may have found fault with an answer to it.
      if !source.user.isEmpty, !request.isEmpty, request.utf8.count == columns.integer(11), columns.integer(12) == 0,
        columns.truthOrNil(13) != true
      {
        let (persona, earlier) = try personas.known(for: source)
        if !persona.isEmpty {
          try body(RewriteItem(request: request, from: source, persona: persona, earlierRequests: earlier))
        }
      }
      try cursor.advance()
    }
  }

  private static let conversationColumns = [
    "record_id", "conversation_id", "archive", "member", "row", "format", "model", "language", "timestamp", "user",
    "first_message", "first_bytes", "feedback_count", "toxic",
  ]
}
