internal import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import PreferencePairs
internal import Records

/// What a chat model said of follow-ups, to be put over what this machine decided.
///
/// In memory: a few words for each verdict that counts, and the texts of feedback that this machine had not found.
struct VerdictOverlay {
  struct Found {
    /// nil for no feedback.
    let category: FeedbackCategory?
    let confidence: Double
    let isMixed: Bool
    let quote: String
    /// Where this machine had found nothing.
    let texts: FollowUpTexts?
  }

  private var found: [String: Found] = [:]

  /// - Throws: `ShardError`, `DatasetError`.
  init(_ layout: DatasetLayout) throws {
    let path = layout.path(DatasetLayout.verdicts)
    guard FileManager.default.fileExists(atPath: path) else { return }
    let columns = ColumnReader(
      .verdicts,
      [
        "feedback_id", "category", "confidence", "mixed", "quote", "local_category", "prompt", "prompt_omitted",
        "response", "feedback", "next_response",
      ])
    let reader = try ShardReader(file: path)
    while let row = try reader.next() {
      guard columns.read(row.bytes) else { throw DatasetError(.damaged, path: path) }
      let category = FeedbackCategory(rawValue: columns.text(1))
      // What does not count changes nothing.
      guard category != nil || columns.text(1) == FollowUpRow.none else { continue }
      let isNew = category != nil && columns.text(5) == FollowUpRow.none
      found[columns.text(0)] = Found(
        category: category, confidence: columns.number(2), isMixed: columns.truth(3), quote: columns.text(4),
        texts: isNew ? FollowUpTexts(columns, from: 6) : nil)
    }
  }

  /// The verdict on a follow-up; nil where none counts.
  subscript(followUp: String) -> Found? { found[followUp] }
}

extension FollowUpTexts {
  /// From the columns `prompt`, `prompt_omitted`, `response`, `feedback`, `next_response`, which stand from a place on.
  init?(_ columns: ColumnReader, from place: Int) {
    let response = columns.text(place + 2)
    // A dataset without texts has none.
    if response.isEmpty { return nil }
    self.init(
      prompt: columns.messages(place), promptOmitted: columns.integer(place + 1), response: response,
      feedback: columns.text(place + 3), nextResponse: columns.text(place + 4))
  }
}
