import DatasetWriting
import FeedbackIndex
import Foundation
import GRDB
import Pipeline
import Records
import Testing

/// A page of documentation: its sections, tables and examples.
private struct Page {
  let text: String

  init(_ name: String) throws {
    let data = FileManager.default.contents(atPath: Repository.path("docs/\(name)"))
    let found = try #require(data, "docs/\(name) is not there")
    text = String(decoding: found, as: UTF8.self)
  }

  /// The blocks that are fenced as JSON, in order.
  var examples: [String] {
    text.components(separatedBy: "\n```json\n").dropFirst().compactMap { $0.components(separatedBy: "\n```").first }
  }

  func example(_ place: Int) throws -> String {
    try #require(examples.indices.contains(place) ? examples[place] : nil, "there is no example \(place)")
  }

  /// What stands between a second-level heading and the next one.
  func section(_ title: String) throws -> String {
    let sections = ("\n" + text).components(separatedBy: "\n## ")
    return try #require(sections.first { $0.hasPrefix(title + "\n") }, "there is no section \(title)")
  }

  /// The names in backticks in the first cells of the tables in `part`.
  static func names(in part: String) -> [String] {
    part.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
      row.split(separator: "|").first.map { $0.split(separator: "`").map(String.init) } ?? []
    }.filter { !$0.allSatisfy { $0 == " " || $0 == "," } }
  }

  /// The example at a place, as one of the program's own types. Unknown fields are not passed over: the value must
  /// encode to what was read.
  func decoded<Value: Codable>(_ type: Value.Type, example place: Int = 0) throws -> Value {
    let example = Data(try self.example(place).utf8)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let value = try decoder.decode(type, from: example)
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let written = try JSONSerialization.jsonObject(with: try encoder.encode(value)) as? NSDictionary
    #expect(written == (try JSONSerialization.jsonObject(with: example) as? NSDictionary))
    return value
  }
}

@Suite("The documents on formats") struct FormatDocumentsTests {
  @Test("show a manifest that is one, and name all of its fields") func segment() throws {
    let page = try Page("formats/segment.md")
    let manifest = try page.decoded(SegmentManifest.self)
    #expect(manifest.segment == SegmentID(archive: manifest.archive, recipe: manifest.recipe))
    #expect(manifest.counts.records.balances && manifest.counts.members.balances)
    #expect(manifest.rows(of: .conversations) == manifest.counts.conversations)
    #expect(manifest.rejected != nil)
    try Self.expectNames(of: try page.example(0), on: page, below: ["recipe", "counts"])
  }

  @Test("show a run report that is one, and name all of its fields") func runReport() throws {
    let page = try Page("formats/run-report.md")
    let report = try page.decoded(RunReport.self)
    #expect(report.inputs.balances && report.counts.records.balances)
    #expect(report.inputs.taken == report.archives.count)
    #expect(report.hasFailures && report.isComplete)
    try Self.expectNames(of: try page.example(0), on: page, below: [])
    let named = Page.names(in: page.text)
    for name in ["path", "outcome", "segment", "reason", "counts"] { #expect(named.contains(name), "\(name)") }
  }

  @Test("show a report of the second stage that is one, and name all of its fields") func classification() throws {
    let page = try Page("formats/classification-report.md")
    let report = try page.decoded(ClassificationReport.self)
    #expect(report.balances)
    try Self.expectNames(of: try page.example(0), on: page, below: [])
  }

  @Test("name every table and column of the kept answers") func answers() throws {
    let page = try Page("formats/answers.md")
    let scratch = try Scratch()
    let layout = DatasetLayout(root: scratch.path)
    try scratch.write("", to: "_gleaner/lock")
    try AnswerStore.open(layout).close()
    let database = try DatabaseQueue(path: layout.answers)
    let names = try database.read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT m.name || '.' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table'
          """)
    }
    #expect(names.count > 20)
    for name in names {
      let parts = name.split(separator: ".").map(String.init)
      #expect(Page.names(in: try page.section("`\(parts[0])`")).contains(parts[1]), "\(name)")
    }
  }

  @Test("show an archive record that is one, and name all of its fields") func archiveRecord() throws {
    let page = try Page("formats/archive-record.md")
    let record = try page.decoded(ArchiveRecord.self)
    #expect(record.segment.rawValue.hasPrefix(record.archive.rawValue))
    #expect(record.refusal == nil)
    #expect(try page.decoded(ArchiveRecord.self, example: 1).refusal?.reason == .unsupportedFormat)
    try Self.expectNames(of: try page.example(1), on: page, below: [])
  }

  @Test("name every column of every table, and show a whole row of it", arguments: DatasetTable.allCases)
  func columns(table: DatasetTable) throws {
    let page = try Page("formats/dataset.md")
    let section = try page.section("`\(table.rawValue)`")
    let columns = table.columns.map(\.name)
    #expect(Set(Page.names(in: section)) == Set(columns))
    let place = try #require(DatasetTable.allCases.firstIndex(of: table))
    let row = try Self.object(try page.example(place))
    #expect(Set(row.keys) == Set(columns))
  }

  @Test("name every column of what was rejected") func rejected() throws {
    let page = try Page("formats/rejected.md")
    #expect(!page.examples.isEmpty)
    for example in page.examples {
      let row = try Self.object(example)
      #expect(Set(row.keys) == Set(Page.names(in: page.text)))
      #expect((row["reason"] as? String).flatMap(DropReason.init(rawValue:)) != nil)
    }
  }

  @Test("name every log format") func logFormats() throws {
    let named = try Page("formats/logs.md").text
    for format in LogFormat.allCases { #expect(named.contains("`\(format.rawValue)`"), "\(format.rawValue)") }
  }

  private static func object(_ json: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  /// Every key of the example, and of the objects under `inner`, has a row in a table of the page.
  private static func expectNames(of example: String, on page: Page, below inner: [String]) throws {
    let whole = try object(example)
    let named = Set(Page.names(in: page.text))
    let parts = [whole] + inner.compactMap { whole[$0] as? [String: Any] }
    for key in parts.flatMap(\.keys) { #expect(named.contains(key), "\(key) is not described") }
  }
}
