public import ArchiveReading
public import DatasetWriting
internal import FeedbackIndex
internal import Foundation
internal import Records

/// Writes labels on follow-ups in the form of `fixtures/labelled`, with the conversations that they stand in, to train or measure
/// by. The conversations come from the archives; those of archives that are gone are left out.
public struct LabelExport {
  /// Whose labels.
  public enum Source: String, Sendable {
    /// What people said in `gleaner label`.
    case people = "people"
    /// The verdicts of a chat model that count.
    case chatModel = "llm"
  }

  private let layout: DatasetLayout
  private let limits: ReadingLimits

  public init(_ layout: DatasetLayout, limits: ReadingLimits = ReadingLimits()) {
    self.layout = layout
    self.limits = limits
  }

  /// One line a conversation, each with its newline, in the order of archives and records.
  ///
  /// - Throws: `FeedbackIndexError`, `DatasetError`, `ShardError`.
  public func lines(_ source: Source) throws -> [String] {
    let labels = try labels(source)
    if labels.isEmpty { return [] }
    var wanted: [ArchiveID: [String: [FollowUpRecord]]] = [:]
    let reader = FollowUpReader(layout)
    for manifest in try DatasetFiles.manifests(in: layout) {
      try reader.forEach(in: manifest) { record in
        if labels[record.id] != nil {
          wanted[record.archive, default: [:]][record.recordID, default: []].append(record)
        }
      }
    }
    let paths = try DatasetFiles.archives(in: layout).reduce(into: [:]) { $0[$1.archive] = $1.path }
    var lines: [String] = []
    for (archive, records) in wanted.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      _ = try ArchivePass(limits: limits).fetch(Set(records.keys), from: paths[archive] ?? "", id: archive) {
        recordID, conversation in
        lines.append(try Self.line(recordID, conversation, records[recordID] ?? [], labels, source))
        return true
      }
    }
    return lines
  }

  private func labels(_ source: Source) throws -> [String: String] {
    guard let store = try AnswerStore.existing(layout) else { return [:] }
    switch source {
    case .people: return try store.labels()
    case .chatModel: return try store.judgements().mapValues(\.category).filter { !$0.value.isEmpty }
    }
  }

  private struct Line: Encodable {
    struct Label: Encodable {
      let messageIndex: Int
      let category: String
    }

    let id: String
    let language: String
    let labelledBy: String
    /// Rules were not tuned on it.
    let split = "hold-out"
    let conversation: [Message]
    let labels: [Label]
  }

  private static func line(
    _ recordID: String, _ conversation: Conversation, _ records: [FollowUpRecord], _ labels: [String: String],
    _ source: Source
  ) throws -> String {
    let line = Line(
      id: recordID, language: records.first?.language ?? "", labelledBy: source.rawValue,
      conversation: conversation.messages,
      labels: records.compactMap { record in
        labels[record.id].map { Line.Label(messageIndex: record.messageIndex, category: $0) }
      })
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(line), as: UTF8.self) + "\n"
  }
}
