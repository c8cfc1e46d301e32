import DatasetWriting
import FeedbackIndex
import Foundation
import GRDB
import Testing

@Suite("Opening an index")
struct FeedbackIndexAccessTests {
  private let dataset: SampleDataset

  init() throws { dataset = try SampleDataset() }

  private func fill(_ archive: String = archiveA, rows: Int = 3) throws {
    try dataset.add(archive, (0..<rows).map { SampleConversation(id: "c\($0)", row: $0, feedback: [SampleFeedback()]) })
    let index = try FeedbackIndex.open(dataset.layout, for: .writing)
    _ = try index.update()
    try index.close()
  }

  private func openingError(_ layout: DatasetLayout, _ access: FeedbackIndex.Access) -> FeedbackIndexError? {
    do throws(FeedbackIndexError) {
      _ = try FeedbackIndex.open(layout, for: access)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [FeedbackIndex.Access.reading, .writing])
  func `says that there is no dataset, and makes none`(access: FeedbackIndex.Access) {
    let layout = DatasetLayout(root: dataset.layout.root + "-elsewhere")
    #expect(openingError(layout, access)?.code == .missingDataset)
    #expect(!FileManager.default.fileExists(atPath: layout.root))
  }

  @Test func `says that there is no index yet and how to make one, and makes none`() {
    let error = openingError(dataset.layout, .reading)
    #expect(error?.code == .missingIndex)
    #expect(error?.nextStep == "gleaner index \(dataset.layout.root)")
    #expect(!FileManager.default.fileExists(atPath: dataset.layout.index))
  }

  @Test(arguments: [FeedbackIndex.Access.reading, .writing])
  func `refuses an index of another version, which a rebuild replaces`(access: FeedbackIndex.Access) throws {
    try fill()
    let queue = try DatabaseQueue(path: dataset.layout.index)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9'); PRAGMA user_version = 2") }
    try queue.close()
    let error = openingError(dataset.layout, access)
    #expect(error?.code == .otherSchema)
    #expect(error?.nextStep == "gleaner index \(dataset.layout.root) --rebuild")
    _ = try FeedbackIndex.rebuild(dataset.layout)
    #expect(try FeedbackIndex.open(dataset.layout, for: access).count(FeedbackFilter()) == 3)
  }

  @Test func `refuses a file that is no database, which a rebuild replaces`() throws {
    try fill()
    try Data(String(repeating: "These are words, not pages of a database. ", count: 100).utf8).write(
      to: URL(fileURLWithPath: dataset.layout.index))
    #expect(openingError(dataset.layout, .reading)?.code == .damagedIndex)
    _ = try FeedbackIndex.rebuild(dataset.layout)
    #expect(try FeedbackIndex.open(dataset.layout, for: .reading).count(FeedbackFilter()) == 3)
  }

  @Test func `a reader sees one state while another writes`() throws {
    try fill()
    let reader = try FeedbackIndex.open(dataset.layout, for: .reading)
    var seen = 0
    try reader.forEachHit(FeedbackFilter()) { _ in
      if seen == 0 { try fill(archiveB) }
      seen += 1
    }
    #expect(seen == 3)
    #expect(try reader.count(FeedbackFilter()) == 6)
  }

  @Test func `a rebuild leaves readers undisturbed and shows them the new content`() throws {
    try fill()
    let reader = try FeedbackIndex.open(dataset.layout, for: .reading)
    try dataset.add(archiveB, [SampleConversation(feedback: [SampleFeedback()])])
    var seen = 0
    try reader.forEachHit(FeedbackFilter()) { _ in
      if seen == 0 { _ = try FeedbackIndex.rebuild(dataset.layout) }
      seen += 1
    }
    #expect(seen == 3)
    #expect(try reader.count(FeedbackFilter()) == 4)
    #expect(try FeedbackIndex.open(dataset.layout, for: .writing).count(FeedbackFilter()) == 4)
  }

  @Test func `a closed index is one file`() throws {
    try fill()
    for suffix in ["-wal", "-shm", "-journal"] {
      #expect(!FileManager.default.fileExists(atPath: dataset.layout.index + suffix))
    }
  }

  @Test func `a rebuild leaves nothing beside the index`() throws {
    try fill()
    _ = try FeedbackIndex.rebuild(dataset.layout)
    let left = try FileManager.default.contentsOfDirectory(atPath: dataset.layout.temporary)
    #expect(left.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: dataset.layout.index + "-journal"))
  }

  @Test func `what a caller throws ends the query and comes through`() throws {
    struct Enough: Error {}
    try fill()
    let reader = try FeedbackIndex.open(dataset.layout, for: .reading)
    var seen = 0
    #expect(throws: Enough.self) {
      try reader.forEachHit(FeedbackFilter()) { _ in
        seen += 1
        throw Enough()
      }
    }
    #expect(seen == 1)
  }

  @Test func `an interrupted first load is completed by the next`() throws {
    try fill()
    let queue = try DatabaseQueue(path: dataset.layout.index)
    try queue.write { try $0.execute(sql: "DROP INDEX feedback_by_place; DROP INDEX feedback_by_user") }
    try queue.close()
    let index = try FeedbackIndex.open(dataset.layout, for: .writing)
    _ = try index.update()
    try index.close()
    let indexes = try DatabaseQueue(path: dataset.layout.index).read {
      try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'feedback_by%'")
    }
    #expect(indexes.contains("feedback_by_place") && indexes.contains("feedback_by_user"))
  }
}
