public import DatasetWriting
internal import Foundation
internal import GRDB

/// The index of a dataset: `_gleaner/index.sqlite`, made from the segments and at any time to be made again.
///
/// The file is in WAL mode: whoever reads sees one state of it, from the beginning of a query to its end, while another
/// process writes. It holds no text but the beginning of what users said; the rest is read from the shards.
public final class FeedbackIndex: Sendable {
  /// What an index is opened for.
  public enum Access: Hashable, Sendable {
    /// Queries only; nothing is created.
    case reading
    /// Queries and `update()`; a missing index is created, empty.
    case writing
  }

  public let layout: DatasetLayout
  let reader: any DatabaseReader
  /// Nil where the index was opened for reading.
  let writer: DatabasePool?

  private init(layout: DatasetLayout, reader: any DatabaseReader, writer: DatabasePool?) {
    self.layout = layout
    self.reader = reader
    self.writer = writer
  }

  /// Opens the dataset's index. Who writes must hold the dataset's lock.
  ///
  /// - Throws: `missingDataset`, `missingIndex` (reading only), `otherSchema`, `damagedIndex`, `inaccessible`, `busy`.
  public static func open(_ layout: DatasetLayout, for access: Access) throws(FeedbackIndexError) -> FeedbackIndex {
    guard layout.exists else {
      throw FeedbackIndexError(.missingDataset, at: layout.root, nextStep: "gleaner run INPUT --into \(layout.root)")
    }
    return try withIndexErrors(of: layout) {
      switch access {
      case .reading: try openForReading(layout)
      case .writing: try openForWriting(layout)
      }
    }
  }

  private static func openForReading(_ layout: DatasetLayout) throws -> FeedbackIndex {
    guard FileManager.default.fileExists(atPath: layout.index) else { throw missingIndex(of: layout) }
    let reader = try openReader(layout)
    guard try reader.read({ try isOfThisVersion($0, of: layout) }) else { throw missingIndex(of: layout) }
    return FeedbackIndex(layout: layout, reader: reader, writer: nil)
  }

  /// Opens the file as one that others may write, or, where the directory lets nothing be created, as one that nobody
  /// can: reading in WAL mode needs a shared-memory file beside the database.
  private static func openReader(_ layout: DatasetLayout) throws -> any DatabaseReader {
    var configuration = configuration()
    configuration.readonly = true
    do {
      let pool = try DatabasePool(path: layout.index, configuration: configuration)
      try pool.read { _ = try Int.fetchOne($0, sql: "PRAGMA user_version") }
      return pool
    } catch let error as DatabaseError where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) {
      // Without attributes there is no log, which is the case looked for.
      let log = (try? FileManager.default.attributesOfItem(atPath: layout.index + "-wal"))?[.size] as? Int ?? 0
      guard log == 0 else { throw error }
      let address = URL(fileURLWithPath: layout.index).absoluteString + "?immutable=1"
      return try DatabaseQueue(path: address, configuration: configuration)
    }
  }

  private static func openForWriting(_ layout: DatasetLayout) throws -> FeedbackIndex {
    let pool = try DatabasePool(path: layout.index, configuration: configuration())
    if try pool.read({ try !isOfThisVersion($0, of: layout) }) { try IndexSchema.migrator.migrate(pool) }
    return FeedbackIndex(layout: layout, reader: pool, writer: pool)
  }

  /// Whether the database has this version's tables; false where it has none at all.
  private static func isOfThisVersion(_ db: Database, of layout: DatasetLayout) throws -> Bool {
    let migrator = IndexSchema.migrator
    let applied = try migrator.appliedIdentifiers(db)
    if applied == Set(migrator.migrations) { return true }
    guard applied.isEmpty, try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0 else {
      let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      throw FeedbackIndexError(
        .otherSchema, at: layout.index, detail: "schema \(found), expected \(IndexSchema.version)",
        nextStep: FeedbackIndexError.rebuild(layout))
    }
    return false
  }

  private static func missingIndex(of layout: DatasetLayout) -> FeedbackIndexError {
    FeedbackIndexError(.missingIndex, at: layout.index, nextStep: "gleaner index \(layout.root)")
  }

  /// The settings of every connection.
  static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "gleaner.index"
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA cache_size = -\(cacheKibibytes)")
    }
    return configuration
  }

  /// Pages that one connection may keep in memory.
  private static let cacheKibibytes = 32 << 10

  /// Closes the file; queries that run are finished first. An index that is let go closes by itself.
  public func close() throws(FeedbackIndexError) {
    try withIndexErrors(of: layout) {
      // Closes the pool's readers first: only a writer that is the last to leave takes the log away.
      writer?.releaseMemory()
      try reader.close()
    }
  }

  /// Runs queries on one state of the index.
  func read<Value>(_ body: (Database) throws -> Value) throws(FeedbackIndexError) -> Value {
    try withIndexErrors(of: layout) { try reader.read(body) }
  }
}
