internal import DatasetWriting
internal import Foundation
internal import JSONSelection
public import Records

/// A row of the table `follow_ups`, as far as the second stage needs it.
public struct FollowUpRecord: Hashable, Sendable {
  public var id = ""
  public var recordID = ""
  public var conversationID = ""
  public var archive = ArchiveID(rawValue: "")
  public var member = ""
  public var row = 0
  public var format = ""
  public var model = ""
  public var language = ""
  public var timestamp = ""
  public var user = ""
  public var turn = 0
  public var messageIndex = 0
  public var targetIndex = 0
  /// nil for none.
  public var category: FeedbackCategory?
  public var probability = 0.0
  public var likeliest: FeedbackCategory?
  public var likeliestProbability = 0.0
  public var relation = ""
  public var bytes = 0
  public var targetBytes = 0
}

/// Reads the follow-ups of a dataset's segments, in the order of segments and of the conversations in them.
final class FollowUpReader {
  private let layout: DatasetLayout
  private let selector = JSONSelector()
  private let columns: [String]

  init(_ layout: DatasetLayout) {
    self.layout = layout
    columns = DatasetTable.followUps.columns.map(\.name)
    for column in columns { _ = selector.want(column) }
  }

  /// Hands out the follow-ups of a segment.
  ///
  /// - Throws: `ShardError`; `DatasetError` with `damaged` for a row that is none.
  func forEach(in manifest: SegmentManifest, _ body: (FollowUpRecord) throws -> Void) throws {
    for shard in manifest.tables[DatasetTable.followUps.rawValue]?.shards ?? [] {
      let reader = try ShardReader(file: layout.path(shard.file))
      while let row = try reader.next() {
        guard let record = record(in: row.bytes) else { throw DatasetError(.damaged, path: shard.file) }
        try body(record)
      }
    }
  }

  private func record(in bytes: UnsafeRawBufferPointer) -> FollowUpRecord? {
    guard (try? selector.select(from: bytes)) != nil else { return nil }
    var record = FollowUpRecord()
    for place in 0..<selector.count {
      let event = selector[place]
      guard (1...columns.count).contains(event.field) else { continue }
      let text = String(decoding: event.text, as: UTF8.self)
      switch event.kind {
      case .string: Self.texts[columns[event.field - 1]]?(&record, text)
      case .number: Self.numbers[columns[event.field - 1]]?(&record, Double(text) ?? 0)
      default: return nil
      }
    }
    return record.id.isEmpty ? nil : record
  }

  private static let texts: [String: @Sendable (inout FollowUpRecord, String) -> Void] = [
    "follow_up_id": { $0.id = $1 }, "record_id": { $0.recordID = $1 }, "conversation_id": { $0.conversationID = $1 },
    "archive": { $0.archive = ArchiveID(rawValue: $1) }, "member": { $0.member = $1 }, "format": { $0.format = $1 },
    "model": { $0.model = $1 }, "language": { $0.language = $1 }, "timestamp": { $0.timestamp = $1 },
    "user": { $0.user = $1 }, "category": { $0.category = FeedbackCategory(rawValue: $1) },
    "likeliest": { $0.likeliest = FeedbackCategory(rawValue: $1) }, "relation": { $0.relation = $1 },
  ]

  private static let numbers: [String: @Sendable (inout FollowUpRecord, Double) -> Void] = [
    "row": { $0.row = Int($1) }, "turn": { $0.turn = Int($1) }, "message_index": { $0.messageIndex = Int($1) },
    "target_index": { $0.targetIndex = Int($1) }, "probability": { $0.probability = $1 },
    "likeliest_probability": { $0.likeliestProbability = $1 }, "bytes": { $0.bytes = Int($1) },
    "target_bytes": { $0.targetBytes = Int($1) },
  ]
}
