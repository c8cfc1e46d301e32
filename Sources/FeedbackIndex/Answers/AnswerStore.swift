public import DatasetWriting
internal import Foundation
internal import GRDB

/// The replies of chat models that were paid for, and the verdicts that were read from them: `_gleaner/answers.sqlite`.
///
/// It is never rebuilt and never deleted: a reply that is in it is never asked for again. A reply is on the disk before
/// anything is made of it. Who writes holds the dataset's lock; one process may use it from several threads.
public final class AnswerStore: Sendable {
  /// The shape of the file, also in it as `PRAGMA user_version`.
  public static let version = 2

  let database: DatabaseQueue
  let layout: DatasetLayout

  private init(layout: DatasetLayout, database: DatabaseQueue) {
    self.layout = layout
    self.database = database
  }

  /// Opens the file; made where it is not there.
  ///
  /// - Throws: `FeedbackIndexError`: `inaccessible`, `busy`, `diskFull`, `damagedAnswers`, and `otherSchema` where a later
  ///   Gleaner made it.
  public static func open(_ layout: DatasetLayout) throws(FeedbackIndexError) -> AnswerStore {
    try withAnswerErrors(of: layout) {
      var configuration = Configuration()
      configuration.label = "gleaner.answers"
      configuration.busyMode = .timeout(10)
      configuration.prepareDatabase { db in
        // What was paid for must survive a loss of power.
        try db.execute(sql: "PRAGMA synchronous = FULL")
      }
      let database = try DatabaseQueue(path: layout.answers, configuration: configuration)
      try database.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
      try database.write { db in
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found <= version else {
          throw FeedbackIndexError(
            .otherSchema, at: layout.answers, detail: "answers \(found), expected \(version)",
            nextStep: "use the version of Gleaner that wrote it")
        }
        if found == 0 { try db.execute(sql: tables) }
        if found < 2 { try db.execute(sql: secondVersion) }
      }
      return AnswerStore(layout: layout, database: database)
    }
  }

  /// The store where a dataset has one; nil where nothing was ever asked.
  public static func existing(_ layout: DatasetLayout) throws(FeedbackIndexError) -> AnswerStore? {
    FileManager.default.fileExists(atPath: layout.answers) ? try open(layout) : nil
  }

  private static let tables = """
    CREATE TABLE answers (
      key TEXT PRIMARY KEY, judge TEXT NOT NULL, prompt TEXT NOT NULL, purpose TEXT NOT NULL, sent TEXT NOT NULL,
      reply TEXT NOT NULL, finish TEXT NOT NULL, prompt_tokens INTEGER NOT NULL, reply_tokens INTEGER NOT NULL,
      tokens_estimated INTEGER NOT NULL, served_model TEXT NOT NULL, time TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE expected (
      key TEXT PRIMARY KEY, judge TEXT NOT NULL, prompt TEXT NOT NULL, sent TEXT NOT NULL, follow_ups TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE verdicts (
      number INTEGER PRIMARY KEY, follow_up TEXT NOT NULL, judge TEXT NOT NULL, prompt TEXT NOT NULL,
      archive TEXT NOT NULL, status TEXT NOT NULL, category TEXT NOT NULL, audited INTEGER NOT NULL, row TEXT NOT NULL,
      UNIQUE (follow_up, judge, prompt)
    );
    CREATE TABLE labels (follow_up TEXT PRIMARY KEY, category TEXT NOT NULL, time TEXT NOT NULL) WITHOUT ROWID;
    PRAGMA user_version = 1;
    """

  /// What the second version has beside the first: which follow-ups were asked about together, and what models wrote.
  private static let secondVersion = """
    ALTER TABLE expected ADD COLUMN audited TEXT NOT NULL DEFAULT '[]';
    CREATE TABLE under_way (
      judge TEXT NOT NULL, prompt TEXT NOT NULL, follow_ups TEXT NOT NULL, audited TEXT NOT NULL,
      PRIMARY KEY (judge, prompt, follow_ups)
    ) WITHOUT ROWID;
    CREATE TABLE products (
      number INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, judge TEXT NOT NULL, prompt TEXT NOT NULL,
      archive TEXT NOT NULL, status TEXT NOT NULL, row TEXT NOT NULL, UNIQUE (kind, subject, judge, prompt)
    );
    PRAGMA user_version = 2;
    """

  /// Reads the whole file.
  ///
  /// - Throws: `damagedAnswers`.
  public func check() throws(FeedbackIndexError) {
    let found = try read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }
    guard found == "ok" else {
      throw FeedbackIndexError(.damagedAnswers, at: layout.answers, nextStep: FeedbackIndexError.restoreAnswers)
    }
  }

  /// Closes the file.
  public func close() throws(FeedbackIndexError) {
    try withAnswerErrors(of: layout) { try database.close() }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(FeedbackIndexError) -> Value {
    try withAnswerErrors(of: layout) { try database.read(body) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(FeedbackIndexError) -> Value {
    try withAnswerErrors(of: layout) { try database.write(body) }
  }
}

/// Runs SQL on the answers and gives its faults their public type.
private func withAnswerErrors<Value>(
  of layout: DatasetLayout, _ body: () throws -> Value
) throws(FeedbackIndexError) -> Value {
  do {
    return try body()
  } catch let error as FeedbackIndexError {
    throw error
  } catch let error as DatabaseError {
    throw FeedbackIndexError(answers: error, of: layout)
  } catch {
    throw FeedbackIndexError(.damagedAnswers, at: layout.answers, nextStep: FeedbackIndexError.restoreAnswers)
  }
}
