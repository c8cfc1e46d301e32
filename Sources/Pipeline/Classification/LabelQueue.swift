public import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import Records

/// Follow-ups that a person should look at: this machine and the chat model say different things of them, or the chat model's
/// verdict does not count.
public struct LabelQueue: Sendable {
  /// One follow-up with what both say.
  public struct Item: Codable, Hashable, Sendable {
    public let feedbackId: String
    public let localCategory: String
    public let localProbability: Double
    public let category: String
    public let status: String
    public let explanation: String
    public let quote: String
    public let response: String
    public let feedback: String
    public let nextResponse: String
    public let agreement: Double

    /// How surprising it is, from 0 to 1: how sure this machine was of what the chat model does not say.
    public var surprise: Double {
      let isFeedback = localCategory != FollowUpRow.none
      if category == FollowUpRow.none { return localProbability * agreement }
      if category.isEmpty { return 0.5 * (isFeedback ? localProbability : 1 - localProbability) }
      return isFeedback ? 0.5 * agreement : (1 - localProbability) * agreement
    }
  }

  /// The most surprising first.
  public let items: [Item]

  /// Whether a dataset has a follow-up of this id.
  ///
  /// - Throws: `DatasetError`, `ShardError`.
  public static func isFollowUp(_ id: String, in layout: DatasetLayout) throws -> Bool {
    let archive = id.prefix { $0 != "-" }
    let reader = FollowUpReader(layout)
    var isThere = false
    for manifest in try DatasetFiles.manifests(in: layout) where manifest.archive.rawValue == archive {
      try reader.forEach(in: manifest) { if $0.id == id { isThere = true } }
    }
    return isThere
  }

  /// - Throws: `FeedbackIndexError`, `DatasetError`.
  public init(_ layout: DatasetLayout) throws {
    guard let store = try AnswerStore.existing(layout) else {
      items = []
      return
    }
    let labelled = try store.labels()
    let archives = Set(try DatasetFiles.manifests(in: layout).map(\.archive))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    var found: [Item] = []
    var damaged = 0
    try store.latestRows(of: archives) { row in
      guard let item = try? decoder.decode(Item.self, from: Data(row.utf8)) else {
        damaged += 1
        return
      }
      let clashes = item.category.isEmpty ? item.status != "unavailable" : item.category != item.localCategory
      if clashes, labelled[item.feedbackId] == nil { found.append(item) }
    }
    if damaged > 0 { throw DatasetError(.damaged, path: layout.answers) }
    items = found.sorted { ($1.surprise, $0.feedbackId) < ($0.surprise, $1.feedbackId) }
  }
}
