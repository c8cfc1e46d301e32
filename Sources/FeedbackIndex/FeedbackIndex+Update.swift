public import DatasetWriting
internal import Foundation
internal import GRDB
internal import Records

/// What an update of the index has done.
public struct IndexUpdate: Hashable, Sendable {
  /// Segments that were taken in, in the order of their names; a changed one is here and in `dropped`.
  public var added: [SegmentID] = []
  /// Segments that were taken out.
  public var dropped: [SegmentID] = []
  /// Segments that were there and had not changed.
  public var unchanged = 0
  /// Feedback and conversations of the segments in `added`.
  public var feedback = 0
  public var conversations = 0
  /// Files that could not be used, each of which cost what it describes; the index holds the rest.
  public var failures: [FeedbackIndexError] = []

  public init() {}
}

extension FeedbackIndex {
  /// Brings the index up to the segments, archives, rules and runs that `_gleaner/` has now.
  ///
  /// Each segment is one transaction, so that a killed update costs at most one and the next goes on from there. A segment
  /// that cannot be read is left out and named in the result. The index must have been opened for writing.
  ///
  /// - Throws: `inaccessible`, `busy`, `diskFull`, `damagedIndex`, `engine`; the segments done until then stay.
  public func update() throws(FeedbackIndexError) -> IndexUpdate {
    guard let writer else { preconditionFailure("the index was opened for reading") }
    return try withIndexErrors(of: layout) {
      try writer.writeWithoutTransaction { try Updater(layout: layout, db: $0).run() }
    }
  }
}

extension FeedbackIndex {
  /// Takes in the segments that are there and not yet in the index, and leaves all else to `update()`: for a run that goes
  /// on. The index must have been opened for writing.
  ///
  /// - Throws: As `update()`.
  public func takeInNewSegments() throws(FeedbackIndexError) {
    guard let writer else { preconditionFailure("the index was opened for reading") }
    try withIndexErrors(of: layout) {
      try writer.writeWithoutTransaction { try Updater(layout: layout, db: $0).takeInNewSegments() }
    }
  }
}

/// One update, on the writing connection.
final class Updater {
  private let layout: DatasetLayout
  private let db: Database
  private let descriptions: SegmentDescriptions
  private var result = IndexUpdate()

  init(layout: DatasetLayout, db: Database) {
    self.layout = layout
    self.db = db
    descriptions = SegmentDescriptions(layout: layout)
  }

  func run() throws -> IndexUpdate {
    let records = try readAll(ArchiveRecord.self, in: layout.archives)
    let changes = try segmentChanges(records: records.map(\.value))
    try prepareForLoading(changes)
    try apply(changes)
    try db.inTransaction(.immediate) {
      try replaceArchives(records.map(\.value))
      try replaceRules()
      try replaceRuns()
      return .commit
    }
    try IndexSchema.createSecondaryIndexes(db)
    try orFail {
      try db.inTransaction(.immediate) {
        try SegmentLoader(db, layout: layout).replaceVerdicts()
        return .commit
      }
    }
    if !result.added.isEmpty || !result.dropped.isEmpty {
      try db.execute(sql: "PRAGMA analysis_limit = 1000; ANALYZE")
    }
    return result
  }

  func takeInNewSegments() throws {
    var changes = try segmentChanges(records: readAll(ArchiveRecord.self, in: layout.archives).map(\.value))
    // What replaces a segment, and what is gone, waits for the update: the run may not be done with it.
    changes.new.removeAll {
      changes.stale.map(SegmentDescriptions.archive(ofSegment:)).contains($0.manifest.archive.rawValue)
    }
    changes.stale = []
    try prepareForLoading(changes)
    try apply(changes)
  }

  private struct Changes {
    var stale: [String] = []
    var new: [(file: SegmentDescriptions.File, manifest: SegmentManifest)] = []
  }

  /// Compares the manifests with those that the index was made from, letter by letter.
  private func segmentChanges(records: [ArchiveRecord]) throws -> Changes {
    var changes = Changes()
    var known = Set(try String.fetchAll(db, sql: "SELECT id FROM segments"))
    for name in try descriptions.currentSegments(records: records) {
      let isKnown = known.remove(name) != nil
      try orFail {
        let file = try descriptions.file(name, in: layout.segments)
        let isSame = "SELECT 1 FROM segments WHERE id = ? AND manifest = ?"
        if isKnown, try Bool.fetchOne(db, sql: isSame, arguments: [name, file.text]) ?? false {
          result.unchanged += 1
          return
        }
        if isKnown { changes.stale.append(name) }
        changes.new.append((file, try descriptions.manifest(from: file)))
      }
    }
    changes.stale += known
    changes.stale.sort()
    return changes
  }

