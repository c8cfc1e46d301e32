internal import DatasetWriting
internal import GRDB

/// The tables of the index, described for users in `docs/formats/index.md`.
///
/// A migration's text is never changed once released; a change of a table is a new version, for which the index is
/// rebuilt from the segments.
enum IndexSchema {
  /// Also in the file as `PRAGMA user_version`.
  static let version = 3

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("3") { db in
      try db.execute(sql: Self.tables)
      try db.execute(sql: "PRAGMA user_version = 3")
    }
    return migrator
  }

  /// The tables of the dataset whose rows are in the index.
  static let tablesOfRows: [DatasetTable] = [.feedback, .conversations, .preferences]

  /// The columns of a dataset's table that are too long for the index; they are read from the shard.
  static let longTexts: Set<String> = ["prompt", "response", "feedback", "next_response", "first_message"]

  /// The columns of `table` that the index keeps, in the dataset's order.
  static func columns(of table: DatasetTable) -> [DatasetWriting.Column] {
    table.columns.filter { !longTexts.contains($0.name) }
  }

  /// Foreign keys are declared so that browsers of the file link the rows; they are not enforced.
  private static let tables = """
    CREATE TABLE archives (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, bytes INTEGER NOT NULL, modified INTEGER NOT NULL,
      segment TEXT NOT NULL
    );
    CREATE TABLE segments (
      id TEXT PRIMARY KEY, archive TEXT NOT NULL, format_version INTEGER NOT NULL, rule_set TEXT NOT NULL,
      without_text INTEGER NOT NULL, settings TEXT NOT NULL, bytes_read INTEGER NOT NULL,
      bytes_expanded INTEGER NOT NULL, records_in INTEGER NOT NULL, records_out INTEGER NOT NULL,
      conversations INTEGER NOT NULL, messages INTEGER NOT NULL, follow_ups INTEGER NOT NULL,
      feedback INTEGER NOT NULL, manifest TEXT NOT NULL
    );
    CREATE TABLE shards (
      id INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, segment TEXT NOT NULL REFERENCES segments (id),
      table_name TEXT NOT NULL, rows INTEGER NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL
    );
    CREATE INDEX shards_by_segment ON shards (segment);
    CREATE TABLE conversations (
      record_id TEXT NOT NULL, conversation_id TEXT NOT NULL, archive TEXT NOT NULL, member TEXT NOT NULL,
      row INTEGER NOT NULL, format TEXT NOT NULL, model TEXT NOT NULL, language TEXT NOT NULL, timestamp TEXT NOT NULL,
      user TEXT NOT NULL, byte INTEGER NOT NULL, messages INTEGER NOT NULL, user_messages INTEGER NOT NULL,
      follow_ups INTEGER NOT NULL, content_bytes INTEGER NOT NULL, feedback_count INTEGER NOT NULL,
      negative_count INTEGER NOT NULL, opening TEXT NOT NULL, first_bytes INTEGER NOT NULL, ended TEXT NOT NULL, topic TEXT NOT NULL,
      country TEXT NOT NULL, toxic TEXT NOT NULL, shard INTEGER NOT NULL REFERENCES shards (id),
      frame_offset INTEGER NOT NULL, row_in_frame INTEGER NOT NULL
    );
    CREATE INDEX conversations_by_shard ON conversations (shard);
    CREATE TABLE preferences (
      record_id TEXT NOT NULL, conversation_id TEXT NOT NULL, archive TEXT NOT NULL, member TEXT NOT NULL,
      row INTEGER NOT NULL, format TEXT NOT NULL, model TEXT NOT NULL, language TEXT NOT NULL, timestamp TEXT NOT NULL,
      user TEXT NOT NULL, preference_id TEXT NOT NULL, message_index INTEGER NOT NULL, kind TEXT NOT NULL,
      value TEXT NOT NULL, polarity TEXT NOT NULL, quote TEXT NOT NULL, span_start INTEGER NOT NULL,
      span_end INTEGER NOT NULL, shard INTEGER NOT NULL REFERENCES shards (id), frame_offset INTEGER NOT NULL,
      row_in_frame INTEGER NOT NULL
    );
    CREATE INDEX preferences_by_shard ON preferences (shard);
    CREATE TABLE feedback (
      id INTEGER PRIMARY KEY, record_id TEXT NOT NULL, conversation_id TEXT NOT NULL, archive TEXT NOT NULL,
      member TEXT NOT NULL, row INTEGER NOT NULL, format TEXT NOT NULL, model TEXT NOT NULL, language TEXT NOT NULL,
      timestamp TEXT NOT NULL, user TEXT NOT NULL, feedback_id TEXT NOT NULL, turn INTEGER NOT NULL,
      message_index INTEGER NOT NULL, target_index INTEGER NOT NULL, category TEXT NOT NULL, polarity TEXT NOT NULL,
      mixed INTEGER NOT NULL, confidence REAL NOT NULL, quote TEXT NOT NULL, span_start INTEGER NOT NULL,
      span_end INTEGER NOT NULL, decided_by TEXT NOT NULL, evidence TEXT NOT NULL, prompt_omitted INTEGER NOT NULL,
      shard INTEGER NOT NULL REFERENCES shards (id), frame_offset INTEGER NOT NULL, row_in_frame INTEGER NOT NULL,
      said TEXT NOT NULL, overruled INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX feedback_by_shard ON feedback (shard);
    CREATE TABLE feedback_rules (
      feedback INTEGER NOT NULL REFERENCES feedback (id), place INTEGER NOT NULL, rule TEXT NOT NULL,
      PRIMARY KEY (feedback, place)
    ) WITHOUT ROWID;
    CREATE TABLE rules (
      rule_set TEXT NOT NULL, id TEXT NOT NULL, title TEXT NOT NULL, category TEXT NOT NULL, language TEXT NOT NULL,
      status TEXT NOT NULL, hits INTEGER NOT NULL, right_hits INTEGER NOT NULL, value REAL NOT NULL,
      PRIMARY KEY (rule_set, id)
    );
    CREATE TABLE runs (time TEXT PRIMARY KEY, report TEXT NOT NULL);
    CREATE VIRTUAL TABLE feedback_search USING fts5 (
      said, content = 'feedback', content_rowid = 'id', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
    );
    CREATE VIRTUAL TABLE feedback_terms USING fts5vocab (feedback_search, row);
    """

  /// The indexes that only queries need, by name: made when rows have been loaded, because that is several times faster
  /// than keeping them up to date row by row.
  static let secondaryIndexes: [(name: String, columns: String)] = [
    ("conversations_by_record", "conversations (record_id)"),
    ("conversations_by_conversation", "conversations (conversation_id)"),
    ("conversations_by_user", "conversations (user, timestamp, record_id)"),
    ("preferences_by_user", "preferences (user)"),
    ("feedback_by_feedback", "feedback (feedback_id)"),
    ("feedback_by_record", "feedback (record_id)"),
    ("feedback_by_conversation", "feedback (conversation_id)"),
    ("feedback_by_place", "feedback (archive, member, row, message_index)"),
    ("feedback_by_category", "feedback (category, record_id)"),
    ("feedback_by_model", "feedback (model, record_id)"),
    ("feedback_by_language", "feedback (language, record_id)"),
    ("feedback_by_user", "feedback (user)"),
    ("feedback_by_timestamp", "feedback (timestamp)"),
    ("feedback_rules_by_rule", "feedback_rules (rule, feedback)"),
    ("feedback_overruled", "feedback (overruled) WHERE overruled = 1"),
  ]

  static func dropSecondaryIndexes(_ db: Database) throws {
    for index in secondaryIndexes { try db.execute(sql: "DROP INDEX IF EXISTS \(index.name)") }
  }

  static func createSecondaryIndexes(_ db: Database) throws {
    for index in secondaryIndexes {
      try db.execute(sql: "CREATE INDEX IF NOT EXISTS \(index.name) ON \(index.columns)")
    }
  }
}
