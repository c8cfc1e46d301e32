/// Writes the rows of one split in one format, a shard at a time. One thread at a time.
///
/// A sink is given the columns when it is made, and every row as values in their order, each of its column's kind. The
/// same rows give the same bytes.
protocol ExportSink: AnyObject {
  /// Begins a shard in a new file; the shard before it was finished.
  func beginShard(at path: String) throws(TrainingExportError)

  /// Adds a row to the shard.
  func append(_ row: [ExportValue]) throws(TrainingExportError)

  /// How many uncompressed bytes the shard has so far.
  var plainBytes: Int { get }

  /// Ends the shard and makes it durable.
  func finishShard() throws(TrainingExportError) -> FinishedShard
}

/// A shard that is on disk, still under a name of its own.
struct FinishedShard: Hashable, Sendable {
  let path: String
  let bytes: Int
  let plainBytes: Int
  let rows: Int
  /// Of the file, 64 hexadecimal digits.
  let sha256: String
}