  /// Where more comes in than is there, the secondary indexes go first and are made again at the end.
  private func prepareForLoading(_ changes: Changes) throws {
    let coming = changes.new.reduce(0) { $0 + $1.manifest.rows(of: .feedback) + $1.manifest.rows(of: .conversations) }
    let present = try Int.fetchOne(db, sql: "SELECT coalesce(sum(rows), 0) FROM shards") ?? 0
    if coming > present { try IndexSchema.dropSecondaryIndexes(db) }
  }

  /// Drops and adds. What replaces something of the same archive does it in one transaction, so that no reader sees the
  /// archive missing.
  private func apply(_ changes: Changes) throws {
    let loader = try SegmentLoader(db, layout: layout)
    var stale = Dictionary(grouping: changes.stale, by: SegmentDescriptions.archive(ofSegment:))
    for (file, manifest) in changes.new {
      let replaced = stale.removeValue(forKey: manifest.archive.rawValue) ?? []
      try orFail {
        try replace(replaced, with: manifest, file.text, loader)
        result.added.append(manifest.segment)
        result.feedback += manifest.rows(of: .feedback)
        result.conversations += manifest.rows(of: .conversations)
      }
    }
    for name in stale.values.flatMap(\.self).sorted() {
      try db.inTransaction(.immediate) {
        try loader.drop(segment: name)
        return .commit
      }
      result.dropped.append(SegmentID(rawValue: name))
    }
    result.dropped.sort()
  }

  /// Puts a segment in the place of others. These go even where the new one cannot be read: nothing describes them now.
  private func replace(
    _ old: [String], with manifest: SegmentManifest, _ text: String, _ loader: SegmentLoader
  ) throws {
    var failure: FeedbackIndexError?
    try db.inTransaction(.immediate) {
      for name in old { try loader.drop(segment: name) }
      do {
        try db.inSavepoint {
          try loader.add(manifest, text: text)
          return .commit
        }
      } catch let error as FeedbackIndexError {
        failure = error
      }
      return .commit
    }
    result.dropped += old.map(SegmentID.init(rawValue:))
    if let failure { throw failure }
  }

  /// Does a piece of work that may find a file unusable: that is noted, and the update goes on.
  private func orFail(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as FeedbackIndexError where [.badShard, .badDescription, .inaccessible].contains(error.code) {
      result.failures.append(error)
    }
  }

  private func readAll<Value: Decodable>(
    _ type: Value.Type, in directory: String
  ) throws -> [(name: String, value: Value)] {
    var found: [(String, Value)] = []
    for name in try descriptions.names(in: directory) {
      try orFail {
        let file = try descriptions.file(name, in: directory)
        found.append((name, try descriptions.decode(type, from: file)))
      }
    }
    return found
  }
}

// The small tables, which are taken whole each time.
extension Updater {
  private func replaceArchives(_ records: [ArchiveRecord]) throws {
    try db.execute(sql: "DELETE FROM archives")
    let insert = try db.makeStatement(sql: "INSERT OR REPLACE INTO archives VALUES (?, ?, ?, ?, ?, ?)")
    for record in records {
      let name = record.path.split(separator: "/").last.map(String.init) ?? record.path
      try insert.execute(arguments: [
        record.archive.rawValue, name, record.path, record.bytes, record.modified, record.segment.rawValue,
      ])
    }
  }

  private func replaceRules() throws {
    try db.execute(sql: "DELETE FROM rules")
    let insert = try db.makeStatement(sql: "INSERT OR REPLACE INTO rules VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (ruleSet, rules) in try readAll([RuleSummary].self, in: layout.rules) {
      for rule in rules {
        try insert.execute(arguments: [
          ruleSet, rule.id.rawValue, rule.title, rule.category.rawValue, rule.language, rule.status, rule.hits,
          rule.right, rule.value,
        ])
      }
    }
  }

  private func replaceRuns() throws {
    try db.execute(sql: "DELETE FROM runs")
    let insert = try db.makeStatement(sql: "INSERT INTO runs VALUES (?, ?)")
    for name in try descriptions.names(in: layout.runs) {
      try orFail { try insert.execute(arguments: [name, descriptions.file(name, in: layout.runs).text]) }
    }
  }
}
