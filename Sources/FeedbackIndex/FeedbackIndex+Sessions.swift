internal import Foundation
internal import GRDB

/// Two conversations of one user, one after the other.
public struct SessionStep: Hashable, Sendable {
  public let earlier: ConversationHit
  public let later: ConversationHit
}

extension FeedbackIndex {
  /// Conversations of known users and times that begin alike and follow each other within some seconds, by user and time.
  ///
  /// - Parameter isAlike: Asked of the beginnings of the later and the earlier conversation.
  public func sessionSteps(
    within seconds: Double, where isAlike: (String, String) -> Bool
  ) throws(FeedbackIndexError) -> [SessionStep] {
    try read { db in
      let cursor = try Row.fetchCursor(
        db,
        sql: ConversationHit.select
          + " WHERE conversations.user <> '' AND conversations.timestamp <> '' AND conversations.opening <> ''"
          + " ORDER BY conversations.user, conversations.timestamp, conversations.record_id")
      var steps: [SessionStep] = []
      var last: ConversationHit?
      while let row = try cursor.next() {
        let hit = try ConversationHit(row) { _ in [] }
        if let last, Self.isSame(last, hit) { continue }
        if let last, last.origin.user == hit.origin.user, Self.isWithin(seconds, last, hit),
          isAlike(hit.opening, last.opening)
        {
          steps.append(SessionStep(earlier: last, later: hit))
        }
        last = hit
      }
      return steps
    }
  }

  /// Whether two archives hold the same conversation.
  private static func isSame(_ left: ConversationHit, _ right: ConversationHit) -> Bool {
    left.origin.conversationID == right.origin.conversationID && left.origin.timestamp == right.origin.timestamp
      && left.origin.user == right.origin.user && left.messages == right.messages
      && left.contentBytes == right.contentBytes
  }

  private static func isWithin(_ seconds: Double, _ earlier: ConversationHit, _ later: ConversationHit) -> Bool {
    // Most pairs are of different days, which needs no reading of times.
    guard let start = try? Date(earlier.origin.timestamp, strategy: .iso8601),
      let end = try? Date(later.origin.timestamp, strategy: .iso8601)
    else { return false }
    return end.timeIntervalSince(start) <= seconds
  }
}
