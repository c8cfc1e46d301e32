import DatasetWriting
import FeedbackIndex
import Foundation
import GRDB
import Testing

/// `docs/formats/index.md` describes every table and column; this reads it and the schema.
@Suite("The documented format of the index")
struct IndexFormatTests {
  private let dataset: SampleDataset
  private let database: DatabaseQueue
  private let document: String

  init() throws {
    dataset = try SampleDataset()
    try dataset.add(archiveA, [SampleConversation(feedback: [SampleFeedback()])])
    _ = try FeedbackIndex.rebuild(dataset.layout)
    database = try DatabaseQueue(path: dataset.layout.index)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    document = try String(contentsOf: root.appending(path: "docs/formats/index.md"), encoding: .utf8)
  }

  /// The columns by table, from headings like "### `name`" and table lines like "| `column` |".
  private var documented: [String: [String]] {
    var tables: [String: [String]] = [:]
    var table: String?
    for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("#") { table = nil }
      let name = line.split(separator: "`", omittingEmptySubsequences: false).dropFirst().first.map(String.init)
      if line.hasPrefix("### `"), let name {
        table = name
        tables[name] = []
      } else if line.hasPrefix("| `"), let table, let name {
        tables[table, default: []].append(name)
      }
    }
    return tables
  }

  @Test func `names every table and column in order, and no other`() throws {
    let actual = try database.read { db in
      let names = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
          AND name NOT LIKE 'feedback_search_%' AND name <> 'grdb_migrations'
          """)
      return try names.reduce(into: [String: [String]]()) { tables, name in
        tables[name] = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [name])
      }
    }
    #expect(documented == actual)
  }

  @Test(arguments: [DatasetTable.feedback, .conversations])
  func `keeps every short column of the dataset`(table: DatasetTable) throws {
    let columns = try #require(documented[table.rawValue])
    let long = table == .feedback ? ["prompt", "response", "feedback", "next_response"] : ["first_message"]
    for column in table.columns where !long.contains(column.name) { #expect(columns.contains(column.name)) }
  }

  @Test func `the example queries run`() throws {
    let blocks = document.components(separatedBy: "```sql\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    #expect(!blocks.isEmpty)
    for sql in blocks { _ = try database.read { try Row.fetchAll($0, sql: sql) } }
  }
}
