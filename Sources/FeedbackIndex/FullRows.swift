public import DatasetWriting

/// Reads whole rows out of the shards, one shard open at a time. Hits that come by place are read in one pass.
///
/// One of these serves one thread.
public final class FullRows {
  private let layout: DatasetLayout
  private var reader: (file: String, reader: ShardReader)?

  public init(_ layout: DatasetLayout) { self.layout = layout }

  /// The JSON line at `place`, without its newline, while `body` runs; 64 bytes behind it can be read.
  ///
  /// - Throws: `FeedbackIndexError` with `badShard` (also where the shard has gone since the query), and what `body` throws.
  public func withRow<Value>(at place: ShardPlace, _ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value {
    try body(row(at: place).bytes)
  }

  /// The JSON line at `place`, without its newline.
  public func bytes(at place: ShardPlace) throws(FeedbackIndexError) -> [UInt8] {
    Array(try row(at: place).bytes)
  }

  private func row(at place: ShardPlace) throws(FeedbackIndexError) -> ShardRow {
    do throws(ShardError) {
      let reader = try opened(place.file)
      return try reader.row(place.rowInFrame, inFrameAt: place.frameOffset)
    } catch {
      throw FeedbackIndexError(
        .badShard, at: place.file, detail: error.code.rawValue, engineNumber: error.engineNumber,
        nextStep: "gleaner verify \(layout.root)")
    }
  }

  private func opened(_ file: String) throws(ShardError) -> ShardReader {
    if let reader, reader.file == file { return reader.reader }
    reader = nil
    let opened = try ShardReader(file: layout.path(file))
    reader = (file, opened)
    return opened
  }
}

extension FeedbackIndex {
  /// The whole row of a piece of feedback, as JSON. For many rows, use one `FullRows`.
  public func fullRow(of hit: FeedbackHit) throws(FeedbackIndexError) -> [UInt8] {
    try FullRows(layout).bytes(at: hit.place)
  }

  /// The whole row of a conversation, as JSON.
  public func fullRow(of conversation: ConversationHit) throws(FeedbackIndexError) -> [UInt8] {
    try FullRows(layout).bytes(at: conversation.place)
  }
}
